package opensearch

import (
	"errors"
	"fmt"

	"newsarchive/internal/query"
)

// ErrCannot means that a query asks for what is not in OpenSearch.
var ErrCannot = errors.New("not asked in OpenSearch")

// Cannot is the error that says what cannot be asked for there, and why.
func Cannot(what, why string) error {
	return fmt.Errorf("%w: %s cannot be asked for there: %s", ErrCannot, what, why)
}

// check returns an error that wraps [ErrCannot] when a query asks for what is not
// there: the marks of stories, events, similar stories.
func check(q *query.Query) error {
	if query.HasSimilar(q.Root) {
		return Cannot("similar:", "the story is in the archive, not in the copy")
	}
	var err error
	query.Walk(q.Root, func(leaf query.Node, _ bool) {
		if err == nil {
			err = checkLeaf(leaf)
		}
	})
	return err
}

func checkLeaf(leaf query.Node) error {
	switch n := leaf.(type) {
	case query.Is:
		switch n.What {
		case query.Unread, query.Duplicate, query.KeptUnread, "read", "starred", "later":
			return Cannot(n.String(), "what you have marked, and events, are not copied")
		}
	case query.Event:
		return Cannot(n.String(), "events are not copied")
	}
	return nil
}
