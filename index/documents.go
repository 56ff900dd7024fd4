package index

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"newsarchive/store"
)

// Document is what the index holds of one story, in short.
type Document struct {
	ID  int64
	Sum uint64 // of the [store.Entry] that it was made of
}

// Documents returns every document, in no order, and the mark of the moment:
// an id that comes twice is there twice.
func (x *Index) Documents(ctx context.Context) (mark store.Mark, docs []Document, err error) {
	err = x.session(ctx, func(s *session) error {
		mark = s.mark
		docs = make([]Document, 0, s.documents)
		every, err := s.every()
		if err != nil {
			return err
		}
		numbers := every.ToArray()
		sums, err := s.numbersOf(fieldSum, numbers)
		if err != nil {
			return err
		}
		var id bindex.IndexInternalID
		for i, doc := range numbers {
			id = bindex.NewIndexInternalID(id, uint64(doc))
			n, err := s.story(id)
			if err != nil {
				return err
			}
			docs = append(docs, Document{n, sums[i]})
			if i%checkEvery == 0 && ctx.Err() != nil {
				return context.Cause(ctx)
			}
		}
		return nil
	})
	return mark, docs, err
}

// Whole reads the files of the generation in use from end to end and compares
// their checksums. It finds what opening does not: a page that was torn or has
// rotted. The error wraps ErrDamaged and names the first such file.
func (x *Index) Whole(ctx context.Context) error {
	return x.read(ctx, func(h *handle) error { return h.whole(ctx) })
}

func (h *handle) whole(ctx context.Context) error {
	return h.each(func(s *scorch.SegmentSnapshot) error {
		if file, ok := s.Segment().(segment.PersistedSegment); ok {
			return wholeSegment(ctx, file.Path())
		}
		return nil // it is in memory still
	})
}

// diagnose says of work that failed why it did, where bleve says no more than
// that it failed: a file is not whole, or the disk is full.
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

// fullError is an error of a full disk that has lost its type.
type fullError struct{ error }

// Is reports that it is of a full disk.
func (fullError) Is(target error) bool { return target == syscall.ENOSPC } //nolint:errorlint // a number

// wholeSegment checks a segment's file: its last four bytes are the CRC-32 of
// all before them.
func wholeSegment(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // read only
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := crc32.NewIEEE()
	var last [4]byte
	for left := info.Size() - int64(len(last)); left > 0; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		n, err := io.CopyN(h, f, min(left, 16<<20))
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		left -= n
	}
	if _, err := io.ReadFull(f, last[:]); err != nil || [4]byte(h.Sum(nil)) != last {
		return fmt.Errorf("%w: the checksum of %s is wrong", ErrDamaged, filepath.Base(path))
	}
	return nil
}
