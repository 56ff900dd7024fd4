package readerapi

import (
	"cmp"
	"context"

	"newsarchive/internal/archive"
	"newsarchive/internal/fever"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// feverGroup is a folder of feeds.
type feverGroup struct {
	fever.Group
	feeds []int64
}

// feverGroups are the folders of the followed feeds. The API has numbers for them,
// the archive names: the number is made from the name.
func feverGroups(l *labels) (groups []feverGroup) {
	at := map[int64]int{}
	for _, f := range l.feeds {
		for _, tag := range f.Tags {
			id := folderID(tag)
			if _, ok := at[id]; !ok {
				at[id] = len(groups)
				groups = append(groups, feverGroup{Group: fever.Group{ID: id, Title: terminal.Clean(tag)}})
			}
			g := &groups[at[id]]
			g.feeds = append(g.feeds, f.ID)
		}
	}
	return groups
}

// lists adds the lists that are asked for.
func (f *feverRequest) lists(a *fever.Answer, l *labels) {
	if f.Groups || f.Feeds {
		members := []fever.FeedsGroup{}
		groups := []fever.Group{}
		for _, g := range feverGroups(l) {
			groups = append(groups, g.Group)
			members = append(members, fever.FeedsGroup{GroupID: g.ID, FeedIDs: fever.List(g.feeds)})
		}
		a.FeedsGroups = &members
		if f.Groups {
			a.Groups = &groups
		}
	}
	if f.Feeds {
		feeds := []fever.Feed{}
		for _, one := range l.feeds {
			feed := fever.Feed{ID: one.ID, Title: terminal.Clean(one.Label()), URL: terminal.Clean(one.URL), SiteURL: format.CleanLink(cmp.Or(one.Link, one.URL))}
			if one.State != nil {
				feed.LastUpdated = max(one.State.Fetched.Unix(), 0)
			}
			feeds = append(feeds, feed)
		}
		a.Feeds = &feeds
	}
	if f.Favicons {
		a.Favicons = &[]fever.Favicon{}
	}
	if f.Links {
		a.Links = &[]fever.Link{}
	}
}

// items adds the items that are asked for.
func (f *feverRequest) items(ctx context.Context, ar *archive.Archive, a *fever.Answer) error {
	ids := f.WithIDs
	var err error
	switch {
	case ids != nil:
	case f.MaxID != nil:
		ids, err = ar.StoriesFrom(ctx, *f.MaxID, true, fever.PageSize)
	case f.SinceID != nil && *f.SinceID > 0:
		ids, err = ar.StoriesFrom(ctx, *f.SinceID, false, fever.PageSize)
	default:
		ids, err = f.first(ctx, ar)
	}
	if err != nil {
		return err
	}
	total, err := ar.StreamSize(ctx, archive.StreamQuery{Known: f.known})
	if err != nil {
		return err
	}
	a.TotalItems = &total
	entries, err := ar.StreamEntries(ctx, ids, nil, f.known)
	if err != nil {
		return err
	}
	items, budget := []fever.Item{}, maxItemTexts
	for _, e := range entries {
		items = append(items, fever.Item{
			ID: e.Asked, FeedID: e.Feed.ID, Title: itemTitle(e.Title), Author: terminal.Clean(cmp.Or(e.Author, e.Item.Author, e.Publisher)),
			HTML: f.api.itemText(e, &budget), URL: format.CleanLink(e.Link), IsSaved: fever.Flag(e.Starred), IsRead: fever.Flag(e.Read), Created: max(e.Effective.Time.Unix(), 0),
		})
	}
	a.Items = &items
	return nil
}

// first returns the first stories that a program gets which has none yet: those
// that are not too old to be unread. It would fetch a whole archive, fifty stories
// at a time.
func (f *feverRequest) first(ctx context.Context, ar *archive.Archive) ([]int64, error) {
	since, err := ar.UnreadSince(ctx, f.known)
	if err != nil {
		return nil, err
	}
	const some = 10_000 // a story with a lower number than these was seen before them
	page, err := ar.Stream(ctx, archive.StreamQuery{Since: since, Oldest: true, Size: some, Known: f.known})
	if err != nil || len(page.Places) == 0 {
		return nil, err
	}
	lowest := page.Places[0].ID
	for _, p := range page.Places {
		lowest = min(lowest, p.ID)
	}
	return ar.StoriesFrom(ctx, lowest-1, false, fever.PageSize)
}
