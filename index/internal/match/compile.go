package match

import (
	"fmt"

	"newsarchive/index/internal/document"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// Compiler makes expressions of query trees.
type Compiler struct {
	*Session
	Names Names
}

// Names looks up names that can change: the index does not hold them. A nil
// function knows no name.
type Names struct {
	// Feeds returns the feeds with a name or number.
	Feeds func(name string) []int64
	// TaggedFeeds returns the feeds that have a tag, or with prefix one that
	// begins so.
	TaggedFeeds func(tag string, prefix bool) []int64
	// StoriesAt returns the stories that are known by an address.
	StoriesAt func(address string) []int64
	// Marked returns the stories that have a mark, or [query.KeptUnread]. Its error
	// is the query's.
	Marked func(mark string) (news.Marked, error)
	// EventStories returns the stories of the events to which numbers lead.
	EventStories func(numbers []int64) ([]int64, error)
	// Copies returns the stories that have the headline of an earlier story of their
	// event.
	Copies func() ([]int64, error)
}

func (c Compiler) Compile(n query.Node) (Expr, error) {
	switch n := n.(type) {
	case query.And:
		parts, err := c.compileAll(n.Nodes)
		return And(parts), err
	case query.Or:
		return c.alternatives(n.Nodes)
	case query.Not:
		e, err := c.Compile(n.Node)
		return not{e}, err
	case query.All, nil:
		return All{}, nil
	case query.Topic:
		return c.Compile(n.Node)
	case query.Similar:
		e, err := c.Compile(n.Node)
		return And{e, not{stories([]int64{n.ID})}}, err
	case query.Learned:
		return c.learned(n)
	case query.Word, query.Phrase:
		return c.words(n)
	default:
		return c.value(n)
	}
}

// words compiles a word or phrase.
func (c Compiler) words(n query.Node) (Expr, error) {
	var alone question
	if c.Broad != nil && alone.add(c.Session, n) && len(alone.tokens) > 0 {
		return c.question(alone)
	}
	if p, ok := n.(query.Phrase); ok {
		return c.quoted(p)
	}
	return c.typed(n.(query.Word))
}

func (c Compiler) compileAll(nodes []query.Node) ([]Expr, error) {
	parts := make([]Expr, len(nodes))
	for i, n := range nodes {
		var err error
		if parts[i], err = c.Compile(n); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// typed compiles a word outside quotes.
func (c Compiler) typed(w query.Word) (Expr, error) {
	in := partOf(w.Field)
	switch {
	case w.Prefix:
		return c.prefix(w.Text, in)
	case w.Fuzzy > 0:
		return c.fuzzy(w.Text, w.Fuzzy, in)
	case w.Field == query.Publisher:
		return c.publisher(w.Text)
	case w.Cut:
		return c.cutWord(w.Text)
	case w.Exact:
		return c.exact(w.Text, in)
	case w.Field == query.Title:
		return c.titleWord(w.Text)
	case w.Field == query.Text:
		return c.textWord(w.Text)
	}
	return c.word(w.Text)
}

// quoted compiles a phrase. Typed with hyphens it also matches its compound.
func (c Compiler) quoted(p query.Phrase) (Expr, error) {
	switch {
	case p.Field == query.Publisher:
		return c.publisher(p.Text)
	case p.Hyphen && p.Field == query.Any:
		return c.word(p.Text)
	}
	row, _ := c.cut(p.Text)
	if len(row) == 0 {
		return All{}, nil
	}
	slots, err := c.quotedSlots(p, row)
	if err != nil {
		return nil, err
	}
	in := partOf(p.Field)
	return scoredPhrase(phrase{slots, in.from, in.to}), nil
}

// quotedSlots returns the alternatives for each word of a phrase.
func (c Compiler) quotedSlots(p query.Phrase, row []words.Token) ([][]string, error) {
	if p.Cut {
		return c.openEnd(row)
	}
	return c.slots(row)
}

// cutWord compiles a word that was cut short by an ellipsis: the word, or any that
// begins so, if these are not too many.
func (c Compiler) cutWord(text string) (Expr, error) {
	e, err := c.word(text)
	row, _ := c.cut(text)
	if err != nil || len(row) != 1 {
		return e, err
	}
	longer, _, err := c.Lexicon.Prefix(document.FieldAll, row[0].Term, maxExpansions)
	return Or{e, AnyOf(document.FieldAll, longer)}, err
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
func (c Compiler) value(n query.Node) (Expr, error) {
	switch n := n.(type) {
	case query.Term:
		return c.term(n)
	case query.DateRange:
		return c.dates(n)
	case query.Count:
		prefix := document.KeySize
		if n.Field == query.Publishers {
			prefix = document.KeyPublishers
		}
		return c.number(prefix, n.Min, n.Max)
	case query.Is:
		return c.flag(n.What)
	case query.Has:
		return Key(document.KeyFlag, "has-"+n.What), nil
	case query.ID:
		return stories(n.IDs), nil
	case query.Cluster:
		return items(n.IDs), nil
	case query.Event:
		if c.Names.EventStories == nil {
			return none{}, nil
		}
		ids, err := c.Names.EventStories(n.IDs)
		return stories(ids), err
	}
	return nil, fmt.Errorf("a query cannot hold a %T", n)
}

func (c Compiler) term(t query.Term) (Expr, error) {
	switch t.Field {
	case query.Site:
		return c.site(t.Value)
	case query.Author:
		return c.author(t)
	case query.Link:
		return c.link(t)
	case query.Lang:
		return language(t.Value), nil
	case query.FeedName:
		if c.Names.Feeds == nil {
			return none{}, nil
		}
		return inFeeds(c.Names.Feeds(t.Value)), nil
	case query.Tag:
		e, err := c.tag(t.Value, t.Prefix)
		if err != nil || c.Names.TaggedFeeds == nil {
			return e, err
		}
		return Or{e, inFeeds(c.Names.TaggedFeeds(t.Value, t.Prefix))}, nil
	}
	return nil, fmt.Errorf("a query cannot ask for a value of %q", t.Field)
}

func (c Compiler) dates(r query.DateRange) (Expr, error) {
	prefix := document.KeyDate
	if r.Field == query.Seen {
		prefix = document.KeySeen
	}
	if r.WholeDays {
		return c.daysFrom(prefix, r.FirstDay, r.LastDay)
	}
	return c.Dated(prefix, r.From, r.To)
}
