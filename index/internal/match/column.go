package match

import (
	"context"
	"os"
	"strconv"
	"strings"
	"sync"

	"newsarchive/index/internal/document"
	"newsarchive/internal/segment"

	"github.com/RoaringBitmap/roaring/v2"
)

// Columns keeps, of the segments of an index, when each document was first seen and
// which feeds have it. A segment does not change, and most are in the next
// generation too: what was read of them stays. A document takes 16 bytes: a number
// of eight, where its feeds begin, and mostly one feed.
type Columns struct {
	mu  sync.Mutex
	all []*column // of the generation that was last asked for
}

// column is of one segment. Documents have the numbers that they have in it.
type column struct {
	file  os.FileInfo // nil: it has none
	seen  []uint64    // as [document.Moment]; 0: it was not
	feeds []int64     // all that any document is of
	first []uint32    // by document: where its feeds begin in of; one more for the end
	of    []uint32    // places in feeds
}

// placed is the column of a segment in a snapshot.
type placed struct {
	base uint32 // the number of the first document
	*column
}

// in returns the columns of a snapshot, in the order of its documents.
func (c *Columns) in(ctx context.Context, s *segment.Snapshot) ([]placed, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	pieces := s.Pieces()
	columns, all := make([]placed, len(pieces)), make([]*column, len(pieces))
	for i, p := range pieces {
		of, err := c.column(ctx, p)
		if err != nil {
			return nil, err
		}
		columns[i], all[i] = placed{p.Base, of}, of
	}
	c.all = all
	return columns, nil
}

// column returns the column of a segment, which is known if its file is.
func (c *Columns) column(ctx context.Context, p segment.Piece) (*column, error) {
	file, err := os.Stat(p.Path)
	if err != nil {
		return readColumn(ctx, p, nil) // a later generation has taken its place
	}
	for _, known := range c.all {
		if f := known.file; f != nil && os.SameFile(f, file) && f.Size() == file.Size() && f.ModTime().Equal(file.ModTime()) {
			return known, nil
		}
	}
	return readColumn(ctx, p, file)
}

func readColumn(ctx context.Context, p segment.Piece, file os.FileInfo) (*column, error) {
	seen, err := p.Numbers(ctx, document.FieldSeen)
	if err != nil {
		return nil, err
	}
	c := &column{file: file, seen: seen}
	var docs []*roaring.Bitmap // by feed
	err = p.EachDocs(document.FieldKey, document.KeyFeed, document.KeyFeed+"\U0010ffff", func(term string, of *roaring.Bitmap) {
		if id, err := strconv.ParseInt(strings.TrimPrefix(term, document.KeyFeed), 10, 64); err == nil {
			c.feeds, docs = append(c.feeds, id), append(docs, of)
		}
	})
	if err != nil {
		return nil, err
	}
	c.first, c.of = invert(len(seen), func(use func(doc, feed uint32)) {
		for feed, of := range docs {
			for it := of.Iterator(); it.HasNext(); {
				use(it.Next(), uint32(feed)) //nolint:gosec // fewer than documents
			}
		}
	})
	return c, nil
}

// invert lists the feeds of each of n documents: those of a document are in of from
// first of it to first of the next. each calls use with all pairs of both, whenever
// it is called.
func invert(n int, each func(use func(doc, feed uint32))) (first, of []uint32) {
	first = make([]uint32, n+1)
	each(func(doc, _ uint32) { first[doc+1]++ })
	for i := range n {
		first[i+1] += first[i]
	}
	of = make([]uint32, first[n])
	next := first[:n]
	each(func(doc, feed uint32) {
		of[next[doc]] = feed
		next[doc]++
	})
	copy(first[1:], next) // which is now where the next document begins
	first[0] = 0
	return first, of
}
