package query

import "slices"

// maxOperators is the length, in words and values, up to which a question may
// be a query.
const maxOperators = 16

// isQuery reports whether a text that was parsed as a question is a query: it
// names a field or excludes something with a hyphen, and is short.
func (p *parser) isQuery() bool { return p.operators > 0 && p.atoms <= maxOperators }

// sideBySide joins adjacent nodes with AND. With Options.Any it joins free text
// with OR, at the place of the last of it: a word that the text ends with stays last.
func (p *parser) sideBySide(units []Node) Node {
	if !p.opts.Any {
		return all(units...)
	}
	var free, joined []Node
	last := 0
	for _, n := range units {
		if p.free(n) {
			free, last = append(free, n), len(joined)
		} else {
			joined = append(joined, n)
		}
	}
	return all(slices.Insert(joined, last, either(free...))...)
}

// free reports whether a node has only words of the field around it.
func (p *parser) free(n Node) bool {
	switch n := n.(type) {
	case Word:
		return n.Field == p.field
	case Phrase:
		return n.Field == p.field
	case Learned:
		return n.Word.Field == p.field
	case And:
		return p.allFree(n.Nodes)
	case Or:
		return p.allFree(n.Nodes)
	}
	return false
}

func (p *parser) allFree(nodes []Node) bool {
	for _, n := range nodes {
		if !p.free(n) {
			return false
		}
	}
	return true
}
