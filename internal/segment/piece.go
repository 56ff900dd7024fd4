package segment

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
)

// Piece is a segment of a snapshot, to read what all its documents have. Documents
// have the numbers that they have in the segment; deleted ones are among them.
type Piece struct {
	Path string // of its file; "" while it is in memory only
	Base uint32 // the number of its first document in the snapshot

	snapshot *Snapshot
	at       int
}

// Pieces returns the segments of a snapshot, in the order of its documents.
func (s *Snapshot) Pieces() []Piece {
	var pieces []Piece
	base := uint64(0)
	for i, seg := range s.scorch.Segments() {
		pieces = append(pieces, Piece{Path(seg.Segment()), uint32(base), s, i}) // below 2³¹
		base += uint64(seg.FullSize())
	}
	return pieces
}

// part returns a field of the segment, with its deleted documents.
func (p Piece) part(field string) (part, error) {
	f, err := p.snapshot.Field(field)
	if err != nil {
		return part{}, err
	}
	of := f.parts[p.at]
	of.base, of.deleted = 0, nil
	return of, nil
}

// Numbers returns the number that each document has in a field, 0 for none.
func (p Piece) Numbers(ctx context.Context, field string) ([]uint64, error) {
	of, err := p.part(field)
	if err != nil {
		return nil, err
	}
	docs := make([]uint32, of.count)
	for i := range docs {
		docs[i] = uint32(i) //nolint:gosec // below 2³¹
	}
	return (&Field{parts: []part{of}}).Numbers(ctx, docs)
}

// EachDocs calls use with the terms of a field from one to before another, and the
// documents that have each.
func (p Piece) EachDocs(field, from, before string, use func(term string, docs *roaring.Bitmap)) error {
	of, err := p.part(field)
	if err != nil {
		return err
	}
	return (&Field{parts: []part{of}}).EachDocs(from, before, use)
}
