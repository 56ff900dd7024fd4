package index

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	bindex "github.com/blevesearch/bleve_index_api"

	"newsarchive/internal/segment"
)

// Every batch writes a segment, and its handle is closed before bleve's own
// merger has done anything useful. That merger stays idle, and tidy merges
// instead: ten segments of one size class into one of the next, so that a story
// is merged a few times at most. A class is a factor of ten; the largest merge
// takes a fraction of a second.
const (
	classFactor   = 10
	smallestClass = 500   // live documents
	largestClass  = 20000 // larger segments are left alone
	sweepWait     = 10 * time.Second
)

// unmerged is the configuration of a writer without a merger of its own.
func unmerged() map[string]any {
	return map[string]any{
		"scorchMergePlanOptions": map[string]any{
			"MaxSegmentsPerTier": 1 << 20, "SegmentsPerMergeTask": 10,
			"MaxSegmentSize": 1, "FloorSegmentSize": 1, "TierGrowth": 10.0,
		},
	}
}

// tidy merges small segments when there are many.
func (h *handle) tidy(ctx context.Context) error {
	merged := false
	for limit := int64(smallestClass); limit <= largestClass; limit *= classFactor {
		segments, err := h.segments()
		if err != nil {
			return err
		}
		if !due(segments, limit) {
			continue
		}
		if err := h.merge(ctx, limit); err != nil {
			return err
		}
		merged = true
	}
	if !merged {
		return nil
	}
	return h.flush()
}

// flush waits until merged segments are on the disk: closing the handle would
// discard them.
func (h *handle) flush() error {
	mark, err := h.mark()
	if err != nil {
		return err
	}
	b := bindex.NewBatch()
	setMark(b, mark)
	return h.index.Batch(b)
}

// merge makes one segment of all that have fewer live documents than limit.
func (h *handle) merge(ctx context.Context, limit int64) error {
	s, ok := h.index.(*scorch.Scorch)
	if !ok {
		return fmt.Errorf("the index is a %T", h.index)
	}
	options := &mergeplan.MergePlanOptions{
		MaxSegmentsPerTier:   1,
		SegmentsPerMergeTask: 1 << 10,
		MaxSegmentSize:       2 * limit,
		FloorSegmentSize:     limit,
		TierGrowth:           1,
		ReclaimDeletesWeight: 2,
		CalcBudget:           func(int64, int64, *mergeplan.MergePlanOptions) int { return 1 },
	}
	merged := make(chan error, 1)
	go func() { merged <- s.ForceMerge(ctx, options) }()
	select {
	case err := <-merged:
		if err != nil {
			return fmt.Errorf("merge the segments of the index: %w", err)
		}
		return nil
	case <-ctx.Done():
		// Closing the handle, which the caller does, ends the merge. What was
		// written before stays.
		return context.Cause(ctx)
	}
}

// sweep waits until bleve has removed the files of merged segments. bleve takes
// its time after opening: a handle that is closed at once would leave the
// generation at twice its size.
func (h *handle) sweep(ctx context.Context, gen string) error {
	used, err := h.segments()
	if err != nil {
		return err
	}
	deadline := time.Now().Add(sweepWait)
	for time.Now().Before(deadline) && ctx.Err() == nil {
		left, err := filepath.Glob(filepath.Join(escapeGlob(gen), "bleve", segment.FilePattern))
		if err != nil || len(left) <= len(used) {
			return err
		}
		time.Sleep(poll)
	}
	return context.Cause(ctx) // the next writer removes them
}

// longSegment is from how many bytes on a segment is merged again only with
// others that are a third of it together: few documents, but long ones.
const longSegment = 4 << 20

// segmentSize is how much of a segment is live.
type segmentSize struct{ documents, bytes int64 }

// due reports whether the segments with fewer live documents than limit are to
// be merged: there are ten in the class below it. Smaller ones do not count, or
// the first of a class would be merged again each time that there are some.
func due(segments []segmentSize, limit int64) bool {
	n, total, largest := 0, int64(0), int64(0)
	for _, s := range segments {
		if s.documents >= limit {
			continue
		}
		if limit == smallestClass || s.documents >= limit/classFactor {
			n++
		}
		total += s.bytes
		largest = max(largest, s.bytes)
	}
	return n >= classFactor && (largest < longSegment || 3*(total-largest) >= largest)
}

// segments returns the sizes of all segments.
func (h *handle) segments() (sizes []segmentSize, err error) {
	err = h.eachSegment(func(s *scorch.SegmentSnapshot) error {
		sizes = append(sizes, segmentSize{s.LiveSize(), s.LiveFileSize()})
		return nil
	})
	return sizes, err
}

// eachSegment calls f with every segment that is in use.
func (h *handle) eachSegment(f func(*scorch.SegmentSnapshot) error) error {
	r, err := h.index.Reader()
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // releases a reference
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return fmt.Errorf("the reader is a %T", r)
	}
	for _, s := range snapshot.Segments() {
		if err := f(s); err != nil {
			return err
		}
	}
	return nil
}
