package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"
	"newsarchive/internal/segment"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// checkEvery is how many documents are read between looks at the context.
const checkEvery = 1 << 13

// Document is the id and the checksum of a document.
type Document struct {
	ID  int64
	Sum uint64 // [Sum] of the entry that it was made of
}

// Documents returns every document, in no order, and the mark of the same
// moment. An id comes twice where the index has it twice.
func (x *Index) Documents(ctx context.Context) (mark news.Mark, docs []Document, err error) {
	err = x.View(ctx, func(v *View) error {
		s := v.s
		mark = v.mark
		docs = make([]Document, 0, s.Snapshot.Documents)
		every, err := s.Every()
		if err != nil {
			return err
		}
		numbers := every.ToArray()
		sums, err := s.NumbersOf(document.FieldSum, numbers)
		if err != nil {
			return err
		}
		for i, some := 0, []uint32(nil); i < len(numbers); i += len(some) {
			some = numbers[i:min(i+checkEvery, len(numbers))]
			ids, err := s.StoryIDs(some)
			if err != nil {
				return err
			}
			for n, id := range ids {
				docs = append(docs, Document{id, sums[i+n]})
			}
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
		}
		return nil
	})
	return mark, docs, err
}

// VerifyChecksums reads the files of the generation in use from end to end and compares
// their checksums: opening them does not notice a torn or rotted page. The error
// wraps ErrDamaged and names the first such file. Writers, which would remove
// the files, wait meanwhile.
func (x *Index) VerifyChecksums(ctx context.Context) error {
	if !x.readOnly {
		release, err := x.exclude(ctx)
		if err != nil {
			return err
		}
		defer release()
	}
	return x.read(ctx, func(h *handle) error { return h.whole(ctx) })
}

func (h *handle) whole(ctx context.Context) error {
	return h.eachSegment(func(s *scorch.SegmentSnapshot) error {
		if path := segment.Path(s.Segment()); path != "" {
			return segment.CheckFile(ctx, path)
		}
		return nil
	})
}

// diagnose finds the cause of an error of bleve's that does not name it: a
// damaged file or a full disk.
func (h *handle) diagnose(ctx context.Context, err error) error {
	switch {
	case err == nil, ctx.Err() != nil, errors.Is(err, ErrDamaged), errors.Is(err, ErrMoved), errors.Is(err, syscall.ENOSPC):
		return err
	case strings.Contains(err.Error(), syscall.ENOSPC.Error()):
		return fullError{err}
	}
	if damage := h.whole(ctx); errors.Is(damage, ErrDamaged) {
		return fmt.Errorf("%w: %w", damage, err)
	}
	return err
}

// fullError is an error of a full disk whose type was lost.
type fullError struct{ error }

// Is matches it with ENOSPC.
func (fullError) Is(target error) bool { return target == syscall.ENOSPC } //nolint:errorlint // a number
