package query

// all joins nodes with AND and flattens any And among them. It skips nil nodes.
// It returns a single node as it is, and nil for none.
func all(nodes ...Node) Node {
	var flat []Node
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case And:
			flat = append(flat, n.Nodes...)
		default:
			flat = append(flat, n)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return And{flat}
}

// either joins nodes with OR, in the way of all.
func either(nodes ...Node) Node {
	var flat []Node
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case Or:
			flat = append(flat, n.Nodes...)
		default:
			flat = append(flat, n)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return Or{flat}
}

// not negates a node. Two negations cancel out.
func not(n Node) Node {
	switch n := n.(type) {
	case nil:
		return nil
	case Not:
		return n.Node
	default:
		return Not{n}
	}
}

// Walk calls visit for every leaf of the tree in the order typed, including the
// leaves of topics, the words of [Similar] and those of [Learned]. negated tells
// whether the leaf is under a Not.
func Walk(n Node, visit func(leaf Node, negated bool)) { walk(n, false, visit) }

func walk(n Node, negated bool, visit func(Node, bool)) {
	switch n := n.(type) {
	case nil:
	case And:
		for _, c := range n.Nodes {
			walk(c, negated, visit)
		}
	case Or:
		for _, c := range n.Nodes {
			walk(c, negated, visit)
		}
	case Not:
		walk(n.Node, !negated, visit)
	case Similar:
		walk(n.Node, negated, visit)
	case Learned:
		walk(n.Either(), negated, visit)
	case Topic:
		walk(n.Node, negated, visit)
	default:
		visit(n, negated)
	}
}
