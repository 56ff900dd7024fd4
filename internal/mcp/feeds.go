package mcp

import (
	"context"
	"fmt"
	"slices"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/internal/health"
	"newsarchive/internal/news"
)

type feedsIn struct {
	Feed    string `json:"name,omitempty" jsonschema:"one feed, by name or number; absent: all that are followed"`
	Trouble bool   `json:"trouble,omitempty" jsonschema:"only those with trouble"`
	Cursor  string `json:"cursor,omitempty" jsonschema:"next_cursor of the answer before, with the same other arguments"`
}

type feedsOut struct {
	answered
	Total    int      `json:"total" jsonschema:"feeds that were asked about"`
	Trouble  int      `json:"with_trouble" jsonschema:"of them"`
	Feeds    []feed   `json:"feeds" jsonschema:"those with trouble first"`
	Coverage coverage `json:"coverage" jsonschema:"of the last 30 days"`
	Next     string   `json:"next_cursor,omitempty"`
}

// feed is how following a feed goes.
type feed struct {
	ID      int64  `json:"feed"`
	Name    string `json:"name" jsonschema:"text from outside, unless the archive's owner named it"`
	Address string `json:"address,omitempty"`
	State   string `json:"state" jsonschema:"ok, new, failing, gone, overdue, partial, silent or unfollowed"`
	Since   string `json:"since,omitempty" jsonschema:"of the trouble"`
	Advice  string `json:"advice,omitempty" jsonschema:"what is wrong, and what a person could do"`
	Added   string `json:"followed_since,omitempty"`
	Success string `json:"last_success,omitempty"`
	Fetched string `json:"last_try,omitempty"`
	Brought string `json:"last_new,omitempty" jsonschema:"when a fetch last brought something new"`
	Items   int    `json:"items"`
	Every   string `json:"every" jsonschema:"time between fetches"`
	Lost    string `json:"may_have_missed,omitempty" jsonschema:"why items may have been missed between two fetches"`
	Missed  int    `json:"days_not_fetched,omitempty" jsonschema:"of the last 30"`
}

const healthDays = 30

func (s *Server) addFeedsHealth() {
	add(s, tool[feedsIn, feedsOut]{
		name: "feeds_health", title: "Say how the feeds are",
		about:  "Lists the followed feeds, those with trouble first: whether fetching works, since when not, what to do, when each last brought something new, and on how many of the last 30 days it was not fetched. Example: {\"trouble\": true}.",
		inputs: []feedsIn{{}, {Trouble: true}, {Feed: "world"}},
		output: feedsOut{
			answered: answered{notice, "2026-01-14T12:00:00Z"}, Total: 2, Trouble: 1, Coverage: exampleCoverage(),
			Feeds: []feed{{ID: 2, Name: "blog", Address: "https://blog.example/atom.xml", State: "failing", Since: "2026-01-14T09:00:00Z", Advice: "404 Not Found", Items: 12, Every: "30m", Missed: 1}},
		},
		call: s.feedsHealth,
	})
}

func (s *Server) feedsHealth(ctx context.Context, ar *archive.Archive, in feedsIn) (out feedsOut, said string, err error) {
	from, err := offset(&in, &in.Cursor)
	if err != nil {
		return out, "", err
	}
	scope := archive.Scope{First: chronology.AddDays(s.now().In(ar.Zone()).Format(time.DateOnly), 1-healthDays)}
	chosen, err := feedsAsked(ctx, ar, in.Feed)
	if err != nil {
		return out, "", err
	}
	if in.Feed != "" {
		scope.Feeds = []int64{chosen[0].ID}
	}
	out = feedsOut{answered: s.answered(s.now()), Feeds: []feed{}}
	if out.Coverage, err = s.coverageIn(ctx, ar, scope, "", 0); err != nil {
		return out, "", err
	}
	all, err := s.judged(ctx, ar, chosen, scope.First)
	if err != nil {
		return out, "", err
	}
	isTrouble := func(f feed) bool { return health.State(f.State).Trouble() }
	out.Total = len(all)
	quiet := slices.DeleteFunc(slices.Clone(all), isTrouble)
	all = slices.DeleteFunc(all, func(f feed) bool { return !isTrouble(f) })
	if out.Trouble = len(all); !in.Trouble {
		all = append(all, quiet...)
	}
	if out.Feeds, from = page(newRoom(out), all, from); from > 0 {
		out.Next = cursor(in, from)
	}
	said = fmt.Sprintf("%s, %d with trouble; %d in this answer.", format.Plural(out.Total, "feed", "feeds"), out.Trouble, len(out.Feeds))
	return out, said + out.Coverage.inWords(), nil
}

// feedsAsked returns the feeds that are asked about.
func feedsAsked(ctx context.Context, ar *archive.Archive, name string) ([]news.Feed, error) {
	if name != "" {
		f, err := ar.Feed(ctx, name)
		return []news.Feed{f}, err
	}
	all, err := ar.Feeds(ctx)
	return slices.DeleteFunc(all, func(f news.Feed) bool { return !f.State.Followed }), err
}

// judged judges feeds, and counts the days since the first on which each was not
// fetched.
func (s *Server) judged(ctx context.Context, ar *archive.Archive, feeds []news.Feed, first string) ([]feed, error) {
	reports, err := ar.Health(ctx, feeds)
	if err != nil {
		return nil, err
	}
	looked, err := s.looked.get(ctx, ar, s.now())
	if err != nil {
		return nil, err
	}
	missed := map[int64]int{}
	for _, f := range looked.Feeds {
		gaps, _ := f.Within(first, looked.Last)
		for _, g := range gaps {
			missed[f.ID] += g.Days()
		}
	}
	all := make([]feed, len(feeds))
	for i, f := range feeds {
		all[i] = feedOf(f, reports[f.ID])
		all[i].Missed = missed[f.ID]
	}
	return all, nil
}

func feedOf(f news.Feed, r health.Report) feed {
	st := f.State
	v := feed{
		ID: f.ID, Name: cut(f.Label(), maxName), Address: address(f.URL), State: string(r.State), Since: moment(r.Since), Advice: cut(health.Reason(f, r), maxText/2),
		Added: moment(st.Added), Success: moment(st.Succeeded), Fetched: moment(st.Fetched), Brought: moment(st.Brought), Items: st.Items,
		Every: time.Duration(st.Every).String(),
	}
	if r.Window != nil {
		v.Lost = cut(health.Lost(*r.Window), maxEcho)
	}
	return v
}
