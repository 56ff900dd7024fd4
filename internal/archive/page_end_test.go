package archive

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/effort"
	"newsarchive/internal/news"
	"newsarchive/store"

	"pgregory.net/rapid"
)

// TestPagesOfAnswers promises, of any stories, orders and page sizes, and of whatever is
// fetched and tagged between two pages: no story is on two pages, and each that
// was there at the beginning is on one; unless the order is none by date, and the
// next page says that it cannot go on. Events move when they gain stories, so of them
// this holds while nothing is fetched.
func TestPagesOfAnswers(t *testing.T) {
	effort.Checks(t, 20)
	rapid.Check(t, func(r *rapid.T) {
		p := newPagedArchive(t, r)
		defer p.Close() //nolint:errcheck // nothing is waiting
		p.fetch(rapid.IntRange(1, 40).Draw(r, "stories"))
		o := SearchOptions{Question: Question{Text: rapid.SampledFrom([]string{"harbour", "harbour ships", ""}).Draw(r, "query")}, Load: Load{End: true}}
		o.Sort = rapid.SampledFrom([]Sort{SortNewest, SortOldest, SortRelevance, SortSize}).Draw(r, "sort")
		o.Group = rapid.SampledFrom([]Grouping{GroupNone, GroupStory, GroupEvent, GroupCluster}).Draw(r, "group")
		whole := o
		whole.Size = 1000
		there := p.ids(whole)
		var got []int64
		moved := false
		for more := true; more; {
			o.Size = rapid.IntRange(1, 9).Draw(r, "size")
			answer, err := p.Search(t.Context(), o)
			if errors.Is(err, ErrPageLost) && !o.Sort.byDate() {
				return
			}
			if err != nil {
				r.Fatal(err)
			}
			got = append(got, idsIn(answer)...)
			if o.After, more = answer.Next, answer.Next != nil; more != answer.More {
				r.Fatalf("more is %v, and the next page begins at %+v", answer.More, answer.Next)
			}
			switch rapid.SampledFrom([]string{"nothing", "fetch", "tag"}).Draw(r, "between") {
			case "fetch":
				p.fetch(rapid.IntRange(1, 5).Draw(r, "more"))
				moved = o.Group == GroupEvent
			case "tag":
				if len(there) == 0 {
					break
				}
				p.tag(rapid.SampledFrom(there).Draw(r, "tagged"))
			}
		}
		if moved {
			return
		}
		if twice := slices.Compact(slices.Sorted(slices.Values(got))); len(twice) != len(got) {
			r.Fatalf("stories are on two pages: %v", got)
		}
		for _, id := range there {
			if !slices.Contains(got, id) {
				r.Fatalf("story %d is on no page: %v of %v", id, got, there)
			}
		}
	})
}

// pagedArchive is an archive with a feed.
type pagedArchive struct {
	*Archive
	t    *testing.T
	r    *rapid.T
	feed news.Feed
	now  *time.Time
	next int
}

func newPagedArchive(t *testing.T, r *rapid.T) *pagedArchive {
	now := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
	a, err := Create(t.Context(), t.TempDir(), Options{Now: func() time.Time { return now }})
	if err != nil {
		r.Fatal(err)
	}
	f, _, err := a.Follow(t.Context(), news.Feed{URL: "https://one.example/rss"}, 0)
	if err != nil {
		r.Fatal(err)
	}
	return &pagedArchive{Archive: a, t: t, r: r, feed: f, now: &now}
}

// fetch brings stories whose dates are instants or days, often the same.
func (p *pagedArchive) fetch(n int) {
	var items []news.Item
	for range n {
		link := fmt.Sprintf("https://paper.example/%d", p.next)
		at := news.Instant(p.now.AddDate(0, 0, -rapid.IntRange(0, 2).Draw(p.r, "days")).Truncate(time.Hour))
		if rapid.Bool().Draw(p.r, "day only") {
			at = news.Day(at.Time.Date())
		}
		title := fmt.Sprintf("Harbour report %d", p.next)
		if rapid.Bool().Draw(p.r, "ships") {
			title += " on ships"
		}
		items = append(items, news.Item{GUID: link, Link: link, Title: title, Published: at, Stories: []news.Story{{Link: link, Title: title, Publisher: "Paper"}}})
		p.next++
	}
	*p.now = p.now.Add(time.Minute)
	_, err := p.store.SaveDocument(p.t.Context(), store.Fetch{FeedID: p.feed.ID, URL: p.feed.URL, At: *p.now, Outcome: store.OutcomeNew, Status: 200}, news.Document{Items: items, Partial: true})
	if err != nil {
		p.r.Fatal(err)
	}
}

func (p *pagedArchive) tag(id int64) {
	if _, err := p.Tag(p.t.Context(), Tagging{Stories: []int64{id}, Add: []string{"seen"}}); err != nil {
		p.r.Fatal(err)
	}
}

func (p *pagedArchive) ids(o SearchOptions) []int64 {
	answer, err := p.Search(p.t.Context(), o)
	if err != nil {
		p.r.Fatal(err)
	}
	return idsIn(answer)
}

func idsIn(answer Answer) (ids []int64) {
	for _, g := range answer.Groups {
		for _, h := range g.Stories {
			ids = append(ids, h.ID)
		}
	}
	return ids
}
