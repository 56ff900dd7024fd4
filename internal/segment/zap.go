package segment

import (
	"encoding/binary"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// The format that is read directly. The dictionary gives for a term the offset
// of its postings in the file or, for a term that one document has once, the
// posting itself: document and length.
const (
	zapVersion   = 17
	zapChunkMode = 1026
	zapChunkDocs = 1024

	postingKind = uint64(0xc000000000000000)
	oneHit      = uint64(0x8000000000000000)
	oneHitMask  = uint64(0x7fffffff)
)

// zapField reads the postings of a field from the bytes of a segment. What is
// damaged can lead outside the bytes: its methods catch that.
type zapField struct {
	bytes []byte
	terms *vellum.FST
	docs  uint64
	kind  kind
}

// openZapField returns a field of a segment, nil where the format is another.
func openZapField(s segment.Segment, field string) *zapField {
	z, ok := s.(*zap.Segment)
	if !ok || z.Version() != zapVersion || z.ChunkMode() != zapChunkMode {
		return nil
	}
	at, err := z.DictAddr(field)
	bytes := z.Data()
	if err != nil || at >= uint64(len(bytes)) {
		return nil
	}
	size, n := binary.Uvarint(bytes[at:])
	at += uint64(max(n, 0)) // not negative
	if n <= 0 || size > uint64(len(bytes))-at {
		return nil
	}
	terms, err := vellum.Load(bytes[at : at+size])
	if err != nil {
		return nil
	}
	return &zapField{bytes, terms, z.NumDocs(), kindOf(field)}
}

// zapPostings is the postings of a term in a segment.
type zapPostings struct {
	docs         *roaring.Bitmap
	chunkSize    uint32 // the document numbers whose postings are in one chunk
	freqs        chunks // for each document frequency and length
	locations    chunks // empty where positions are not kept
	oneHitLength uint64 // of the one document that has the term once; 0: there are others
}

// postings finds the postings of a term, nil if there are none.
func (z *zapField) postings(term string) (*zapPostings, error) {
	at, ok, err := z.terms.Get([]byte(term))
	switch {
	case err != nil || !ok:
		return nil, err
	case at&postingKind == oneHit:
		return &zapPostings{docs: roaring.BitmapOf(uint32(at & oneHitMask)), chunkSize: 1, oneHitLength: at >> 31 & oneHitMask}, nil
	}
	r := varints{z.bytes, at}
	freqs, locations, size := r.next(), r.next(), r.next()
	l := &zapPostings{docs: roaring.New(), freqs: z.chunks(freqs)}
	if locations > 0 {
		l.locations = z.chunks(locations)
	}
	if _, err := l.docs.FromBuffer(z.bytes[r.at : r.at+size]); err != nil {
		return nil, err
	}
	l.chunkSize = uint32(z.docs / (l.docs.GetCardinality()/zapChunkDocs + 1)) // below 2³¹
	return l, nil
}

// only returns the document that alone has a term, and has it once. Found is false
// where none has it, and one where others do.
func (z *zapField) only(term string) (doc uint32, found, one bool, err error) {
	defer z.caught(term, &err)
	at, found, err := z.terms.Get([]byte(term))
	return uint32(at & oneHitMask), found, at&postingKind == oneHit, err
}

// caught makes an error of a panic: damage has led outside the bytes.
func (z *zapField) caught(term string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("the postings of %q: %v", term, p)
	}
}

// addFreqs is [Field.AddFreqs] for documents of the segment, whose own numbers
// begin at base.
func (z *zapField) addFreqs(term string, wanted []uint32, base uint32, to TermFreqs) (err error) {
	defer z.caught(term, &err)
	l, err := z.postings(term)
	if err != nil || l == nil {
		return err
	}
	l.eachChunk(wanted, base, func(chunk uint32, docs []uint32, first, end int) {
		l.addFreqs(z.kind, chunk, docs, base, wanted[first:end], to.slice(first, end))
	})
	return nil
}

// addFreqs is addFreqs for the documents of one chunk.
func (l *zapPostings) addFreqs(of kind, chunk uint32, docs []uint32, base uint32, wanted []uint32, to TermFreqs) {
	if l.oneHitLength > 0 {
		to.add(0, of.count(1, false), l.oneHitLength)
		return
	}
	r := varints{data: l.freqs.chunk(chunk)}
	i := 0
	for _, doc := range docs {
		freq := r.next() // the last bit says whether there are locations
		length := r.next()
		doc += base
		for wanted[i] < doc {
			if i++; i == len(wanted) {
				return
			}
		}
		if wanted[i] == doc {
			to.add(i, of.count(freq>>1, freq&1 > 0), length)
		}
	}
}

// positions is [Field.Positions] for documents of the segment; the first of
// them has an index in the selection. It appends.
func (z *zapField) positions(term string, wanted []uint32, base uint32, index int, to []Position) (_ []Position, err error) {
	defer z.caught(term, &err)
	l, err := z.postings(term)
	if err != nil || l == nil {
		return to, err
	}
	var offsets []uint64
	l.eachChunk(wanted, base, func(chunk uint32, docs []uint32, first, end int) {
		freqs, locations := varints{data: l.freqs.chunk(chunk)}, varints{}
		if l.locations.data != nil {
			locations.data = l.locations.chunk(chunk)
		}
		i := first
		for _, doc := range docs {
			freq := freqs.next()
			freqs.next()
			located, size := freq&1 > 0, uint64(0)
			if located {
				size = locations.next()
			}
			beyond := locations.at + size
			doc += base
			for wanted[i] < doc {
				if i++; i == end {
					return
				}
			}
			if wanted[i] == doc {
				if located {
					offsets = locations.offsets(offsets[:0])
				} else {
					offsets = unpack(offsets[:0], freq>>1)
				}
				for _, at := range offsets {
					to = append(to, newPosition(index+i, at))
				}
			}
			locations.at = beyond
		}
	})
	return to, nil
}

// offsets reads a location and appends its positions.
func (r *varints) offsets(to []uint64) []uint64 {
	r.next() // the field
	at := r.next()
	r.next() // where it begins and ends
	r.next()
	to = append(to, at)
	for n := r.next(); n > 0; n-- {
		at += r.next()
		to = append(to, at)
	}
	return to
}
