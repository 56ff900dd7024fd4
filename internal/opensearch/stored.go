package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"newsarchive/index"
)

// place is which write a document is of: by it, a document is compared when it is
// set. The zero place is that of a document that is not there.
type place struct{ seqNo, primaryTerm int64 }

func (c *Cluster) documentPath(id string) string { return c.path("/_doc/") + url.PathEscape(id) }

// readDocument reads a document; there is false when it is missing.
func (c *Cluster) readDocument(ctx context.Context, id string, source any) (at place, there bool, err error) {
	answer := struct {
		SeqNo       int64 `json:"_seq_no"`
		PrimaryTerm int64 `json:"_primary_term"`
		Source      any   `json:"_source"`
	}{Source: source}
	err = c.do(ctx, request{http.MethodGet, c.documentPath(id), nil}, &answer)
	if status(err) == http.StatusNotFound {
		return at, false, nil
	}
	return place{answer.SeqNo, answer.PrimaryTerm}, err == nil, err
}

// writeDocument sets a document, unless it was set since it was read: then the error
// is [index.ErrMoved].
func (c *Cluster) writeDocument(ctx context.Context, id string, before place, source any) (place, error) {
	condition := "?op_type=create"
	if before.primaryTerm > 0 {
		condition = fmt.Sprintf("?if_seq_no=%d&if_primary_term=%d", before.seqNo, before.primaryTerm)
	}
	var answer struct {
		SeqNo       int64 `json:"_seq_no"`
		PrimaryTerm int64 `json:"_primary_term"`
	}
	err := c.send(ctx, http.MethodPut, c.documentPath(id)+condition+"&require_alias=true", source, &answer)
	if status(err) == http.StatusConflict {
		return before, fmt.Errorf("%w in OpenSearch", index.ErrMoved)
	}
	return place{answer.SeqNo, answer.PrimaryTerm}, err
}
