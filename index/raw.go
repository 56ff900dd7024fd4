package index

import (
	"encoding/binary"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// rawPart reads how often terms stand in documents straight from the bytes of
// a segment: a common word has a hundred thousand of these, and the way through
// bleve's iterators takes ten times as long. It knows one version of the form
// of segments, version 17 with chunks of about 1024 documents; there is none
// for any other.
type rawPart struct {
	bytes []byte
	terms *vellum.FST
	docs  uint64
}

// The form: a term is at the place in the file that the dictionary gives, or,
// where one document has it once, in what the dictionary gives itself.
const (
	rawVersion   = 17
	rawChunks    = 1026
	rawKind      = uint64(0xc000000000000000)
	rawOneHit    = uint64(0x8000000000000000)
	rawMask      = uint64(0x7fffffff)
	rawChunkDocs = 1024
)

// rawOf returns the field of a segment, nil if it must be read otherwise.
func rawOf(s segment.Segment, field string) *rawPart {
	z, ok := s.(*zap.Segment)
	if !ok || z.Version() != rawVersion || z.ChunkMode() != rawChunks {
		return nil
	}
	at, err := z.DictAddr(field)
	bytes := z.Data()
	if err != nil || at >= uint64(len(bytes)) {
		return nil
	}
	size, n := binary.Uvarint(bytes[at:])
	at += uint64(max(n, 0)) //nolint:gosec // not negative
	if n <= 0 || size > uint64(len(bytes))-at {
		return nil
	}
	terms, err := vellum.Load(bytes[at : at+size])
	if err != nil {
		return nil
	}
	return &rawPart{bytes, terms, z.NumDocs()}
}

// each calls f with the documents that have a term, by their numbers in the
// segment, of those wanted; with how often, and with the document's length.
func (r *rawPart) each(term string, wanted *roaring.Bitmap, f func(doc uint32, tf, length uint64)) (err error) {
	defer func() {
		if p := recover(); p != nil { // what is damaged leads outside the bytes
			err = fmt.Errorf("the postings of %q: %v", term, p)
		}
	}()
	at, ok, err := r.terms.Get([]byte(term))
	switch {
	case err != nil || !ok:
		return err
	case at&rawKind == rawOneHit:
		if doc := uint32(at & rawMask); wanted.Contains(doc) {
			f(doc, 1, at>>31&rawMask)
		}
		return nil
	}
	next := func() uint64 {
		v, n := binary.Uvarint(r.bytes[at:])
		if n <= 0 {
			panic("no number")
		}
		at += uint64(n)
		return v
	}
	counts, _, size := next(), next(), next()
	docs := roaring.New()
	if _, err := docs.FromBuffer(r.bytes[at : at+size]); err != nil {
		return err
	}
	span := r.docs / (docs.GetCardinality()/rawChunkDocs + 1)
	at = counts
	ends := make([]uint64, next())
	for i := range ends {
		ends[i] = next()
	}
	chunks := rawChunkReader{data: r.bytes[at:], ends: ends, span: uint32(span), current: -1} //nolint:gosec // below 2³¹
	chunks.each(docs, wanted, f)
	return nil
}

// rawChunkReader reads pairs of counts and lengths, which lie in chunks that
// each hold those of a span of document numbers.
type rawChunkReader struct {
	data    []byte
	ends    []uint64
	span    uint32
	current int
	chunk   []byte
}

func (c *rawChunkReader) each(docs, wanted *roaring.Bitmap, f func(doc uint32, tf, length uint64)) {
	want := wanted.Iterator()
	buffer := make([]uint32, 4096)
	for it := docs.ManyIterator(); want.HasNext(); {
		some := buffer[:it.NextMany(buffer)]
		if len(some) == 0 {
			return
		}
		for _, doc := range some {
			if want.HasNext() && want.PeekNext() < doc {
				want.AdvanceIfNeeded(doc)
			}
			if !want.HasNext() {
				return
			}
			at := int(doc / c.span)
			if at != c.current {
				if int(want.PeekNext()/c.span) != at {
					continue // nothing of this chunk is wanted
				}
				c.load(at)
			}
			tf, length := c.next()>>1, c.next() // the last bit tells of positions
			if want.PeekNext() == doc {
				f(doc, tf, length)
			}
		}
	}
}

func (c *rawChunkReader) load(at int) {
	from := uint64(0)
	if at > 0 {
		from = c.ends[at-1]
	}
	c.current, c.chunk = at, c.data[from:c.ends[at]]
}

func (c *rawChunkReader) next() uint64 {
	if b := c.chunk[0]; b < 0x80 {
		c.chunk = c.chunk[1:]
		return uint64(b)
	}
	v, n := binary.Uvarint(c.chunk)
	if n <= 0 {
		panic("no number")
	}
	c.chunk = c.chunk[n:]
	return v
}
