package index

import (
	"errors"
	"fmt"
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
		{news.Marked{Read: []news.ReadStream{{Upto: base.Add(3 * time.Hour), Unread: []int64{2}}}}, "is:read", []int64{1, 3, 4}},
		{news.Marked{Read: []news.ReadStream{{Feed: 2, Upto: base.Add(5 * time.Hour), Unread: []int64{4}}}}, "is:read", []int64{2, 6}},
		{news.Marked{Read: []news.ReadStream{{Feed: 2, Upto: base.Add(5 * time.Hour)}, {Upto: base, Unread: []int64{2}}}}, "is:read", []int64{1, 2, 4, 6}},
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
		read.Read = []news.ReadStream{{Upto: base.AddDate(0, 1, 0)}, {Feed: 3, Upto: base.AddDate(0, 3, 0), Unread: m.Stories[:100]}}
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
