package readerapi

import (
	"cmp"
	"context"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/miniflux"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// Miniflux are the calls of Miniflux's API by their methods and paths, of which
// {id} is given as the value id.
func (api API) Miniflux() map[string]Call {
	entries := func(of streamsNamed) Call { return Call{Answer: api.entriesOf(of)} }
	read := func(of streamsNamed) Call { return Call{Changes: true, Answer: api.readAll(of)} }
	return map[string]Call{
		"GET me":                               {Answer: minifluxUser},
		"GET version":                          {Answer: minifluxVersion},
		"GET categories":                       {Answer: minifluxCategories},
		"GET feeds":                            {Answer: minifluxFeeds},
		"GET feeds/counters":                   {Answer: minifluxCounters},
		"GET entries":                          entries(everyFeed),
		"GET feeds/{id}/entries":               entries(feedNamed),
		"GET categories/{id}/entries":          entries(categoryNamed),
		"GET entries/{id}":                     {Answer: api.entry},
		"PUT entries":                          {Changes: true, Answer: updateEntries},
		"PUT entries/{id}/bookmark":            {Changes: true, Answer: toggleStar},
		"PUT entries/{id}/star":                {Changes: true, Answer: toggleStar},
		"POST entries/{id}/save":               {Changes: true, Answer: keepEntry},
		"PUT feeds/{id}/mark-all-as-read":      read(feedNamed),
		"PUT categories/{id}/mark-all-as-read": read(categoryNamed),
		"PUT users/{id}/mark-all-as-read":      read(everyFeed),
	}
}

// id is the number in the path; 0 if it is none.
func (q *Request) id() int64 {
	id, err := strconv.ParseInt(q.Get("id"), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// streamsNamed returns the streams that a call is about, by its number, and the topic
// among them.
type streamsNamed func(l *labels, id int64) (of archive.Streams, topic int64, err error)

func everyFeed(*labels, int64) (archive.Streams, int64, error) {
	return archive.Streams{{Kind: archive.StreamAll}}, 0, nil
}

func feedNamed(_ *labels, id int64) (archive.Streams, int64, error) {
	if topic := miniflux.Topic(id); topic > 0 {
		return archive.Streams{{Kind: archive.StreamTopic, ID: topic}}, topic, nil
	}
	if id == 0 { // which would be all
		return nil, 0, store.ErrNotFound
	}
	return archive.Streams{{Kind: archive.StreamFeed, ID: id}}, 0, nil
}

func categoryNamed(l *labels, id int64) (of archive.Streams, _ int64, err error) {
	if id == minifluxTopics().ID {
		return archive.Streams{{Kind: archive.StreamTopics}}, 0, nil
	}
	for _, f := range l.feeds {
		if minifluxCategory(f).ID == id {
			of = append(of, archive.Stream{Kind: archive.StreamFeed, ID: f.ID})
		}
	}
	if len(of) == 0 {
		err = store.ErrNotFound
	}
	return of, 0, err
}

// readAll answers the calls that mark streams read.
func (api API) readAll(of streamsNamed) func(context.Context, *archive.Archive, *Request) (*Answer, error) {
	return func(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
		l, err := labelsOf(ctx, ar)
		if err != nil {
			return nil, err
		}
		streams, _, err := of(l, q.id())
		if err != nil {
			return nil, err
		}
		return nothingToSay(), ar.ReadStreams(ctx, streams, api.Now(), q.Known)
	}
}

// updateEntries marks entries read or unread. Those that are not there are left out.
func updateEntries(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	u, err := miniflux.ParseUpdate(q.Body)
	if err != nil {
		return nil, BadRequest{err}
	}
	var stories []int64
	for _, entry := range u.Entries {
		if story := miniflux.Story(entry); story != 0 {
			stories = append(stories, story)
		}
	}
	return nothingToSay(), ar.MarkStories(ctx, stories, news.MarkRead, u.Status == miniflux.Unread)
}

// toggleStar stars an entry, or takes the star off.
func toggleStar(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	e, err := entryNamed(ctx, ar, q)
	if err != nil {
		return nil, err
	}
	return nothingToSay(), ar.MarkStories(ctx, []int64{e.Asked}, news.MarkStarred, e.Starred)
}

// keepEntry keeps an entry for later: Miniflux sends it to a service that does.
func keepEntry(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	e, err := entryNamed(ctx, ar, q)
	if err != nil {
		return nil, err
	}
	a := nothingToSay()
	a.Accepted = true
	return a, ar.MarkStories(ctx, []int64{e.Asked}, news.MarkLater, false)
}

// entryNamed is the entry that the path names.
func entryNamed(ctx context.Context, ar *archive.Archive, q *Request) (archive.StreamEntry, error) {
	entries, err := ar.StreamEntries(ctx, []int64{miniflux.Story(q.id())}, nil, q.Known)
	if err == nil && len(entries) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return archive.StreamEntry{}, err
	}
	return entries[0], nil
}

// nothingToSay is what programs expect of a change that was made.
func nothingToSay() *Answer { return &Answer{} }

func minifluxUser(context.Context, *archive.Archive, *Request) (*Answer, error) {
	return jsonAnswer(miniflux.User{ID: minifluxUserID, Username: "archive", Theme: "system_serif", Language: "en_US", Timezone: "UTC", Sorting: "desc"})
}

// minifluxVersion answers version: of the server whose API this is.
func minifluxVersion(context.Context, *archive.Archive, *Request) (*Answer, error) {
	return jsonAnswer(miniflux.Version{Version: "2.2.0"})
}

func minifluxCounters(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	var ids []int64
	var streams []archive.Streams
	for _, f := range l.feeds {
		ids, streams = append(ids, f.ID), append(streams, archive.Streams{{Kind: archive.StreamFeed, ID: f.ID}})
	}
	for _, t := range l.topics {
		ids, streams = append(ids, miniflux.TopicFeed(t.ID)), append(streams, archive.Streams{{Kind: archive.StreamTopic, ID: t.ID}})
	}
	counts, _, err := ar.UnreadCounts(ctx, streams, q.Known)
	if err != nil {
		return nil, err
	}
	c := miniflux.Counters{Reads: map[string]int64{}, Unreads: map[string]int64{}}
	for i, n := range counts {
		if n.Stories > 0 {
			c.Unreads[strconv.FormatInt(ids[i], 10)] = n.Stories
		}
	}
	return jsonAnswer(c)
}

// minifluxUserID is the number of the one person.
const minifluxUserID = 1

// minifluxCategory is the category of a feed, its first tag: it has exactly one.
func minifluxCategory(f news.Feed) miniflux.Category {
	name := "All"
	if len(f.Tags) > 0 {
		name = cmp.Or(f.Tags[0], name)
	}
	return categoryOf(name)
}
