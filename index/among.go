package index

import (
	"errors"
	"fmt"

	"newsarchive/internal/segment"

	"newsarchive/internal/query"
	"newsarchive/store"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
)

// among returns those of some entries that a query matches, in their order.
// They are put into a small index in memory and asked there, so that a query
// means the same as anywhere.
func (c compiler) among(entries []store.Entry, root query.Node) (matched []store.Entry, err error) {
	queue := bindex.NewAnalysisQueue(1)
	defer queue.Close()
	small, err := scorch.NewScorch(scorch.Name, map[string]any{"path": ""}, queue)
	if err != nil {
		return nil, fmt.Errorf("make an index in memory: %w", err)
	}
	if err := small.Open(); err != nil {
		return nil, fmt.Errorf("open an index in memory: %w", err)
	}
	defer func() { err = errors.Join(err, small.Close()) }()
	b := bindex.NewBatch()
	build := newBuilder()
	place := make(map[int64]int, len(entries))
	for i := range entries {
		place[entries[i].ID] = i
		b.Update(build.entry(&entries[i]))
	}
	if err := small.Batch(b); err != nil {
		return nil, fmt.Errorf("fill an index in memory: %w", err)
	}
	snapshot, err := segment.Open(small)
	if err != nil {
		return nil, err
	}
	defer snapshot.Close() //nolint:errcheck // releases a reference
	in := compiler{newSession(c.ctx, snapshot, c.zone), c.names}
	e, err := in.compile(root)
	if err != nil {
		return nil, err
	}
	found, err := e.match(in.session, nil)
	if err != nil {
		return nil, err
	}
	var docs []ranked
	for it := found.Iterator(); it.HasNext(); {
		docs = append(docs, ranked{doc: it.Next()})
	}
	hits, err := in.hits(docs)
	for _, h := range hits {
		matched = append(matched, entries[place[h.ID]])
	}
	return matched, err
}
