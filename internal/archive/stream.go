package archive

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// Streams are stories in the order in which they were first seen, as programs ask
// for them that show the archive as a list of feeds.

// StreamKind is what the stories of a stream have in common.
type StreamKind int

// The kinds of streams.
const (
	StreamAll        StreamKind = iota // nothing
	StreamFeed                         // the feed Stream.ID has them
	StreamTopic                        // the topic Stream.ID matches them
	StreamTopics                       // any topic matches them
	StreamTag                          // they, or their feed, have the tag Stream.Text
	StreamSearch                       // the query Stream.Text finds them
	StreamRead                         // they are read, or count as read
	StreamKeptUnread                   // they were marked unread
	StreamStarred                      // they are starred
	StreamLater                        // they are kept for later
)

// Stream is a stream of stories.
type Stream struct {
	Kind StreamKind
	ID   int64
	Text string
}

// Streams are several streams together: the stories that are in any of them.
type Streams []Stream

// StreamPlace is where a story stands in a stream.
type StreamPlace = index.Place

// StreamQuery says which part of streams is asked for.
type StreamQuery struct {
	Of      Streams   // none: everything
	Within  []Streams // that are also in each of these
	Without Streams   // and in none of these

	Since, Until time.Time   // first seen from this second to this one; zero is open
	Oldest       bool        // the first seen first, else the last seen
	After        StreamPlace // after this place; the zero place is before all
	Size         int

	// Known is since when the programs that sync may know of stories: what was
	// first seen before counts as read, as does what is older than the setting
	// says, unless it was marked unread.
	Known time.Time
}

// StreamPage is a part of streams.
type StreamPage struct {
	Places     []StreamPlace
	More       bool // there are stories after these
	NotIndexed int  // see [Answer]
}

// Stream returns stories of streams. The error wraps [store.ErrNotFound] when
// there is no such feed or topic, and is a *[query.Error] when a query is not
// valid.
func (a *Archive) Stream(ctx context.Context, q StreamQuery) (page StreamPage, err error) {
	r, err := a.streamRequest(ctx, q)
	if err != nil {
		return page, err
	}
	page.NotIndexed, err = a.read(ctx, nil, func(v *index.View) error {
		page.Places, err = v.BySeen(r, q.After, q.Size+1, q.Oldest)
		return err
	})
	if len(page.Places) > q.Size {
		page.Places, page.More = page.Places[:q.Size], true
	}
	return page, locateError(err, r.Query)
}

// StreamSize returns how many stories of streams there are.
func (a *Archive) StreamSize(ctx context.Context, q StreamQuery) (n int64, err error) {
	r, err := a.streamRequest(ctx, q)
	if err != nil {
		return 0, err
	}
	_, err = a.read(ctx, nil, func(v *index.View) error {
		n, err = v.Count(r)
		return err
	})
	return n, locateError(err, r.Query)
}

// streamRequest returns the request to the index that a query stands for.
func (a *Archive) streamRequest(ctx context.Context, q StreamQuery) (index.Request, error) {
	c, err := a.streamCompiler(ctx, q.Known)
	if err != nil {
		return index.Request{}, err
	}
	of, err := c.any(q.Of)
	if err != nil {
		return index.Request{}, err
	}
	nodes := []query.Node{of}
	for _, s := range q.Within {
		n, err := c.any(s)
		if err != nil {
			return index.Request{}, err
		}
		nodes = append(nodes, n)
	}
	for _, s := range q.Without {
		n, err := c.node(s)
		if err != nil {
			return index.Request{}, err
		}
		nodes = append(nodes, negated(n))
	}
	if until := q.Until; !q.Since.IsZero() || !until.IsZero() {
		if !until.IsZero() {
			until = until.Add(time.Second)
		}
		nodes = append(nodes, query.DateRange{Field: query.Seen, From: q.Since, To: until})
	}
	return c.request(query.Both(nodes...)), nil
}

// streamCompiler makes queries of streams.
type streamCompiler struct {
	*Archive
	ctx    context.Context // of one call
	unread query.Node
	topics []store.Topic // nil until they are asked for
	feeds  []int64       // likewise; ascending
}

func (a *Archive) streamCompiler(ctx context.Context, known time.Time) (*streamCompiler, error) {
	since, err := a.UnreadSince(ctx, known)
	c := &streamCompiler{Archive: a, ctx: ctx, unread: query.And{Nodes: []query.Node{
		query.Is{What: query.Unread},
		query.Or{Nodes: []query.Node{query.DateRange{Field: query.Seen, From: since}, query.Is{What: query.KeptUnread}}},
	}}}
	return c, err
}

// UnreadSince returns from when on a story that nobody marked counts as unread:
// from the beginning of a day, so that it is the same all day, or from known.
func (a *Archive) UnreadSince(ctx context.Context, known time.Time) (time.Time, error) {
	s, err := a.store.Settings(ctx)
	if err != nil {
		return time.Time{}, err
	}
	y, m, d := a.now().In(a.Zone()).Date()
	since := time.Date(y, m, d-cmp.Or(s.UnreadDays, store.DefaultUnreadDays), 0, 0, 0, 0, a.Zone())
	if known.After(since) {
		since = known
	}
	return since, nil
}

// request returns a request for a tree.
func (c *streamCompiler) request(root query.Node) index.Request {
	names := c.names(c.ctx)
	typed := names.Feeds
	names.Feeds = func(ref string) []int64 {
		number, ok := strings.CutPrefix(ref, feedNumber)
		if id, err := strconv.ParseInt(number, 10, 64); ok && err == nil {
			return []int64{id}
		}
		return typed(ref)
	}
	return index.Request{Query: &query.Query{Root: root, Zone: c.Zone(), ClockZone: c.Zone()}, Names: names}
}

// any returns the query of several streams together; of none: everything.
func (c *streamCompiler) any(streams Streams) (query.Node, error) {
	if len(streams) == 0 {
		return query.All{}, nil
	}
	nodes := make([]query.Node, len(streams))
	for i, s := range streams {
		n, err := c.node(s)
		if err != nil {
			return nil, err
		}
		nodes[i] = n
	}
	if len(nodes) == 1 {
		return nodes[0], nil
	}
	return query.Or{Nodes: nodes}, nil
}

// node returns the query of a stream.
func (c *streamCompiler) node(s Stream) (query.Node, error) {
	switch s.Kind {
	case StreamFeed:
		return c.feed(s.ID)
	case StreamTopic, StreamTopics:
		return c.topic(s)
	case StreamTag:
		return query.Term{Field: query.Tag, Value: s.Text}, nil
	case StreamSearch:
		q, err := c.parse(c.ctx, Question{Text: s.Text})
		if err != nil {
			return nil, err
		}
		if q.Atoms == 0 {
			return nothing(), nil
		}
		return q.Root, nil
	case StreamRead:
		return query.Not{Node: c.unread}, nil
	case StreamKeptUnread:
		return query.And{Nodes: []query.Node{query.Is{What: query.KeptUnread}, query.Is{What: query.Unread}}}, nil
	case StreamStarred:
		return query.Is{What: news.MarkStarred}, nil
	case StreamLater:
		return query.Is{What: news.MarkLater}, nil
	}
	return query.All{}, nil
}

// feedNumber comes before the number of a feed in queries that are made here. A
// typed query cannot have it, and no feed is looked up by it.
const feedNumber = "\x00feed/"

// feed returns the query of a feed.
func (c *streamCompiler) feed(id int64) (query.Node, error) {
	if c.feeds == nil {
		var err error
		if c.feeds, err = c.store.FeedIDs(c.ctx); err != nil {
			return nil, err
		}
	}
	if _, ok := slices.BinarySearch(c.feeds, id); !ok {
		return nil, store.ErrNotFound
	}
	return query.Term{Field: query.FeedName, Value: feedNumber + strconv.FormatInt(id, 10)}, nil
}

// topic returns the query of a topic, or of all of them. A topic whose query is
// not valid any more matches nothing.
func (c *streamCompiler) topic(s Stream) (query.Node, error) {
	if c.topics == nil {
		var err error
		if c.topics, err = c.store.Topics(c.ctx); err != nil {
			return nil, err
		}
	}
	either := query.Or{}
	for _, t := range c.topics {
		if s.Kind == StreamTopic && t.ID != s.ID {
			continue
		}
		q, err := c.parse(c.ctx, Question{Text: "topic:" + quoted(t.Name)})
		if _, ok := errors.AsType[*query.Error](err); ok {
			q, err = &query.Query{Root: nothing()}, nil
		}
		if err != nil {
			return nil, err
		}
		either.Nodes = append(either.Nodes, q.Root)
	}
	switch {
	case len(either.Nodes) == 1:
		return either.Nodes[0], nil
	case len(either.Nodes) == 0 && s.Kind == StreamTopic:
		return nil, store.ErrNotFound
	case len(either.Nodes) == 0:
		return nothing(), nil
	}
	return either, nil
}

// nothing is a query that matches no story.
func nothing() query.Node { return query.ID{} }

// negated negates a query.
func negated(n query.Node) query.Node {
	if n, ok := n.(query.Not); ok {
		return n.Node
	}
	return query.Not{Node: n}
}
