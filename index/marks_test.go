package index

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// TestMarked promises that marks are those of the moment of the question: of
// single stories, and of a feed or all feeds up to a moment, where a story that
// was marked unread then or later is unread.
func TestMarked(t *testing.T) {
	base := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
	docs := make([]news.Entry, 100)
	for i := range docs {
		at := base.Add(time.Duration(i) * time.Hour)
		docs[i] = news.Entry{ID: int64(i + 1), Title: fmt.Sprint("headline ", i+1), Feeds: []int64{int64(1 + i%2)}, Day: at.Format(time.DateOnly), Published: at, Seen: at, SeenDay: at.Format(time.DateOnly)}
	}
	x := build(t, docs)
	var m news.Marked
	names := Names{Marked: func(mark string) (news.Marked, error) {
		if mark != news.MarkRead {
			return news.Marked{Stories: m.Stories}, nil
		}
		return m, nil
	}}
	for _, c := range []struct {
		marked news.Marked
		text   string
		want   []int64
	}{
		{news.Marked{}, "is:starred", []int64{}},
		{news.Marked{}, "is:unread id:1,2", []int64{1, 2}},
		{news.Marked{Stories: []int64{3, 5, 1000}}, "is:starred", []int64{3, 5}},
		{news.Marked{Stories: []int64{3, 5}}, "is:read", []int64{3, 5}},
		{news.Marked{Stories: []int64{3, 5}}, "is:unread id:3,4", []int64{4}},
		{news.Marked{Stories: []int64{3, 5}}, "is:later -id:3", []int64{5}},
		{news.Marked{Read: []news.ReadStream{{Upto: base.Add(3 * time.Hour)}}}, "is:read", []int64{1, 2, 3, 4}},
		{news.Marked{Read: []news.ReadStream{{Upto: base.Add(-time.Second)}}}, "is:read", []int64{}},
		{news.Marked{Read: []news.ReadStream{{Upto: base.Add(3 * time.Hour)}}, Unread: []news.UnreadStory{{Story: 2, At: base.Add(3 * time.Hour)}}}, "is:read", []int64{1, 3, 4}},
		{news.Marked{Read: []news.ReadStream{{Feed: 2, Upto: base.Add(5 * time.Hour)}}, Unread: []news.UnreadStory{{Story: 4, At: base.Add(6 * time.Hour)}}}, "is:read", []int64{2, 6}},
		{news.Marked{Read: []news.ReadStream{{Feed: 2, Upto: base.Add(5 * time.Hour)}, {Upto: base}}, Unread: []news.UnreadStory{{Story: 1, At: base}, {Story: 2, At: base.Add(time.Hour)}}}, "is:read", []int64{2, 4, 6}},
		{news.Marked{Read: []news.ReadStream{{Upto: base.AddDate(1, 0, 0)}}, Stories: []int64{1}}, "is:unread", []int64{}},
	} {
		m = c.marked
		if d := cmp.Diff(c.want, ids(t, x, Request{Query: parse(t, c.text), Names: names})); d != "" {
			t.Errorf("%s with %+v:\n%s", c.text, c.marked, d)
		}
	}
	m = news.Marked{}
	for id := int64(1); id < 2000; id += 3 {
		m.Stories = append(m.Stories, id)
	}
	if d := cmp.Diff([]int64{7}, ids(t, x, Request{Query: parse(t, "is:starred headline (7 OR 8)"), Names: names})); d != "" {
		t.Errorf("many marks, few stories:\n%s", d)
	}
	wrong := errors.New("cannot be read")
	names.Marked = func(string) (news.Marked, error) { return m, wrong }
	if _, err := x.Search(t.Context(), Request{Query: parse(t, "is:unread"), Names: names}); !errors.Is(err, wrong) {
		t.Errorf("marks that cannot be read: %v", err)
	}
}

// TestReadUptoOfManyFeeds promises, of any marks of feeds, at moments of the same
// and of different days, with stories that were marked unread before and after, that
// is:read finds what they make read, among all documents and among some, in an index
// that is opened for the question and in one that is kept open.
func TestReadUptoOfManyFeeds(t *testing.T) {
	base := time.Date(2026, 1, 30, 9, 0, 0, 0, time.UTC)
	docs := make([]news.Entry, 100)    // one page
	rng := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // to be repeated
	for i := range docs {
		at := base.Add(time.Duration(rng.IntN(6*24*60)) * time.Minute)
		feeds := []int64{int64(1 + i%7)}
		if i%5 == 0 {
			feeds = append(feeds, 8)
		}
		docs[i] = news.Entry{ID: int64(i + 1), Title: fmt.Sprint("headline ", i%3), Feeds: feeds, Day: at.Format(time.DateOnly), Published: at, Seen: at, SeenDay: at.Format(time.DateOnly)}
	}
	x := build(t, docs)
	kept := keeping(t, x)
	for round := range 40 {
		var m news.Marked
		for feed := range int64(9) {
			if rng.IntN(3) > 0 && (feed > 0 || round%4 == 0) {
				m.Read = append(m.Read, news.ReadStream{Feed: feed, Upto: base.Add(time.Duration(rng.IntN(7*24*60)-12*60) * time.Minute)})
			}
		}
		unread := map[int64]time.Time{}
		for id := int64(1); id <= 100 && round%3 > 0; id += int64(1 + rng.IntN(30)) {
			unread[id] = base.Add(time.Duration(rng.IntN(7*24*60)) * time.Minute)
			m.Unread = append(m.Unread, news.UnreadStory{Story: id, At: unread[id]})
		}
		all, some := []int64{}, []int64{}
		for _, d := range docs {
			at, marked := unread[d.ID]
			read := slices.ContainsFunc(m.Read, func(r news.ReadStream) bool {
				return (r.Feed == 0 || slices.Contains(d.Feeds, r.Feed)) && !d.Seen.After(r.Upto) && (!marked || at.Before(r.Upto))
			})
			if read {
				all = append(all, d.ID)
			}
			if read && d.Title == "headline 1" {
				some = append(some, d.ID)
			}
		}
		names := Names{Marked: func(string) (news.Marked, error) { return m, nil }}
		for text, want := range map[string][]int64{"is:read": all, "headline 1 is:read": some} {
			for _, of := range []*Index{x, kept} {
				if d := cmp.Diff(want, ids(t, of, Request{Query: parse(t, text), Names: names})); d != "" {
					t.Fatalf("%s with %+v, kept open: %v:\n%s", text, m, of == kept, d)
				}
			}
		}
	}
}

// BenchmarkMarked asks for marked stories of a million.
func BenchmarkMarked(b *testing.B) {
	const all = 1_000_000
	docs := make([]news.Entry, all)
	base := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range docs {
		at := base.Add(time.Duration(i) * 15 * time.Second)
		day := at.Format(time.DateOnly)
		docs[i] = news.Entry{ID: int64(i + 1), Title: fmt.Sprintf("headline %d", i%5000), Feeds: []int64{int64(i%40 + 1)}, Published: at, Day: day, Seen: at, SeenDay: day}
	}
	x := build(b, docs)
	for _, marks := range []int{1000, 100_000} {
		var m news.Marked
		for i := range marks {
			m.Stories = append(m.Stories, int64(i*(all/marks)+1))
		}
		read := m
		read.Read = []news.ReadStream{{Upto: base.AddDate(0, 1, 0)}, {Feed: 3, Upto: base.AddDate(0, 3, 0)}}
		for _, id := range m.Stories[:100] {
			read.Unread = append(read.Unread, news.UnreadStory{Story: id, At: base.AddDate(0, 3, 0)})
		}
		for _, text := range []string{"is:starred", "is:read", "is:unread", "997 is:starred", "feed:3 is:unread"} {
			b.Run(fmt.Sprintf("%d/%s", marks, text), func(b *testing.B) {
				r := Request{Query: parse(b, text), Names: Names{
					Feeds: func(string) []int64 { return []int64{3} },
					Marked: func(mark string) (news.Marked, error) {
						if mark == news.MarkRead {
							return read, nil
						}
						return m, nil
					},
				}, Sort: Newest, Size: 10}
				var total int64
				for b.Loop() {
					res, err := x.Search(b.Context(), r)
					if err != nil {
						b.Fatal(err)
					}
					total = res.Total
				}
				b.ReportMetric(float64(total), "hits")
			})
		}
	}
}
