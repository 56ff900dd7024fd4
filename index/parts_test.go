package index

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// partsTest is an index whose stories come, change and go.
type partsTest struct {
	*testing.T
	rng   *rand.Rand
	x     *Index
	names Names
	seen  map[int64]time.Time
}

// TestParts promises that parts of what is unread are counted as a search for each
// counts them, with the newest of them, by an index that is opened for the question
// and by one that is kept open while generations come: with stories of several
// feeds, feeds in several parts, streams that are marked read, and tags that feeds
// and stories have.
func TestParts(t *testing.T) {
	p := &partsTest{T: t, rng: rand.New(rand.NewPCG(3, 4)), seen: map[int64]time.Time{}} //nolint:gosec // to be repeated
	var docs []news.Entry
	for id := range int64(60) {
		docs = append(docs, p.entry(id+1))
	}
	p.x = build(t, docs)
	kept := keeping(t, p.x)
	for range 25 {
		m := p.marks()
		p.names = Names{
			Marked: func(string) (news.Marked, error) { return m, nil },
			TaggedFeeds: func(tag string, _ bool) []int64 {
				return map[string][]int64{"one": {1, 2, 3}, "two": {3, 4}}[tag]
			},
			Feeds: func(name string) []int64 { return []int64{int64(name[0] - '0')} },
		}
		for _, text := range []string{"", "is:unread", "headline 1 is:unread"} {
			p.compare(text, p.x, kept)
		}
		p.change()
	}
}

// entry draws a story.
func (p *partsTest) entry(id int64) news.Entry {
	at := time.Date(2026, 1, 30, 9, 0, 0, 0, time.UTC).Add(time.Duration(p.rng.IntN(6*24*60)) * time.Minute)
	p.seen[id] = at
	e := news.Entry{ID: id, Title: fmt.Sprint("headline ", id%3), Day: at.Format(time.DateOnly), Published: at, Seen: at, SeenDay: at.Format(time.DateOnly)}
	for feed := range int64(6) {
		if p.rng.IntN(4) == 0 {
			e.Feeds = append(e.Feeds, feed+1)
		}
	}
	if p.rng.IntN(4) == 0 {
		e.Tags = []string{"one"}
	}
	return e
}

// marks draws what is read.
func (p *partsTest) marks() (m news.Marked) {
	base := time.Date(2026, 1, 30, 9, 0, 0, 0, time.UTC)
	at := func() time.Time { return base.Add(time.Duration(p.rng.IntN(6*24*60)) * time.Minute) }
	for id := int64(1); id < 70; id += int64(1 + p.rng.IntN(9)) {
		if p.rng.IntN(2) == 0 {
			m.Stories = append(m.Stories, id)
		} else {
			m.Unread = append(m.Unread, news.UnreadStory{Story: id, At: at()})
		}
	}
	for feed := range int64(5) {
		if p.rng.IntN(3) == 0 && (feed > 0 || p.rng.IntN(3) == 0) {
			m.Read = append(m.Read, news.ReadStream{Feed: feed, Upto: at()})
		}
	}
	return m
}

// change has a story come, change or go.
func (p *partsTest) change() {
	p.Helper()
	id := int64(1 + p.rng.IntN(70))
	var err error
	if p.rng.IntN(3) == 0 {
		err = bring(p.Context(), p.x, nil, []int64{id}, news.Mark{})
	} else {
		err = bring(p.Context(), p.x, []news.Entry{p.entry(id)}, nil, news.Mark{})
	}
	if err != nil {
		p.Fatal(err)
	}
}

// compare checks the parts of a query, as indexes of the same folder count them.
func (p *partsTest) compare(text string, indexes ...*Index) {
	p.Helper()
	parts := []string{"", "feed:1", "feed:2", "feed:1 OR feed:5", "tag:one", "tag:two", "tag:one OR feed:9", "headline 1", "feed:3 OR 2", "is:read", "-feed:4", "tag:two"}
	r := Request{Query: parse(p, text), Names: p.names}
	nodes := make([]query.Node, len(parts))
	want := make([]Part, len(parts))
	for i, part := range parts {
		nodes[i] = parse(p, part).Root
		q := parse(p, text)
		q.Root = query.Both(q.Root, nodes[i])
		for _, id := range ids(p, p.x, Request{Query: q, Names: p.names}) {
			want[i].Stories++
			if at := p.seen[id]; at.After(want[i].Newest) {
				want[i].Newest = at
			}
		}
	}
	for n, x := range indexes {
		err := x.View(p.Context(), func(v *View) error {
			got, err := v.Parts(r, nodes)
			for i := range got {
				if got[i].Stories != want[i].Stories || !got[i].Newest.Equal(want[i].Newest) {
					p.Fatalf("index %d, %q of %q: %v, not %v", n, parts[i], text, got[i], want[i])
				}
			}
			return err
		})
		if err != nil {
			p.Fatal(err)
		}
	}
}
