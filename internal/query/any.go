package query

// sideBySide joins adjacent nodes with AND. With Options.Any it joins free text
// with OR.
func (p *parser) sideBySide(units []Node) Node {
	if !p.opts.Any {
		return all(units...)
	}
	var free, held []Node
	for _, n := range units {
		if p.free(n) {
			free = append(free, n)
		} else {
			held = append(held, n)
		}
	}
	return all(append([]Node{either(free...)}, held...)...)
}

// free reports whether a node has only words of the field around it.
func (p *parser) free(n Node) bool {
	switch n := n.(type) {
	case Word:
		return n.Field == p.field
	case Phrase:
		return n.Field == p.field
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
