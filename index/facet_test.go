package index

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/query"

	gocmp "github.com/google/go-cmp/cmp"
)

// spread returns stories of a few days with many stories and many days with one.
// Some have a day and no time.
func spread(n int, zone *time.Location) []news.Entry {
	r := rand.New(rand.NewPCG(1, 2)) // no secret
	docs := make([]news.Entry, n)
	for i := range docs {
		at := time.Date(2019+r.IntN(8), time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), r.IntN(60), 0, 0, zone)
		if i%2 == 0 {
			at = time.Date(2026, 1, 1+r.IntN(2), r.IntN(24), r.IntN(60), r.IntN(60), 0, zone)
		}
		d := &docs[i]
		*d = news.Entry{
			ID: int64(i + 1), Title: []string{"korea", "summit", "korea summit"}[r.IntN(3)], Published: at, Day: at.Format(time.DateOnly),
			Publisher: fmt.Sprintf("Paper %d", r.IntN(30)*r.IntN(2)), Language: []string{"", "sv", "sv-SE", "en"}[r.IntN(4)],
			Site:  []string{"bbc.co.uk", "news.bbc.co.uk", "co.uk.example", "nrk.no", ""}[r.IntN(5)],
			Feeds: []int64{int64(r.IntN(3)) + 1}, ClusterSize: 1, Chain: int64(i + 1),
		}
		if i%5 == 0 {
			d.ClusterSize, d.Chain = 3, int64(i%7+1)
		}
		if i%11 == 0 { // a day only
			d.Published, _ = time.ParseInLocation(time.DateOnly, d.Day, zone)
		}
	}
	return docs
}

// TestCountsAgainstPlain promises that facets, the extent of an answer and its
// order by date are those of a plain look at every story.
func TestCountsAgainstPlain(t *testing.T) {
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("west", -11*3600), time.FixedZone("east", 13*3600)} {
		docs := spread(3000, zone)
		x := build(t, docs[:2000])
		if err := bring(t.Context(), x, docs[1900:], []int64{17}, news.Mark{}); err != nil {
			t.Fatal(err)
		}
		docs = slices.DeleteFunc(docs, func(d news.Entry) bool { return d.ID == 17 })
		for _, text := range []string{"korea", "korea summit", "-korea", "summit date:2026", ""} {
			q, err := query.Parse(text, query.Options{Zone: zone})
			if err != nil {
				t.Fatal(err)
			}
			found := slices.DeleteFunc(slices.Clone(docs), func(d news.Entry) bool {
				return strings.Contains(text, "-korea") && strings.Contains(d.Title, "korea") ||
					strings.HasPrefix(text, "korea") && !strings.Contains(d.Title, "korea") ||
					strings.Contains(text, "summit") && !strings.Contains(d.Title, "summit") ||
					strings.Contains(text, "2026") && d.Day[:4] != "2026"
			})
			err = x.View(t.Context(), func(v *View) error {
				sums(t, v, q, found)
				ordered(t, v, q, found)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

func sums(t *testing.T, v *View, q *query.Query, found []news.Entry) {
	t.Helper()
	for by, value := range map[Facet]func(news.Entry) string{
		ByPublisher: func(d news.Entry) string { return strings.ToLower(d.Publisher) },
		ByFeed:      func(d news.Entry) string { return fmt.Sprint(d.Feeds[0]) },
		ByLanguage:  func(d news.Entry) string { return strings.ToLower(d.Language) },
		BySite:      func(d news.Entry) string { return d.Site },
		ByYear:      func(d news.Entry) string { return d.Day[:4] },
		ByMonth:     func(d news.Entry) string { return d.Day[:7] },
		ByDay:       func(d news.Entry) string { return d.Day },
	} {
		plain := map[string]int64{}
		for _, d := range found {
			if value(d) != "" {
				plain[value(d)]++
			}
		}
		var want []FacetCount
		for name, n := range plain {
			want = append(want, FacetCount{Value: name, Stories: n})
		}
		slices.SortFunc(want, func(a, b FacetCount) int {
			return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Value, b.Value))
		})
		got, err := v.Facet(Request{Query: q}, by, 12)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			example := slices.IndexFunc(found, func(d news.Entry) bool { return d.ID == got[i].Example })
			if example < 0 || value(found[example]) != got[i].Value {
				t.Errorf("%s %s: story %d is no example", by, got[i].Value, got[i].Example)
			}
			got[i].Example = 0
		}
		if d := gocmp.Diff(want[:min(12, len(want))], got); d != "" {
			t.Errorf("%q by %s:\n%s", q.Text, by, d)
		}
	}
	chains, publishers := map[int64]bool{}, map[string]bool{}
	want := Extent{First: "9", Last: "0"}
	for _, d := range found {
		want.First, want.Last = min(want.First, d.Day), max(want.Last, d.Day)
		publishers[d.Publisher] = true
		if d.ClusterSize > 1 {
			chains[d.Chain] = true
		} else {
			want.Chains++
		}
	}
	want.Chains, want.Publishers = want.Chains+len(chains), len(publishers)
	got, err := v.Extent(Request{Query: q})
	if d := gocmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%q: %v\n%s", q.Text, err, d)
	}
}

// ordered compares pages by date and by size. Stories of the same second may be
// in any order.
func ordered(t *testing.T, v *View, q *query.Query, found []news.Entry) {
	t.Helper()
	published, size := map[int64]time.Time{}, map[int64]int{}
	for _, d := range found {
		published[d.ID], size[d.ID] = d.Published, d.ClusterSize
	}
	for _, order := range []Sort{Newest, Oldest, Largest} {
		slices.SortFunc(found, func(a, b news.Entry) int {
			if order != Oldest {
				a, b = b, a
			}
			if order == Largest && a.ClusterSize != b.ClusterSize {
				return cmp.Compare(a.ClusterSize, b.ClusterSize)
			}
			return a.Published.Compare(b.Published)
		})
		for _, from := range []int{0, 30, 800, len(found) - 3, len(found) + 5} {
			res, err := v.Search(Request{Query: q, Sort: order, From: max(from, 0), Size: 40})
			if err != nil {
				t.Fatal(err)
			}
			from = min(max(from, 0), len(found))
			if len(res.Hits) != min(40, len(found)-from) {
				t.Fatalf("%q from %d of %d: %d hits", q.Text, from, len(found), len(res.Hits))
			}
			for i, h := range res.Hits {
				if want := found[from+i].Published; !published[h.ID].Equal(want) {
					t.Fatalf("%q %d: hit %d is of %v, want %v", q.Text, order, from+i, published[h.ID], want)
				}
				if want := found[from+i].ClusterSize; order == Largest && size[h.ID] != want || h.Score != 0 {
					t.Fatalf("%q %d: hit %d stands among %d with score %v, want %d", q.Text, order, from+i, size[h.ID], h.Score, want)
				}
			}
		}
	}
}
