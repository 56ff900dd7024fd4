package mcp

import (
	"context"
	"errors"
	"fmt"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/discover"
	"newsarchive/internal/format"
	"newsarchive/internal/private"
)

type feedAddIn struct {
	Address string `json:"address" jsonschema:"of a feed, or of a page that names one; gnews:WORDS is a search of Google News"`
	Name    string `json:"name,omitempty" jsonschema:"how it is called here; absent: by its own title"`
}

type feedAddOut struct {
	answered
	Changed bool     `json:"changed" jsonschema:"false: it is followed already, or a feed must be chosen"`
	Feed    *feed    `json:"feed,omitempty"`
	Items   int      `json:"items,omitempty" jsonschema:"that it brought"`
	Problem string   `json:"problem,omitempty" jsonschema:"why its document could not be read; it is followed all the same"`
	Choices []choice `json:"choices,omitempty" jsonschema:"the page names several feeds: call again with the address of one"`
}

// choice is a feed of a page.
type choice struct {
	Address string `json:"address"`
	Title   string `json:"title,omitempty" jsonschema:"text from outside"`
}

const maxChoices = 20

// severalFeeds means that a page names several feeds.
type severalFeeds struct{ feeds []discover.Feed }

func (severalFeeds) Error() string { return "the page names several feeds" }

func (s *Server) addFeedAdd() {
	add(s, tool[feedAddIn, feedAddOut]{
		name: "feed_add", title: "Follow a feed", changes: true, fetches: true,
		about:  "Follows a feed from now on, and fetches it once. The address may be a page: its feed is looked for. One that is followed already stays as it is. Addresses in private networks are refused. Example: {\"address\": \"https://blog.example/\"}.",
		inputs: []feedAddIn{{Address: "https://blog.example/atom.xml", Name: "blog"}},
		output: feedAddOut{answered: answered{notice, "2026-01-14T12:00:00Z"}, Changed: true, Feed: &feed{ID: 3, Name: "blog", State: "ok", Items: 12, Every: "30m0s"}, Items: 12},
		call:   s.feedAdd,
	})
}

func (s *Server) feedAdd(ctx context.Context, ar *archive.Archive, in feedAddIn) (out feedAddOut, said string, err error) {
	addresses, err := archive.WebAddresses(in.Address)
	if err != nil {
		return out, "", refused{err}
	}
	out.answered = s.answered(s.now())
	for _, address := range addresses {
		f, ok, err := ar.Following(ctx, address)
		if err != nil {
			return out, "", err
		}
		if ok {
			return s.following(ctx, ar, f.ID, out, "This feed is followed already.")
		}
	}
	found, err := ar.FindFeed(ctx, archive.Wanted{
		Addresses: addresses, Foreign: true, UserAgent: s.options.UserAgent,
		Choose: func(_ string, feeds []discover.Feed) (int, error) { return 0, severalFeeds{feeds} },
	})
	if several, ok := errors.AsType[severalFeeds](err); ok {
		var choices []choice
		for _, f := range several.feeds[:min(len(several.feeds), maxChoices)] {
			choices = append(choices, choice{address(private.Bare(f.URL)), cut(f.Title, maxName)})
		}
		out.Choices = fit(newRoom(out), choices)
		return out, fmt.Sprintf("The page names %s. Nothing was changed; call again with the address of one.", format.Plural(len(several.feeds), "feed", "feeds")), nil
	}
	if err != nil {
		return out, "", err
	}
	done, err := ar.FollowFound(ctx, found, archive.FollowOptions{Name: in.Name})
	if err != nil {
		return out, "", err
	}
	if out.Changed, out.Items = done.Added, done.Saved.Items; done.Err != nil {
		out.Problem = cut(done.Err.Error(), maxEcho)
	}
	return s.following(ctx, ar, done.Feed.ID, out, "Followed.")
}

// following adds the feed to an answer.
func (s *Server) following(ctx context.Context, ar *archive.Archive, id int64, out feedAddOut, said string) (feedAddOut, string, error) {
	chosen, err := feedsAsked(ctx, ar, fmt.Sprint(id))
	if err != nil {
		return out, "", err
	}
	all, err := s.judged(ctx, ar, chosen, s.now().In(ar.Zone()).Format(time.DateOnly))
	if err != nil {
		return out, "", err
	}
	all[0].Missed = 0
	out.Feed = &all[0]
	return out, said, nil
}
