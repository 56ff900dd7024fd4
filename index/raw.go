package index

import (
	"encoding/binary"
	"fmt"
	"math/bits"

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
	rawChunkMode = 1026
	rawKind      = uint64(0xc000000000000000)
	rawOneHit    = uint64(0x8000000000000000)
	rawMask      = uint64(0x7fffffff)
	rawChunkDocs = 1024
)

// rawOf returns the field of a segment, nil if it must be read otherwise.
func rawOf(s segment.Segment, field string) *rawPart {
	z, ok := s.(*zap.Segment)
	if !ok || z.Version() != rawVersion || z.ChunkMode() != rawChunkMode {
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

// rawList is the postings of a term in a segment.
type rawList struct {
	docs   *roaring.Bitmap
	span   uint32 // of document numbers, whose postings lie together in a chunk
	counts rawChunks
	places rawChunks // empty where positions are not kept
	once   uint64    // the length of the one document that has it once; 0: there are others
}

// rawChunks are numbers of variable length, in chunks.
type rawChunks struct {
	data []byte
	ends []uint64 // of the chunks in the data
}

// list finds the postings of a term, nil if there are none. It panics where
// what is damaged leads outside the bytes.
func (r *rawPart) list(term string) (*rawList, error) {
	at, ok, err := r.terms.Get([]byte(term))
	switch {
	case err != nil || !ok:
		return nil, err
	case at&rawKind == rawOneHit:
		return &rawList{docs: roaring.BitmapOf(uint32(at & rawMask)), span: 1, once: at >> 31 & rawMask}, nil
	}
	b := rawBytes{r.bytes, at}
	counts, places, size := b.next(), b.next(), b.next()
	l := &rawList{docs: roaring.New(), counts: r.chunks(counts)}
	if places > 0 {
		l.places = r.chunks(places)
	}
	if _, err := l.docs.FromBuffer(r.bytes[b.at : b.at+size]); err != nil {
		return nil, err
	}
	l.span = uint32(r.docs / (l.docs.GetCardinality()/rawChunkDocs + 1)) //nolint:gosec // below 2³¹
	return l, nil
}

// caught makes an error of what is damaged and leads outside the bytes.
func (r *rawPart) caught(term string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("the postings of %q: %v", term, p)
	}
}

func (r *rawPart) chunks(at uint64) rawChunks {
	b := rawBytes{r.bytes, at}
	n := b.next()
	if n > uint64(len(r.bytes)) { // each takes a byte or more
		panic("too many chunks")
	}
	ends := make([]uint64, n)
	for i := range ends {
		ends[i] = b.next()
	}
	return rawChunks{r.bytes[b.at:], ends}
}

func (c rawChunks) chunk(i uint32) []byte {
	from := uint64(0)
	if i > 0 {
		from = c.ends[i-1]
	}
	return c.data[from:c.ends[i]]
}

// rawBytes reads numbers of variable length.
type rawBytes struct {
	data []byte
	at   uint64
}

func (b *rawBytes) next() uint64 {
	if v := b.data[b.at]; v < 0x80 {
		b.at++
		return uint64(v)
	}
	return b.long()
}

func (b *rawBytes) long() uint64 {
	v, n := binary.Uvarint(b.data[b.at:])
	if n <= 0 {
		panic("no number")
	}
	b.at += uint64(n)
	return v
}

// column is how often each document of a search has a word, in the order of
// the documents, and how long they are.
type column struct {
	counts, lengths []float32
}

// add adds to a column how often documents have the term.
// The documents ascend; they are numbered as in the open index, in which those
// of the segment begin at from.
func (r *rawPart) add(term string, wanted []uint32, from uint32, c column) (err error) {
	defer r.caught(term, &err)
	l, err := r.list(term)
	if err != nil || l == nil {
		return err
	}
	l.each(wanted, from, func(chunk uint32, docs []uint32, first, end int) {
		l.count(chunk, docs, from, wanted[first:end], c.from(first, end))
	})
	return nil
}

// count is add for the documents of one chunk.
func (l *rawList) count(chunk uint32, docs []uint32, from uint32, wanted []uint32, c column) {
	if l.once > 0 {
		c.put(0, 1, l.once)
		return
	}
	b := rawBytes{data: l.counts.chunk(chunk)}
	i := 0
	for _, doc := range docs {
		tf := b.next() >> 1 // the last bit tells of positions
		length := b.next()
		doc += from
		for wanted[i] < doc {
			if i++; i == len(wanted) {
				return
			}
		}
		if wanted[i] == doc {
			c.put(i, tf, length)
		}
	}
}

// from returns the numbers of some of the documents.
func (c column) from(first, end int) column {
	return column{c.counts[first:end], c.lengths[first:end]}
}

func (c column) put(i int, tf, length uint64) {
	c.counts[i] += float32(tf)
	c.lengths[i] = float32(length)
}

// positions appends to some places those where documents have a term; the
// first of the wanted has a rank among all.
func (r *rawPart) positions(term string, wanted []uint32, from uint32, rank int, to []place) (_ []place, err error) {
	defer r.caught(term, &err)
	l, err := r.list(term)
	if err != nil || l == nil || l.places.data == nil {
		return to, err
	}
	l.each(wanted, from, func(chunk uint32, docs []uint32, first, end int) {
		counts, places := rawBytes{data: l.counts.chunk(chunk)}, rawBytes{data: l.places.chunk(chunk)}
		i := first
		for _, doc := range docs {
			have := counts.next()&1 > 0
			counts.next()
			if !have {
				continue
			}
			size := places.next()
			beyond := places.at + size
			doc += from
			for wanted[i] < doc {
				if i++; i == end {
					return
				}
			}
			if wanted[i] == doc {
				for places.at < beyond {
					places.next() // the field
					to = append(to, placeOf(rank+i, places.next()))
					places.next() // where in the text it begins and ends
					places.next()
					for n := places.next(); n > 0; n-- {
						places.next() // which of several values
					}
				}
			}
			places.at = beyond
		}
	})
	return to, nil
}

// numbers reads the number of each of some documents; those that have none
// are passed over.
func (r *rawPart) numbers(wanted []uint32, from uint32, to []uint64) (err error) {
	defer r.caught(numberTerm, &err)
	l, err := r.list(numberTerm)
	if err != nil || l == nil {
		return err
	}
	if l.docs.GetCardinality() < r.docs && l.many(len(wanted)) {
		l.each(wanted, from, func(chunk uint32, docs []uint32, first, end int) {
			b, i := rawBytes{data: l.counts.chunk(chunk)}, first
			for _, doc := range docs {
				tf, length := b.next()>>1, b.next()
				for i < end && wanted[i] < doc+from {
					i++
				}
				if i < end && wanted[i] == doc+from {
					to[i] = numberOf(tf, length)
				}
			}
		})
		return nil
	}
	l.pick(wanted, from, l.docs.GetCardinality() == r.docs, to)
	return nil
}

// pick goes to the number of each document, without a look at those between.
// Of a field that every document has, the document's number says which.
func (l *rawList) pick(wanted []uint32, from uint32, every bool, to []uint64) {
	var b rawBytes
	var read, before, end uint64 // numbers read of the chunk, documents before it, where it ends
	for i, doc := range wanted {
		doc -= from
		if !every && !l.docs.Contains(doc) {
			continue
		}
		if at := doc / l.span; uint64(doc) >= end {
			b = rawBytes{data: l.counts.chunk(at)}
			end = (uint64(at) + 1) * uint64(l.span)
			before, read = l.before(at*l.span, every), 0
		}
		at := l.before(doc, every) - before
		b.skip(2 * (at - read))
		to[i] = numberOf(b.next()>>1, b.next())
		read = at + 1
	}
}

// before counts the documents below one.
func (l *rawList) before(doc uint32, every bool) uint64 {
	switch {
	case every:
		return uint64(doc)
	case doc == 0:
		return 0
	}
	return l.docs.Rank(doc - 1)
}

// skip passes over n numbers, each of which ends with the first byte that has
// no high bit.
func (b *rawBytes) skip(n uint64) {
	const high = 0x8080808080808080
	for n >= 8 && b.at+8 <= uint64(len(b.data)) {
		n -= uint64(bits.OnesCount64(^binary.LittleEndian.Uint64(b.data[b.at:]) & high)) //nolint:gosec // 8 at most
		b.at += 8
	}
	for ; n > 0; b.at++ {
		if b.data[b.at] < 0x80 {
			n--
		}
	}
}

// each calls f with the documents of each chunk that has any of the wanted,
// and with the wanted that may be among them: those from first to before end.
func (l *rawList) each(wanted []uint32, from uint32, f func(chunk uint32, docs []uint32, first, end int)) {
	if len(wanted) == 0 {
		return
	}
	docs := l.reader(len(wanted))
	for first := 0; first < len(wanted); {
		chunk := (wanted[first] - from) / l.span
		low, high := uint64(chunk)*uint64(l.span), (uint64(chunk)+1)*uint64(l.span)
		some := docs(low, high)
		end := first + 1
		for end < len(wanted) && uint64(wanted[end]-from) < high {
			end++
		}
		if len(some) > 0 {
			f(chunk, some, first, end)
		}
		first = end
	}
}

// many reports that so many documents are wanted that hardly a chunk is
// passed over.
func (l *rawList) many(wanted int) bool { return wanted*8 >= len(l.counts.ends) }

// reader returns how to get the documents of a chunk, chunk by chunk: of all
// of them at once if many documents are wanted.
func (l *rawList) reader(wanted int) func(low, high uint64) []uint32 {
	var some []uint32
	if l.many(wanted) {
		it, buffer := l.docs.ManyIterator(), make([]uint32, 2*rawChunkDocs)
		var ahead []uint32
		return func(low, high uint64) []uint32 {
			for some = some[:0]; ; {
				if len(ahead) == 0 {
					if ahead = buffer[:it.NextMany(buffer)]; len(ahead) == 0 {
						return some
					}
				}
				first := 0
				for first < len(ahead) && uint64(ahead[first]) < low {
					first++
				}
				end := first
				for end < len(ahead) && uint64(ahead[end]) < high {
					end++
				}
				some = append(some, ahead[first:end]...)
				if ahead = ahead[end:]; len(ahead) > 0 {
					return some
				}
			}
		}
	}
	it := l.docs.Iterator()
	return func(low, high uint64) []uint32 {
		some = some[:0]
		for it.AdvanceIfNeeded(uint32(low)); it.HasNext() && uint64(it.PeekNext()) < high; { //nolint:gosec // below 2³¹
			some = append(some, it.Next())
		}
		return some
	}
}
