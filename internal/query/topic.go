package query

import (
	"errors"
	"slices"
	"strings"
)

// topic reads the saved query of that name. Errors and hints of the saved query
// are reported at the name.
func (p *parser) topic(it item) Node {
	name := it.text
	if p.opts.Topic == nil {
		p.fail(it.from, it.to, "", "there are no topics here")
		return nil
	}
	if slices.Contains(p.topics, name) {
		loop := strings.Join(append(slices.Clone(p.topics), name), " → ")
		p.fail(it.from, it.to, "", "topic %s asks for itself: %s", quote(name), loop)
		return nil
	}
	if p.levels+1 > MaxLevels {
		p.fail(it.from, it.to, "", "topics and parentheses are more than %d levels deep", MaxLevels)
		return nil
	}
	text, err := p.opts.Topic(name)
	if err != nil {
		near := ""
		if unknown := (*UnknownTopicError)(nil); errors.As(err, &unknown) && unknown.Near != "" {
			near = Value(unknown.Near)
		}
		p.fail(it.from, it.to, near, "topic %s: %v", quote(name), err)
		p.err.Err = err
		return nil
	}
	opts := p.opts
	opts.Any = false // a saved query is no question
	inner := &parser{text: text, opts: opts, budget: p.budget}
	p.topics = append(p.topics, name)
	p.levels++
	root := inner.parse()
	p.levels--
	p.topics = p.topics[:len(p.topics)-1]
	if inner.err != nil {
		p.fail(it.from, it.to, "", "topic %s: %s", quote(name), inner.err)
		p.err.Err = inner.err
		return nil
	}
	for _, h := range inner.hints {
		p.hint(it.from, it.to, h.Suggestion, "topic %s: %s", quote(name), h.Msg)
	}
	return Topic{name, root, it.from}
}
