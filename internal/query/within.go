package query

// Within returns the node of a --since and an --until: stories published from
// the beginning of the one date to the end of the other, either perhaps
// empty. Both empty give All. The error, if any, is an *[Error].
func Within(since, until string, opts Options) (Node, error) {
	if since == "" && until == "" {
		return All{}, nil
	}
	p := &parser{opts: opts.withDefaults()}
	span, err := reveal(newCalendar(opts).between(since+".."+until, since, until))
	if err != nil {
		return nil, err
	}
	return p.days(Published, span, 0), nil
}

// Both joins nodes that must all hold.
func Both(nodes ...Node) Node {
	var all []Node
	for _, n := range nodes {
		switch n := n.(type) {
		case All, nil:
		case And:
			all = append(all, n.Nodes...)
		default:
			all = append(all, n)
		}
	}
	switch len(all) {
	case 0:
		return All{}
	case 1:
		return all[0]
	}
	return And{Nodes: all}
}
