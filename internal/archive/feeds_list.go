package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/private"
	"newsarchive/internal/readers"
	"newsarchive/store"
)

// FeedsImported counts what a list of feeds brought.
type FeedsImported struct {
	Form       string `json:"form"`       // OPML, …
	Read       int    `json:"read"`       // feeds of the list, each once
	Added      int    `json:"added"`      // that are followed since
	Known      int    `json:"known"`      // that were followed before, and are unchanged
	Duplicates int    `json:"duplicates"` // further entries of the same feeds
	// Faults are the entries that could not be used.
	Faults []Fault `json:"-"`
}

// ImportFeeds follows the feeds of a list: OPML, or newsboat's urls file. User
// names and passwords in the addresses go to private.db. No person typed the
// addresses, so they may not be of a private network, unless the settings allow
// it. The error wraps [ErrNotFeeds] if the file is no such list.
func (a *Archive) ImportFeeds(ctx context.Context, from io.Reader) (FeedsImported, error) {
	raw, err := io.ReadAll(io.LimitReader(from, readers.MaxList+1))
	if err != nil {
		return FeedsImported{}, err
	}
	list, err := readers.ReadFeeds(raw)
	done := FeedsImported{Form: string(list.Form), Read: len(list.Feeds), Duplicates: list.Duplicates}
	if errors.Is(err, readers.ErrNotFeeds) {
		return done, &notFeedsError{list.Form}
	}
	if err != nil {
		done.Faults = append(done.Faults, Fault{Location: "the rest", Err: err})
	}
	for _, f := range list.Faults {
		done.Faults = append(done.Faults, Fault{Location: f.Raw, Err: errors.New(f.Reason)})
	}
	for _, f := range list.Feeds {
		added, err := a.followListed(ctx, f)
		if ctx.Err() != nil || errors.Is(err, store.ErrLocked) || errors.Is(err, store.ErrFull) {
			return done, err
		}
		if err != nil {
			done.Faults = append(done.Faults, Fault{Location: private.Bare(f.URL), Err: err})
		}
		switch {
		case added:
			done.Added++
		case err == nil:
			done.Known++
		}
	}
	return done, nil
}

// ErrNotFeeds means that a file is no list of feeds.
var ErrNotFeeds = readers.ErrNotFeeds

// notFeedsError says what the file is instead.
type notFeedsError struct{ form readers.Form }

func (e *notFeedsError) Error() string {
	switch {
	case e.form.Items(), e.form == readers.SQLite, e.form == readers.Zip:
		return fmt.Sprintf("this is no list of feeds but an export of items (%s); to import them: archive import FILE", e.form)
	case e.form == readers.FeedDocument:
		return "this is a feed, not a list of feeds; to follow it: archive feed add FILE"
	}
	return "this is no list of feeds: neither OPML nor the urls file of newsboat"
}

func (e *notFeedsError) Unwrap() error { return ErrNotFeeds }

// followListed follows a feed of a list with its settings. One that is
// followed already stays as it is. A name that another feed has is left out,
// and the error says so.
func (a *Archive) followListed(ctx context.Context, f news.Feed) (added bool, err error) {
	name, tags, state := f.Name, f.Tags, *f.State
	f.Name, f.Tags, f.State = "", nil, &news.FeedState{Foreign: true}
	known, ok, err := a.store.FeedAt(ctx, private.Bare(f.URL))
	if err != nil || ok && known.State.Followed {
		return false, err
	}
	feed, added, err := a.Follow(ctx, f, time.Duration(state.Every))
	if err != nil || !added {
		return added, err
	}
	change := listed(tags, state)
	if err := a.ChangeFeed(ctx, feed, FeedChange{Edit: change.Edit}); err != nil {
		return true, err
	}
	if err := a.ChangeFeed(ctx, feed, FeedChange{Skip: change.Skip}); err != nil {
		return true, fmt.Errorf("followed, but without its rules: %w", err)
	}
	if name != "" && feed.Name == "" {
		if err := a.EditFeed(ctx, feed.ID, store.FeedEdit{Name: &name}); err != nil {
			return true, fmt.Errorf("followed, but without its name: %w", err)
		}
	}
	return true, nil
}

// listed returns what a list sets of a feed, beside its name and interval. A size
// out of range is left out.
func listed(tags []string, state news.FeedState) (c FeedChange) {
	if len(tags) > 0 {
		c.Edit.Tags = &tags
	}
	if state.Text != news.TextDefault {
		c.Edit.Text = &state.Text
	}
	if state.MaxBytes >= MinFeedBytes && state.MaxBytes <= MaxFeedBytes {
		c.Edit.MaxBytes = &state.MaxBytes
	}
	for _, r := range state.Skip {
		c.Skip.Add = append(c.Skip.Add, r.Rule)
	}
	return c
}

// ExportFeeds writes the followed feeds as OPML, and returns their number. Of
// addresses it writes what is shown: no private addresses. Of what is set, it
// writes nothing that private.db has.
func (a *Archive) ExportFeeds(ctx context.Context, w io.Writer) (int, error) {
	feeds, err := a.Feeds(ctx)
	if err != nil {
		return 0, err
	}
	feeds = slices.DeleteFunc(feeds, func(f news.Feed) bool { return !f.State.Followed })
	return len(feeds), readers.WriteOPML(w, "Feeds of archive", a.now(), feeds)
}
