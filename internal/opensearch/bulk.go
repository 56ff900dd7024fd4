package opensearch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"newsarchive/index"
	"newsarchive/internal/news"
)

const (
	// Without its alias an index is not made again by a write.
	bulkPath = "/_bulk?require_alias=true"
	// Of the answer only what is read here is sent.
	bulkParameters = "&timeout=30s&filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason"
)

// bulkBytes is how long a request is made, at least one document aside.
const bulkBytes = 4 << 20

// operation is one line or two of a bulk request.
type operation struct {
	story int64
	lines []byte
}

// writer writes documents of one generation.
type writer struct {
	*Cluster
	share, generation string
	version           int64 // the number of a change
	analyser          *index.Analyser
	waiting           []operation
	bytes             int
	scratch           []byte // of the operation that is being written
}

// put writes the documents of stories.
func (w *writer) put(ctx context.Context, entries []news.Entry) error {
	for i := range entries {
		e := &entries[i]
		b, err := appendDocument(w.appendAction(w.scratch[:0], e.ID), w.share, w.generation, e, w.analyser.Terms(e))
		if err != nil {
			return fmt.Errorf("write story %d: %w", e.ID, err)
		}
		w.scratch = b
		if err := w.add(ctx, operation{e.ID, slices.Clone(b)}); err != nil {
			return err
		}
	}
	return nil
}

// bury writes tombstones.
func (w *writer) bury(ctx context.Context, stories []int64) error {
	for _, id := range stories {
		if err := w.add(ctx, operation{id, appendTombstone(w.appendAction(nil, id), w.share, w.generation, id)}); err != nil {
			return err
		}
	}
	return nil
}

// appendAction begins an operation. Of two writes of a document, the one with the higher
// number stays, in whatever order they come. One with the same number is written
// again: were it taken for written, it could be on one node only, by a request whose
// answer was lost, and be lost with it.
func (w *writer) appendAction(b []byte, story int64) []byte {
	b = append(b, `{"index":{"_id":"`+documentID(w.generation, story)+`","version":`...)
	b = strconv.AppendInt(b, w.version, 10)
	return append(b, `,"version_type":"external_gte"}}`+"\n"...)
}

func (w *writer) add(ctx context.Context, o operation) error {
	if w.bytes > 0 && w.bytes+len(o.lines) > bulkBytes {
		if err := w.flush(ctx); err != nil {
			return err
		}
	}
	w.waiting, w.bytes = append(w.waiting, o), w.bytes+len(o.lines)
	return nil
}

// flush sends what waits.
func (w *writer) flush(ctx context.Context) error {
	some := w.waiting
	w.waiting, w.bytes = nil, 0
	return w.bulk(ctx, some)
}

// bulked is the answer to a bulk request.
type bulked struct {
	Errors bool
	Items  []map[string]struct {
		Status int
		Error  reported
	}
}

// bulk sends operations, and those of them again that a busy cluster or a lost node
// refused, for as long as the patience lasts. A document that is there with a higher
// version is as it should be.
func (c *Cluster) bulk(ctx context.Context, some []operation) error {
	return c.bulkTo(ctx, c.path(bulkPath), some)
}

func (c *Cluster) bulkTo(ctx context.Context, path string, some []operation) error {
	began := time.Now()
	for wait := firstWait; len(some) > 0; wait = min(2*wait, longestWait) {
		var answer bulked
		if err := c.do(ctx, request{http.MethodPost, path + bulkParameters, bulkBody(some)}, &answer); err != nil {
			if errors.Is(err, ErrTooLarge) && len(some) > 1 {
				return c.halves(ctx, path, some)
			}
			return c.inWords(err, some)
		}
		again, err := c.refused(some, answer)
		switch {
		case len(again) == 0 || !errors.Is(err, ErrUnavailable):
			return err
		case time.Since(began)+wait > c.Patience:
			return err
		}
		if err := c.pause(ctx, wait, err); err != nil {
			return err
		}
		some = again
	}
	return nil
}

// halves sends operations that are too long together.
func (c *Cluster) halves(ctx context.Context, path string, some []operation) error {
	if err := c.bulkTo(ctx, path, some[:len(some)/2]); err != nil {
		return err
	}
	return c.bulkTo(ctx, path, some[len(some)/2:])
}

func (c *Cluster) inWords(err error, some []operation) error {
	if errors.Is(err, ErrTooLarge) {
		return fmt.Errorf("story %d, of %d kB: %w", some[0].story, len(some[0].lines)>>10, err)
	}
	return err
}

func bulkBody(some []operation) []byte {
	n := 0
	for _, o := range some {
		n += len(o.lines)
	}
	body := make([]byte, 0, n)
	for _, o := range some {
		body = append(body, o.lines...)
	}
	return body
}

// refused returns the operations that may succeed later, and the first error; one
// that will not pass comes before the others.
func (c *Cluster) refused(some []operation, answer bulked) (again []operation, first error) {
	if len(answer.Items) != len(some) {
		return nil, &Error{Server: c.target.Server, Kind: ErrNotOpenSearch, Reason: fmt.Sprintf("it answered for %d of %d documents", len(answer.Items), len(some))}
	}
	if !answer.Errors {
		return nil, nil
	}
	for i, item := range answer.Items {
		for _, result := range item {
			if result.Status < 300 || result.Status == http.StatusConflict || result.Status == http.StatusNotFound && result.Error.Type == "" {
				continue
			}
			said := c.clean(result.Error)
			e := &Error{Server: c.target.Server, Status: result.Status, Type: said.Type}
			e.explain(said)
			switch {
			case errors.Is(e, ErrUnavailable):
				again = append(again, some[i])
				if first == nil {
					first = e
				}
			case first == nil || errors.Is(first, ErrUnavailable):
				first = e
				if !errors.Is(e, ErrBlocked) {
					first = fmt.Errorf("story %d: %w", some[i].story, e)
				}
			}
		}
	}
	return again, first
}
