package match

import (
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// Slip is a word or a name of a query that no story has.
type Slip struct {
	Leaf query.Node
	// Near is what is written nearly so and is there, folded; empty where nothing is.
	Near string
	// AsWord says that some story has the words of a tag.
	AsWord bool
	// Story is one of the publisher that is near, or 0.
	Story int64
}

// Slips returns the words and names of a query that no story has, in the order
// typed, without those of its topics. Of what is excluded it looks at names alone.
// With matched, some story matches the query.
func (c Compiler) Slips(root query.Node, matched bool) (all []Slip, err error) {
	return c.slips(root, matched, false)
}

// slips collects the slips of a node; with must, stories that match it are known.
func (c Compiler) slips(n query.Node, must, negated bool) (all []Slip, err error) {
	var nodes []query.Node
	switch n := n.(type) {
	case query.And:
		nodes = n.Nodes
	case query.Or:
		nodes, must = n.Nodes, false
	case query.Not:
		return c.slips(n.Node, false, !negated)
	case query.Learned:
		return c.slips(n.Word, must, negated)
	default:
		if must || !canSlip(n, negated) || c.isStopWord(n) {
			return nil, nil
		}
		slip, ok, err := c.slip(n)
		if ok {
			all = append(all, slip)
		}
		return all, err
	}
	for _, part := range nodes {
		some, err := c.slips(part, must, negated)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// isStopWord reports a stop word of a broad question, which it does not look for.
func (c Compiler) isStopWord(n query.Node) bool {
	w, ok := n.(query.Word)
	return ok && c.Broad != nil && w.Field == query.Any && c.Broad.IsStopWord(strings.ToLower(w.Text))
}

// canSlip reports a leaf that is a name or, unless it is excluded, a word.
func canSlip(n query.Node, negated bool) bool {
	switch n := n.(type) {
	case query.Word:
		return !n.Prefix && n.Fuzzy == 0 && !n.Cut && (!negated || n.Field == query.Publisher)
	case query.Phrase:
		return !n.Cut && (!negated || n.Field == query.Publisher)
	case query.Term:
		return !n.Prefix && n.Field != query.FeedName && n.Field != query.Link
	}
	return false
}

// slip reports a leaf that no story has, with what is near.
func (c Compiler) slip(n query.Node) (s Slip, ok bool, err error) {
	e, err := c.Compile(n)
	if err != nil {
		return s, false, err
	}
	docs, err := e.Match(c.Session, nil)
	if err != nil || !docs.IsEmpty() {
		return s, false, err
	}
	s.Leaf = n
	switch n := n.(type) {
	case query.Word:
		err = c.nearText(&s, n.Field, n.Text)
	case query.Phrase:
		err = c.nearText(&s, n.Field, n.Text)
	case query.Term:
		err = c.nearValue(&s, n)
	}
	return s, true, err
}

// nearText finds what is near to words, or to a publisher.
func (c Compiler) nearText(s *Slip, field query.Field, text string) (err error) {
	if field == query.Publisher {
		return c.nearPublisherOf(s, text)
	}
	row, _ := c.cut(text)
	at := 0
	var near strings.Builder
	for _, t := range row {
		n, err := AnyOf(document.FieldAll, exactTerms(t)).Cost(c.Session)
		if err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		other, err := c.nearWord(t)
		if err != nil || other == "" {
			return err
		}
		near.WriteString(text[at:t.Start] + other)
		at = t.End
	}
	if at > 0 {
		s.Near = near.String() + text[at:]
	}
	return nil
}

// nearPublisherOf finds the publisher nearest to a name, and a story of it.
func (c Compiler) nearPublisherOf(s *Slip, name string) (err error) {
	if s.Near, err = c.nearPublisher(name); err != nil || s.Near == "" {
		return err
	}
	e, err := c.publisher(s.Near)
	if err != nil {
		return err
	}
	docs, err := e.Match(c.Session, nil)
	if err != nil || docs.IsEmpty() {
		return err
	}
	ids, err := c.StoryIDs([]uint32{docs.Minimum()})
	if err == nil {
		s.Story = ids[0]
	}
	return err
}

// nearValue finds what is near to a value that is compared whole.
func (c Compiler) nearValue(s *Slip, t query.Term) (err error) {
	row, _ := c.cut(t.Value)
	switch t.Field {
	case query.Tag:
		if s.Near, err = c.nearKey(document.KeyTag, words.Join(row)); err != nil {
			return err
		}
		e, err := c.word(t.Value)
		if err != nil || len(row) == 0 {
			return err
		}
		docs, err := e.Match(c.Session, nil)
		s.AsWord = err == nil && !docs.IsEmpty()
		return err
	case query.Site:
		s.Near, err = c.nearSite(t.Value)
	case query.Author:
		s.Near, err = c.nearKey(document.KeyAuthor, words.Join(row))
	case query.Lang:
		s.Near, err = c.nearKey(document.KeyLanguage, t.Value)
	}
	return err
}
