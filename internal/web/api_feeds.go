package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"newsarchive/internal/archive"
	"newsarchive/internal/discover"
	"newsarchive/internal/errkind"
	"newsarchive/internal/fetch"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/private"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// feedSettings is what a person decides about a feed.
type feedSettings struct {
	Name  *string   `json:"name,omitempty"`  // a short one of your own; empty: the feed's title is shown
	Every *string   `json:"every,omitempty"` // how often it is fetched: 45m, 2h, 1d, 1w; auto: as the feed needs it
	Tags  *[]string `json:"tags,omitempty"`  // for its stories
	Text  *string   `json:"text,omitempty"`  // whether the pages of its stories are fetched: on, off or default
}

// feedBody is a feed that is to be followed.
type feedBody struct {
	// URL is the address of a feed, or of a page whose feed is looked for; or
	// gnews:WORDS, a search of Google News.
	URL string `json:"url"`
	// Later takes it for the feed's address and fetches nothing: the next sync does.
	Later bool `json:"later,omitempty"`
	feedSettings
}

// edit reads what is to be set.
func (f feedSettings) edit() (e store.FeedEdit, err error) {
	if f.Every != nil {
		every, err := intervalOf(*f.Every)
		if err != nil {
			return e, err
		}
		e.Every = &every
	}
	if f.Text != nil {
		text := news.TextSetting(*f.Text)
		if *f.Text == "default" {
			text = news.TextDefault
		} else if text != news.TextOn && text != news.TextOff {
			return e, refused{"text", "It is on, off or default."}
		}
		e.Text = &text
	}
	if f.Name != nil {
		name := terminal.Clean(*f.Name)
		if err := checkFeedName(name); err != nil {
			return e, err
		}
		e.Name = &name
	}
	if f.Tags != nil {
		tags := make([]string, len(*f.Tags))
		for i, t := range *f.Tags {
			tags[i] = terminal.Clean(t)
		}
		if err := checkFeedTags(tags); err != nil {
			return e, err
		}
		e.Tags = &tags
	}
	return e, nil
}

// apiFeedPath is where a feed is found.
func apiFeedPath(id int64) string { return apiPath + "/feeds/" + number(id) }

// feedMade is the answer of a feed that was followed or changed.
func feedMade(ctx context.Context, ar *archive.Archive, id int64, status int) (made, error) {
	f, err := ar.Feed(ctx, number(id))
	if err != nil {
		return made{}, err
	}
	fetches, err := ar.Fetches(ctx, id, maxFetches)
	return made{status, apiFeedPath(id), feedDoc{format.NewHeader(), f, append([]store.Fetch{}, fetches...)}}, err
}

// apiFeedAdd follows a feed.
func (s *Server) apiFeedAdd(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	b := bodyOf[feedBody](r)
	addresses, err := archive.WebAddresses(b.URL)
	if err != nil {
		return made{}, refused{"url", sentence(err)}
	}
	edit, err := b.edit()
	if err != nil {
		return made{}, err
	}
	for _, address := range addresses {
		f, ok, err := ar.Following(ctx, address)
		if err != nil {
			return made{}, err
		}
		if ok {
			return feedMade(ctx, ar, f.ID, http.StatusOK)
		}
	}
	o := archive.FollowOptions{Change: archive.FeedChange{Edit: edit}}
	if edit.Name != nil {
		o.Name, o.Change.Edit.Name = *edit.Name, nil
	}
	if edit.Every != nil {
		o.Every = *edit.Every
	}
	if b.Later {
		f, _, err := ar.Follow(ctx, news.Feed{URL: addresses[0], Name: o.Name, State: &news.FeedState{Foreign: true}}, o.Every)
		if err == nil {
			err = ar.ChangeFeed(ctx, f, o.Change)
		}
		if err != nil {
			return made{}, err
		}
		return feedMade(ctx, ar, f.ID, http.StatusCreated)
	}
	found, err := ar.FindFeed(ctx, archive.Wanted{
		Addresses: addresses, Foreign: true, UserAgent: s.options.UserAgent,
		Choose: func(page string, feeds []discover.Feed) (int, error) { return 0, &severalFeeds{page, feeds} },
	})
	if err != nil {
		return made{}, feedNotFound(ctx, err)
	}
	done, err := ar.FollowFound(ctx, found, o)
	if err != nil {
		return made{}, err
	}
	return feedMade(ctx, ar, done.Feed.ID, http.StatusCreated)
}

// feedNotFound is why there is no feed, with the member of the body.
func feedNotFound(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errkind.As[*severalFeeds](err):
		return err
	case errors.Is(err, fetch.ErrPrivate):
		return refused{"url", sentence(err) + " It may not lead into a private network unless the settings allow it."}
	case errkind.As[*fetch.Error](err), errkind.As[*archive.NoFeedError](err):
		return refused{"url", sentence(err)}
	}
	return err
}

// apiFeedEdit changes what is set of a feed.
func apiFeedEdit(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	f, err := feedNamed(ctx, ar, r)
	if err != nil {
		return made{}, err
	}
	b := bodyOf[feedSettings](r)
	edit, err := b.edit()
	if err != nil {
		return made{}, err
	}
	if edit != (store.FeedEdit{}) {
		if err := ar.EditFeed(ctx, f.ID, edit); err != nil {
			return made{}, err
		}
	}
	return feedMade(ctx, ar, f.ID, http.StatusOK)
}

// apiFeedUnfollow stops following a feed, whose items stay.
func apiFeedUnfollow(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	f, err := feedNamed(ctx, ar, r)
	if err == nil {
		err = ar.Unfollow(ctx, f.ID)
	}
	if err != nil {
		return made{}, err
	}
	return feedMade(ctx, ar, f.ID, http.StatusOK)
}

// apiFeedFetch fetches a feed now, whether it is due or not.
func (s *Server) apiFeedFetch(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	f, err := feedNamed(ctx, ar, r)
	if err == nil {
		err = ar.Sync(ctx, archive.SyncOptions{Feeds: []news.Feed{f}, UserAgent: s.options.UserAgent}, func(archive.Synced) {})
	}
	if err != nil {
		return made{}, err
	}
	return feedMade(ctx, ar, f.ID, http.StatusOK)
}

// feedChoice is one of the feeds of a page, for programs.
type feedChoice struct {
	URL   string `json:"url"`
	Title string `json:"title,omitempty"`
}

// choices are these feeds.
func (e *severalFeeds) choices() (all []feedChoice) {
	for _, f := range e.feeds[:min(len(e.feeds), maxChoices)] {
		address := private.Bare(terminal.Clean(f.URL))
		all = append(all, feedChoice{address, cmp.Or(terminal.Clean(f.Title), address)})
	}
	return all
}
