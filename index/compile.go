package index

import (
	"fmt"

	"newsarchive/internal/query"
)

// compiler makes an expression of a query tree.
type compiler struct {
	*session
	names Names
}

// Names finds what names stand for that can change and are therefore not in
// the index. A nil function knows no name.
type Names struct {
	// Feeds returns the feeds that a name or number stands for.
	Feeds func(name string) []int64
	// TaggedFeeds returns the feeds that have a tag, or with prefix one that
	// begins so.
	TaggedFeeds func(tag string, prefix bool) []int64
	// Linked returns the stories that are known by an address.
	Linked func(address string) []int64
}

func (c compiler) compile(n query.Node) (expr, error) {
	switch n := n.(type) {
	case query.And:
		parts, err := c.each(n.Nodes)
		return and(parts), err
	case query.Or:
		parts, err := c.each(n.Nodes)
		return or(parts), err
	case query.Not:
		e, err := c.compile(n.Node)
		return not{e}, err
	case query.All, nil:
		return all{}, nil
	case query.Topic:
		return c.compile(n.Node)
	case query.Word:
		return c.typed(n)
	case query.Phrase:
		return c.quoted(n)
	default:
		return c.value(n)
	}
}

func (c compiler) each(nodes []query.Node) ([]expr, error) {
	parts := make([]expr, len(nodes))
	for i, n := range nodes {
		var err error
		if parts[i], err = c.compile(n); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// typed compiles a word outside quotes.
func (c compiler) typed(w query.Word) (expr, error) {
	in := partOf(w.Field)
	switch {
	case w.Prefix:
		return c.prefix(w.Text, in)
	case w.Fuzzy > 0:
		return c.fuzzy(w.Text, w.Fuzzy, in)
	case w.Field == query.Publisher:
		return c.publisher(w.Text)
	case w.Exact:
		return c.exact(w.Text, in)
	case w.Field == query.Title:
		return c.titled(w.Text)
	case w.Field == query.Text:
		return c.bodied(w.Text)
	}
	return c.word(w.Text)
}

// quoted compiles a phrase. One that was typed with hyphens may stand joined.
func (c compiler) quoted(p query.Phrase) (expr, error) {
	switch {
	case p.Field == query.Publisher:
		return c.publisher(p.Text)
	case p.Hyphen && p.Field == query.Any:
		return c.word(p.Text)
	}
	return c.exact(p.Text, partOf(p.Field))
}

func partOf(f query.Field) part {
	switch f {
	case query.Title:
		return inTitle()
	case query.Publisher:
		return inPublisher()
	case query.Text:
		return inText()
	}
	return everywhere()
}

// value compiles the leaves that hold a value, not words.
func (c compiler) value(n query.Node) (expr, error) {
	switch n := n.(type) {
	case query.Term:
		return c.term(n)
	case query.DateRange:
		return c.dates(n)
	case query.Count:
		prefix := keySize
		if n.Field == query.Publishers {
			prefix = keyPublishers
		}
		return c.number(prefix, n.Min, n.Max)
	case query.Is:
		return key(keyFlag, n.What), nil
	case query.Has:
		return key(keyFlag, "has-"+n.What), nil
	case query.ID:
		return stories(n.IDs), nil
	case query.Cluster:
		return items(n.IDs), nil
	}
	return nil, fmt.Errorf("a query cannot hold a %T", n)
}

func (c compiler) term(t query.Term) (expr, error) {
	switch t.Field {
	case query.Site:
		return site(t.Value), nil
	case query.Author:
		return c.author(t)
	case query.Link:
		return c.link(t)
	case query.Lang:
		return language(t.Value), nil
	case query.FeedName:
		if c.names.Feeds == nil {
			return none{}, nil
		}
		return feeds(c.names.Feeds(t.Value)), nil
	case query.Tag:
		e, err := c.tag(t.Value, t.Prefix)
		if err != nil || c.names.TaggedFeeds == nil {
			return e, err
		}
		return or{e, feeds(c.names.TaggedFeeds(t.Value, t.Prefix))}, nil
	}
	return nil, fmt.Errorf("a query cannot ask for a value of %q", t.Field)
}

func (c compiler) dates(r query.DateRange) (expr, error) {
	prefix := keyDate
	if r.Field == query.Seen {
		prefix = keySeen
	}
	if r.WholeDays {
		return c.daysFrom(prefix, r.FirstDay, r.LastDay)
	}
	return c.dated(prefix, r.From, r.To)
}
