package web

import (
	"context"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
)

// homeView is what the first page shows.
type homeView struct {
	Empty    bool // no stories
	Follows  bool // at least one feed
	Topics   []topicView
	Day      string // of the largest events: the last one with stories
	DayHref  string
	Largest  []eventView
	Newest   []eventView
	Feeds    string // how the feeds are
	Syncs    string // how the syncs go
	Backup   string // when the last one was made
	ReadOnly bool
	Troubled []feedView
	Health   bool
}

// How much the first page lists.
const (
	maxLargest  = 8
	maxNewest   = 8
	maxNews     = 3
	maxTroubled = 5
)

// home answers /: what is new.
func (s *Server) home(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	body := homeView{Syncs: r.syncs, ReadOnly: r.readOnly}
	notIndexed, err := body.topics(ctx, ar)
	if err != nil {
		return nil, err
	}
	waiting, err := body.events(ctx, ar)
	if err != nil {
		return nil, err
	}
	if err := body.health(ctx, ar, s.now()); err != nil {
		return nil, err
	}
	r.withoutButtons(body.Largest, body.Newest)
	return s.page(r, "home", view{Title: "archive", Section: "home", NotIndexed: max(notIndexed, waiting), Body: body}), nil
}

// topics adds the topics, those with something new first.
func (v *homeView) topics(ctx context.Context, ar *archive.Archive) (notIndexed int, err error) {
	all, err := ar.Topics(ctx)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	rhythms, notIndexed, err := ar.TopicRhythms(ctx, all)
	if err != nil {
		return 0, err
	}
	checked, _, err := ar.Check(ctx, nil, maxNews, nil)
	if err != nil {
		return 0, err
	}
	fresh := map[string]archive.Answer{}
	for _, c := range checked {
		fresh[c.Name] = c.Answer
	}
	var still []topicView
	for _, t := range rhythms {
		tv := newTopicView(t)
		found := fresh[t.Name]
		tv.New = found.Total
		for _, g := range found.Groups {
			h := g.Stories[0]
			tv.Newest = append(tv.Newest, storyLine{hitHref(h), headline(h.Story, nil), h.Language, h.Effective.In(ar.Zone()), ""})
		}
		if tv.New > 0 {
			v.Topics = append(v.Topics, tv)
		} else {
			still = append(still, tv)
		}
	}
	v.Topics = append(v.Topics, still...)
	return notIndexed, nil
}

// events adds the largest events of the last day that has stories, and the
// newest stories.
func (v *homeView) events(ctx context.Context, asked archive.Asker) (notIndexed int, err error) {
	newest, err := asked.Search(ctx, archive.SearchOptions{Page: archive.Page{Sort: archive.SortNewest, Size: maxNewest}})
	if err != nil {
		return 0, err
	}
	if len(newest.Groups) == 0 {
		v.Empty = true
		return newest.NotIndexed, nil
	}
	v.Day = newest.Groups[0].Stories[0].Effective.In(asked.Zone())
	v.DayHref = searchHref("since", v.Day, "until", v.Day, "sort", "size")
	largest, err := asked.Search(ctx, archive.SearchOptions{
		Question: archive.Question{Since: v.Day, Until: v.Day}, Page: archive.Page{Sort: archive.SortSize, Size: maxLargest},
	})
	if err != nil {
		return 0, err
	}
	shown := map[string]bool{}
	for _, g := range largest.Groups {
		g.Stories = g.Stories[:1]
		shown[hitHref(g.Stories[0])] = true
		v.Largest = append(v.Largest, newEventView(g, asked.Zone()))
	}
	for _, g := range newest.Groups {
		if g.Stories = g.Stories[:1]; !shown[hitHref(g.Stories[0])] {
			v.Newest = append(v.Newest, newEventView(g, asked.Zone()))
		}
	}
	return newest.NotIndexed, nil
}

// health adds a line about the feeds, and those that need attention.
func (v *homeView) health(ctx context.Context, ar *archive.Archive, now time.Time) error {
	feeds, err := ar.Followed(ctx) // without the counts of their items, which take long
	if err != nil {
		return err
	}
	slices.SortFunc(feeds, func(a, b news.Feed) int {
		return strings.Compare(strings.ToLower(a.Label()), strings.ToLower(b.Label()))
	})
	reports, err := ar.Health(ctx, feeds)
	if err != nil {
		return err
	}
	followed, troubled := 0, 0
	var last time.Time
	for _, f := range feeds {
		if f.URL == news.LocalFeed {
			continue
		}
		followed++
		if f.State.Succeeded.After(last) {
			last = f.State.Succeeded
		}
		if reports[f.ID].State.Trouble() {
			if troubled++; len(v.Troubled) < maxTroubled {
				v.Troubled = append(v.Troubled, newFeedView(f, reports[f.ID], now, ar.Zone()))
			}
		}
	}
	backup, err := ar.BackedUp(ctx)
	if err != nil {
		return err
	}
	v.Backup = backupWords(backup, now, ar.Zone())
	v.Follows = followed > 0
	v.Health = troubled == 0 && followed > 0
	if followed == 0 {
		v.Feeds = "No feed is followed"
		return nil
	}
	v.Feeds = format.Plural(followed, "feed is followed", "feeds are followed")
	if troubled > 0 {
		v.Feeds += ", " + format.Plural(troubled, "needs attention", "need attention")
	} else {
		v.Feeds += ", and all are well"
	}
	if !last.IsZero() {
		v.Feeds += "; the last successful fetch was at " + moment(last, ar.Zone())
	}
	return nil
}

// backupWords says when the last backup was made.
func backupWords(at, now time.Time, zone *time.Location) string {
	if at.IsZero() {
		return "There is no backup yet: “archive backup FILE” makes one"
	}
	words := "The last backup was made at " + moment(at, zone)
	if days := int(now.Sub(at).Hours() / 24); days > 0 {
		words += ", " + format.Plural(days, "day", "days") + " ago"
	}
	return words
}
