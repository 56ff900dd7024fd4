package archive

import (
	"context"
	"time"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// StreamCount counts the unread stories of a stream.
type StreamCount = index.Part

// UnreadCounts counts the unread stories of each of some streams, and of all
// together. A stream that is not there has none. Known is as in [StreamQuery].
func (a *Archive) UnreadCounts(ctx context.Context, streams []Streams, known time.Time) (counts []StreamCount, all StreamCount, err error) {
	c, err := a.streamCompiler(ctx, known)
	if err != nil {
		return nil, all, err
	}
	nodes, err := c.nodes(streams)
	if err != nil {
		return nil, all, err
	}
	r := c.request(c.unread)
	_, err = a.read(ctx, nil, func(v *index.View) error {
		counts, err = v.Parts(r, append(nodes, query.All{}))
		return err
	})
	if err != nil {
		return nil, all, err
	}
	last := len(counts) - 1
	return counts[:last], counts[last], nil
}

// nodes returns the queries of streams; that of one which is not there, or whose
// query is not valid, matches nothing.
func (c *streamCompiler) nodes(streams []Streams) ([]query.Node, error) {
	nodes := make([]query.Node, len(streams), len(streams)+1)
	for i, s := range streams {
		n, err := c.any(s)
		if noStream(err) {
			n, err = nothing(), nil
		}
		if err != nil {
			return nil, err
		}
		nodes[i] = n
	}
	return nodes, nil
}
