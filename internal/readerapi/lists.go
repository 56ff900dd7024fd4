package readerapi

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/greader"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
)

// user answers user-info. The archive has one person and no name of theirs.
func (API) user(context.Context, *archive.Archive, *Request) (*Answer, error) {
	return jsonAnswer(greader.User{UserID: "1", UserName: "archive", UserProfileID: "1", UserEmail: "archive"})
}

func (API) prefs(context.Context, *archive.Archive, *Request) (*Answer, error) {
	return jsonAnswer(greader.Prefs{Prefs: []greader.Pref{}})
}

func (API) streamPrefs(context.Context, *archive.Archive, *Request) (*Answer, error) {
	return jsonAnswer(greader.StreamPrefs{StreamPrefs: map[string][]greader.Pref{}})
}

// subscriptions answers subscription/list: the followed feeds, and the topics
// in a folder of their own.
func (API) subscriptions(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	list := greader.Subscriptions{Subscriptions: []greader.Subscription{}}
	for _, f := range l.feeds {
		list.Subscriptions = append(list.Subscriptions, subscriptionOf(f))
	}
	for _, t := range l.topics {
		page := topicAddress(q, t.Name)
		list.Subscriptions = append(list.Subscriptions, greader.Subscription{
			ID: greader.Stream{Kind: greader.Topic, ID: t.ID}.String(), Title: terminal.Clean(t.Name), Categories: categories(topicsLabel),
			URL: page + ".atom", HTMLURL: page, SortID: sortID(1<<31 - t.ID), FirstItemMsec: msec(t.Added),
		})
	}
	return jsonAnswer(list)
}

func subscriptionOf(f news.Feed) greader.Subscription {
	sub := greader.Subscription{
		ID: feedStream(f.ID), Title: terminal.Clean(f.Label()), Categories: categories(f.Tags...),
		URL: terminal.Clean(f.URL), HTMLURL: format.CleanLink(cmp.Or(f.Link, f.URL)), SortID: sortID(f.ID),
	}
	if f.State != nil {
		sub.FirstItemMsec = msec(f.State.Added)
	}
	return sub
}

// topicAddress is the page of a topic.
func topicAddress(q *Request, name string) string {
	return q.Root + "/topic/" + url.PathEscape(name)
}

func feedStream(id int64) string { return greader.Stream{Kind: greader.Feed, ID: id}.String() }

func categories(names ...string) []greader.Category {
	all := []greader.Category{}
	for _, name := range names {
		name = terminal.Clean(name)
		all = append(all, greader.Category{ID: category(name), Label: name})
	}
	return all
}

// sortID is eight digits that differ from stream to stream.
func sortID(n int64) string { return fmt.Sprintf("%08X", uint32(n)) } //nolint:gosec // any number will do

func msec(t time.Time) string { return strconv.FormatInt(max(t.UnixMilli(), 0), 10) }
func usec(t time.Time) string { return strconv.FormatInt(max(t.UnixMicro(), 0), 10) }

// tags answers tag/list: the states, and all labels.
func (API) tags(ctx context.Context, ar *archive.Archive, _ *Request) (*Answer, error) {
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	var list greader.Tags
	for i, kind := range []greader.Kind{greader.Starred, greader.ReadingList, greader.Read, greader.KeptUnread} {
		list.Tags = append(list.Tags, greader.Tag{ID: greader.Stream{Kind: kind}.String(), SortID: sortID(int64(i))})
	}
	for i, one := range l.all {
		kind := "tag"
		if one.folder {
			kind = "folder"
		}
		list.Tags = append(list.Tags, greader.Tag{ID: category(one.name), SortID: sortID(int64(100 + i)), Type: kind})
	}
	return jsonAnswer(list)
}

// counts answers unread-count, without what has nothing unread.
func (API) counts(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	var names []string
	var streams []archive.Streams
	for _, f := range l.feeds {
		names, streams = append(names, feedStream(f.ID)), append(streams, archive.Streams{{Kind: archive.StreamFeed, ID: f.ID}})
	}
	for _, t := range l.topics {
		names = append(names, greader.Stream{Kind: greader.Topic, ID: t.ID}.String())
		streams = append(streams, archive.Streams{{Kind: archive.StreamTopic, ID: t.ID}})
	}
	for _, one := range l.all {
		names, streams = append(names, category(one.name)), append(streams, one.streams)
	}
	counts, all, err := ar.UnreadCounts(ctx, streams, q.Known)
	if err != nil {
		return nil, err
	}
	list := greader.UnreadCounts{Max: all.Stories, UnreadCounts: []greader.UnreadCount{{ID: greader.Stream{}.String(), Count: all.Stories, NewestItemTimestampUsec: usec(all.Newest)}}}
	for i, c := range counts {
		if c.Stories > 0 {
			list.UnreadCounts = append(list.UnreadCounts, greader.UnreadCount{ID: names[i], Count: c.Stories, NewestItemTimestampUsec: usec(c.Newest)})
		}
	}
	return jsonAnswer(list)
}

// details answers stream/details.
func (API) details(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	stream, err := greader.ParseStream(q.Get("s"))
	if err != nil {
		return nil, BadRequest{err}
	}
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	d := greader.Details{ID: stream.String(), Title: l.title(stream), Subscribers: 1}
	for _, f := range l.feeds {
		if stream.Kind == greader.Feed && f.ID == stream.ID {
			d.FeedURL = terminal.Clean(f.URL)
		}
	}
	return jsonAnswer(d)
}

// title is what a stream is called.
func (l *labels) title(s greader.Stream) string {
	switch s.Kind {
	case greader.Feed:
		for _, f := range l.feeds {
			if f.ID == s.ID {
				return terminal.Clean(f.Label())
			}
		}
	case greader.Topic:
		for _, t := range l.topics {
			if t.ID == s.ID {
				return terminal.Clean(t.Name)
			}
		}
	case greader.Label, greader.Search:
		return terminal.Clean(s.Name)
	}
	return "archive"
}

// export answers subscription/export: the followed feeds as OPML.
func (API) export(ctx context.Context, ar *archive.Archive, _ *Request) (*Answer, error) {
	var b bytes.Buffer
	_, err := ar.ExportFeeds(ctx, &b)
	return &Answer{Kind: "text/x-opml; charset=utf-8", Body: b.Bytes(), File: "feeds.opml"}, err
}
