package query

import "slices"

// similar returns the node for the stories that are like one.
func (p *parser) similar(it item) Node {
	id := p.number(SimilarTo, it)
	if p.err != nil {
		return nil
	}
	n := Similar{ID: id, Node: All{}, Pos: it.from}
	if p.opts.Story == nil {
		return n
	}
	text, err := p.opts.Story(id)
	if err != nil {
		p.fail(it.from, it.to, "", "similar:%d: %v", id, err)
		p.err.Err = err
		return nil
	}
	n.Node = Prose(text, p.opts, nil).Root
	return n
}

// HasSimilar reports whether a tree asks for stories that are like one.
func HasSimilar(n Node) bool {
	switch n := n.(type) {
	case And:
		return slices.ContainsFunc(n.Nodes, HasSimilar)
	case Or:
		return slices.ContainsFunc(n.Nodes, HasSimilar)
	case Not:
		return HasSimilar(n.Node)
	case Topic:
		return HasSimilar(n.Node)
	case Similar:
		return true
	}
	return false
}
