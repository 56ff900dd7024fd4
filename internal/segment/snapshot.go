package segment

import (
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
)

// ErrDamaged is wrapped by every error of a segment that cannot be read.
var ErrDamaged = errors.New("the index is damaged")

func damaged(err error) error { return fmt.Errorf("%w: %w", ErrDamaged, err) }

// Snapshot is an open index as it is at one moment. Its documents have numbers
// below 2³¹, which are good until it is closed. It caches what it reads, so it
// is for one goroutine at a time.
type Snapshot struct {
	reader bindex.IndexReader
	scorch *scorch.IndexSnapshot
	fields map[string]*Field
	// Documents is how many there are.
	Documents uint64
	// iterate reads everything by bleve's iterators.
	iterate bool
}

// Open takes a snapshot of a scorch index, which is to be closed before it.
func Open(index bindex.Index) (*Snapshot, error) {
	r, err := index.Reader()
	if err != nil {
		return nil, fmt.Errorf("read the index: %w", err)
	}
	s, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.Join(fmt.Errorf("read the index: the reader is a %T", r), r.Close())
	}
	n, err := r.DocCount()
	if err != nil {
		return nil, errors.Join(damaged(err), r.Close())
	}
	return &Snapshot{reader: r, scorch: s, fields: map[string]*Field{}, Documents: n}, nil
}

// Close releases the snapshot.
func (s *Snapshot) Close() error { return s.reader.Close() }

// Field opens a field; one that no document has is empty.
func (s *Snapshot) Field(name string) (*Field, error) {
	if f, ok := s.fields[name]; ok {
		return f, nil
	}
	f := &Field{docs: map[string]*roaring.Bitmap{}}
	stored := name
	if name == Marks {
		stored = Marked
	}
	var base int64
	for _, seg := range s.scorch.Segments() {
		dict, err := seg.Segment().Dictionary(stored)
		if err != nil {
			return nil, damaged(err)
		}
		p := part{dict: dict, deleted: seg.Deleted(), base: uint32(base), count: uint64(seg.FullSize()), kind: kindOf(stored), marks: name == Marks} // below 2³¹
		if !s.iterate {
			p.zap = openZapField(seg.Segment(), stored)
		}
		f.parts = append(f.parts, p)
		base += seg.FullSize()
	}
	s.fields[name] = f
	return f, nil
}

// fieldID is bleve's field of ids.
const fieldID = "_id"

// ByID returns the documents with these ids, the caller's to change.
func (s *Snapshot) ByID(ids []string) (*roaring.Bitmap, error) {
	f, err := s.Field(fieldID)
	if err != nil {
		return nil, err
	}
	docs := roaring.New()
	for _, p := range f.parts {
		for _, id := range ids {
			if err := p.addDocs(id, docs); err != nil {
				return nil, err
			}
		}
	}
	return docs, nil
}

// IDs returns the ids of documents.
func (s *Snapshot) IDs(docs []uint32) ([]string, error) {
	ids := make([]string, len(docs))
	var internal bindex.IndexInternalID
	for i, doc := range docs {
		internal = bindex.NewIndexInternalID(internal, uint64(doc))
		var err error
		if ids[i], err = s.reader.ExternalID(internal); err != nil {
			return nil, damaged(err)
		}
	}
	return ids, nil
}
