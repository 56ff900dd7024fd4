package readerapi

import (
	"cmp"
	"context"
	"fmt"
	"hash/crc32"
	"slices"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/miniflux"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// folderID is the number of a folder, for APIs that have numbers for them: it is
// made from the name, and below 2³¹.
func folderID(name string) int64 { return int64(crc32.ChecksumIEEE([]byte(fold(name))))>>1 + 1 }

func categoryOf(name string) miniflux.Category {
	return miniflux.Category{ID: folderID(name), UserID: minifluxUserID, Title: terminal.Clean(name)}
}

// minifluxTopics is the category of the topics.
func minifluxTopics() miniflux.Category { return categoryOf(topicsLabel) }

func minifluxCategories(ctx context.Context, ar *archive.Archive, _ *Request) (*Answer, error) {
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	all := []miniflux.Category{}
	add := func(c miniflux.Category) {
		if !slices.ContainsFunc(all, func(other miniflux.Category) bool { return other.ID == c.ID }) {
			all = append(all, c)
		}
	}
	for _, f := range l.feeds {
		add(minifluxCategory(f))
	}
	if len(l.topics) > 0 {
		add(minifluxTopics())
	}
	return jsonAnswer(all)
}

// minifluxFeeds answers feeds: the followed ones, and the topics.
func minifluxFeeds(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	all := []miniflux.Feed{}
	for _, f := range l.feeds {
		all = append(all, minifluxFeed(f))
	}
	for _, t := range l.topics {
		all = append(all, minifluxTopic(q, t))
	}
	return jsonAnswer(all)
}

func minifluxFeed(f news.Feed) miniflux.Feed {
	one := miniflux.Feed{
		ID: f.ID, UserID: minifluxUserID, Title: terminal.Clean(f.Label()), SiteURL: format.CleanLink(cmp.Or(f.Link, f.URL)), FeedURL: terminal.Clean(f.URL),
		Category: minifluxCategory(f), CheckedAt: minifluxTime(time.Time{}),
	}
	if f.State != nil {
		one.CheckedAt, one.ErrorCount, one.Error = minifluxTime(f.State.Fetched), f.State.Failures, terminal.CleanLine(f.State.Error)
	}
	return one
}

func minifluxTopic(q *Request, t store.Topic) miniflux.Feed {
	page := topicAddress(q, t.Name)
	return miniflux.Feed{
		ID: miniflux.TopicFeed(t.ID), UserID: minifluxUserID, Title: terminal.Clean(t.Name), SiteURL: page, FeedURL: page + ".atom",
		Category: minifluxTopics(), CheckedAt: minifluxTime(t.Checked),
	}
}

func minifluxTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// entriesOf answers the calls that list entries, in the order of their first
// sightings.
func (api API) entriesOf(of streamsNamed) func(context.Context, *archive.Archive, *Request) (*Answer, error) {
	return func(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
		mq, err := miniflux.ParseQuery(q.Values)
		if err != nil {
			return nil, BadRequest{err}
		}
		l, err := labelsOf(ctx, ar)
		if err != nil {
			return nil, err
		}
		streams, topic, err := of(l, q.id())
		if err == nil && mq.Category != 0 {
			streams, topic, err = categoryNamed(l, mq.Category)
		}
		if err != nil {
			return nil, err
		}
		sq := minifluxQuery(mq, streams, q.Known)
		all := miniflux.Entries{Entries: []miniflux.Listing{}}
		if all.Total, err = ar.StreamSize(ctx, sq); err != nil {
			return nil, err
		}
		ids, err := minifluxPage(ctx, ar, mq, sq)
		if err != nil {
			return nil, err
		}
		entries, err := ar.StreamEntries(ctx, ids, nil, q.Known)
		if err != nil {
			return nil, err
		}
		budget := maxItemTexts
		for _, e := range entries {
			all.Entries = append(all.Entries, api.listing(l, q, e, topic, &budget))
		}
		return jsonAnswer(all)
	}
}

// minifluxQuery returns the streams that a list of entries is of.
func minifluxQuery(mq miniflux.Query, of archive.Streams, known time.Time) archive.StreamQuery {
	sq := archive.StreamQuery{Of: of, Since: mq.Since, Until: mq.Until, Known: known}
	read, starred := archive.Streams{{Kind: archive.StreamRead}}, archive.Streams{{Kind: archive.StreamStarred}}
	switch {
	case mq.Any():
	case slices.Contains(mq.Statuses, miniflux.Unread):
		sq.Without = append(sq.Without, read...)
	case slices.Contains(mq.Statuses, miniflux.Read):
		sq.Within = append(sq.Within, read)
	default: // a state that no entry has here
		sq.Within = append(sq.Within, archive.Streams{{Kind: archive.StreamSearch}})
	}
	if mq.Starred != nil && *mq.Starred {
		sq.Within = append(sq.Within, starred)
	} else if mq.Starred != nil {
		sq.Without = append(sq.Without, starred...)
	}
	if mq.Search != "" {
		sq.Within = append(sq.Within, archive.Streams{{Kind: archive.StreamSearch, Text: mq.Search}})
	}
	return sq
}

// minifluxPage returns the stories of a part of a list. After or before an entry
// means those that were seen after or before it.
func minifluxPage(ctx context.Context, ar *archive.Archive, mq miniflux.Query, sq archive.StreamQuery) ([]int64, error) {
	sq.Oldest, sq.Size = mq.Oldest, mq.Offset+mq.Size
	if from := cmp.Or(mq.After, mq.Before); from != 0 {
		sq.Oldest = mq.After != 0
		entries, err := ar.StreamEntries(ctx, []int64{miniflux.Story(from)}, nil, sq.Known)
		if err != nil || len(entries) == 0 {
			return nil, cmp.Or(err, error(BadRequest{fmt.Errorf("there is no entry %d", from)}))
		}
		sq.After = archive.StreamPlace{ID: entries[0].ID, Seen: entries[0].FirstSeen}
	}
	page, err := ar.Stream(ctx, sq)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, p := range page.Places[min(mq.Offset, len(page.Places)):] {
		ids = append(ids, p.ID)
	}
	return ids, nil
}

// entry answers entries/ID.
func (api API) entry(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	e, err := entryNamed(ctx, ar, q)
	if err != nil {
		return nil, err
	}
	budget := maxItemTexts
	one := api.listing(l, q, e, 0, &budget)
	one.ID = q.id()
	return jsonAnswer(one)
}

// listing is a story as an entry of its feed, or of a topic. Its text is taken from
// the budget.
func (api API) listing(l *labels, q *Request, e archive.StreamEntry, topic int64, budget *int) miniflux.Listing {
	text := api.itemText(e, budget)
	id := miniflux.Entry(e.Asked, topic)
	one := miniflux.Listing{
		ID: id, UserID: minifluxUserID, Status: miniflux.Unread, Hash: fmt.Sprintf("%016x", e.Asked), Title: itemTitle(e.Title), URL: format.CleanLink(e.Link),
		PublishedAt: minifluxTime(e.Effective.Time), CreatedAt: minifluxTime(e.FirstSeen), ChangedAt: minifluxTime(e.FirstSeen),
		Content: text, Author: terminal.Clean(cmp.Or(e.Author, e.Item.Author, e.Publisher)), Starred: e.Starred,
		Enclosures: []miniflux.Enclosure{}, Tags: []string{}, Feed: minifluxFeed(e.Feed),
	}
	if e.Read {
		one.Status = miniflux.Read
	}
	if at := slices.IndexFunc(l.feeds, func(f news.Feed) bool { return f.ID == e.Feed.ID }); at >= 0 {
		one.Feed = minifluxFeed(l.feeds[at]) // with its tags
	}
	if at := slices.IndexFunc(l.topics, func(t store.Topic) bool { return t.ID == topic }); at >= 0 {
		one.Feed = minifluxTopic(q, l.topics[at])
	}
	one.FeedID = one.Feed.ID
	for _, tag := range e.Tags {
		one.Tags = append(one.Tags, terminal.Clean(tag))
	}
	for i, f := range e.Item.Enclosures {
		if href := format.CleanLink(f.URL); href != "" && f.Type != "" && f.Gone.IsZero() {
			one.Enclosures = append(one.Enclosures, miniflux.Enclosure{ID: int64(i) + 1, UserID: minifluxUserID, EntryID: id, URL: href, MIMEType: terminal.Clean(f.Type), Size: max(f.Length, 0)})
		}
	}
	return one
}
