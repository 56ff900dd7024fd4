package query

import "slices"

// Within returns the node for --since and --until: stories published from the
// beginning of one date to the end of the other. Either may be empty; if both
// are, it returns All. The error, if any, is an *[Error].
func Within(since, until string, opts Options) (Node, error) {
	if since == "" && until == "" {
		return All{}, nil
	}
	p := &parser{opts: opts.withDefaults()}
	span, err := plainError(newCalendar(opts).between(since+".."+until, since, until))
	if err != nil {
		return nil, err
	}
	return p.days(Published, span, 0), nil
}

// Both joins nodes with AND and leaves out those that are All.
func Both(nodes ...Node) Node {
	joined := all(slices.DeleteFunc(nodes, func(n Node) bool { return n == All{} })...)
	if joined == nil {
		return All{}
	}
	return joined
}
