package query

import "slices"

// Within returns the node for --since and --until: stories published from the
// beginning of one date to the end of the other. Either may be empty; if both
// are, it returns All. The hints say how a date was read that can be read in two
// ways. The error, if any, is an *[Error].
func Within(since, until string, opts Options) (Node, []Hint, error) {
	if since == "" && until == "" {
		return All{}, nil, nil
	}
	p := &parser{opts: opts.withDefaults()}
	c := newCalendar(opts)
	span, err := plainError(c.between(since+".."+until, since, until))
	if err != nil {
		return nil, nil, err
	}
	for _, note := range *c.notes {
		p.hint(0, 0, "", "%s", note)
	}
	return p.days(Published, span, 0), p.hints, nil
}

// Both joins nodes with AND and leaves out those that are All.
func Both(nodes ...Node) Node {
	joined := all(slices.DeleteFunc(nodes, func(n Node) bool { return n == All{} })...)
	if joined == nil {
		return All{}
	}
	return joined
}
