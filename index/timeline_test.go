package index

import (
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// TestTimelineOfSegments promises that an index that grew by batches and has
// stale documents gives the same counts, mentions, chains and samples as one
// that was built at once, and so does one that is kept open and remembers what it
// counted.
func TestTimelineOfSegments(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 3, 20+n, 9, 0, 0, 0, time.UTC) }
	var docs []news.Entry
	for i := range 200 {
		d := news.Entry{
			ID: int64(i + 1), Title: []string{"storm", "summit", "storm at summit"}[i%3], Language: "en",
			Published: day(i % 20), Day: day(i % 20).Format(time.DateOnly), Seen: day(30), SeenDay: day(30).Format(time.DateOnly),
			Publisher: []string{"Reuters", "AP News", "NHK World", "BBC"}[i%4], Site: []string{"bbc.co.uk", "news.bbc.co.uk", "ap.example"}[i%3], Feeds: []int64{int64(i % 3), 7},
			ClusterSize: i%4 + 1, Chain: int64(i/6 + 1), Items: []int64{int64(i + 1)},
		}
		if i%7 == 0 {
			d.Text = "It began on March 21. Everyone remembers March 21."
		}
		docs = append(docs, d)
	}
	built, grown := build(t, docs), build(t, docs[:50])
	for from := 50; from < len(docs); from += 30 {
		stale := slices.Clone(docs[from-50 : from-20])
		for i := range stale {
			stale[i].Title, stale[i].Day, stale[i].Text = "storm", "2026-01-01", "March 2"
		}
		if err := bring(t.Context(), grown, append(stale, docs[from:min(from+30, len(docs))]...), nil, news.Mark{}); err != nil {
			t.Fatal(err)
		}
		if err := bring(t.Context(), grown, docs[from-50:from-20], nil, news.Mark{}); err != nil {
			t.Fatal(err)
		}
	}
	type answer struct {
		Days     []DayCount
		All      []DayCount
		Clusters []int64
		Mentions []Mentions
		Chains   []ChainSpan
		Telling  int
		Sample   int
		Facets   [][]FacetCount
	}
	kept := keeping(t, grown)
	for _, text := range []string{"storm", "", "storm summit", `"at summit"`, "storm OR summit", "-storm", "nobody"} {
		var got [4]answer
		for i, x := range []*Index{built, grown, kept, kept} {
			a := &got[i]
			r := Request{Query: parse(t, text)}
			err := x.View(t.Context(), func(v *View) error {
				l, err := v.Timeline([]Request{r})
				if err != nil {
					return err
				}
				a.Days, a.All = l.Days(0), l.Everything()
				if a.Clusters, err = l.Clusters(0, []string{"2026-03-20", "2026-03-30"}); err != nil {
					return err
				}
				if a.Mentions, err = l.Mentions(0, "2026-01-01", "2026-12-31"); err != nil {
					return err
				}
				if a.Chains, err = l.Chains(0); err != nil {
					return err
				}
				told, err := l.Telling(0, "2026-03-21", 1000)
				if err != nil {
					return err
				}
				sample, err := l.Sample(0, "2026-03-20", "2026-04-08", 7)
				a.Telling, a.Sample = len(told), len(sample)
				for _, by := range []Facet{ByPublisher, ByFeed, ByLanguage, BySite, ByYear, ByMonth, ByDay} {
					size := 3
					if by == ByDay {
						size = len(docs) // all
					}
					counts, err := v.Facet(r, by, size)
					if err != nil {
						return err
					}
					for i := range counts {
						counts[i].Example = 0 // any of them
					}
					a.Facets = append(a.Facets, counts)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			res, err := x.Search(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			var days []DayCount
			for _, c := range a.Facets[len(a.Facets)-1] {
				days = append(days, DayCount{Day: c.Value, Stories: c.Stories})
			}
			slices.SortFunc(days, func(a, b DayCount) int { return strings.Compare(a.Day, b.Day) })
			if d := cmp.Diff(days, a.Days); d != "" {
				t.Errorf("%q: days of the facet and of the timeline: %s", text, d)
			}
			if want := int(min(res.Total, 7)); a.Sample != want {
				t.Errorf("%q: a sample of %d, want %d", text, a.Sample, want)
			}
		}
		for i := range got[1:] {
			if d := cmp.Diff(got[0], got[i+1]); d != "" {
				t.Errorf("%q: built and grown, %d: %s", text, i+1, d)
			}
		}
	}
}
