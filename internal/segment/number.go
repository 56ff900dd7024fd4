package segment

import "context"

// A field of numbers gives each document one. It has a single term, and the
// term's posting holds the number: its high bits as the frequency, its low
// bits as the document's length. The numbers of neighbouring documents lie
// side by side and are found without a look at others; bleve's document values
// are packed by the thousand.
const (
	numberTerm = "#"
	numberLow  = 17 // bits
	numberMask = 1<<numberLow - 1
	numberBase = 2 // is added: a frequency of one is kept otherwise
)

// EncodeNumber returns the term, its frequency and the length of the field for
// a number below 2⁶⁰.
func EncodeNumber(v uint64) (term string, freq, length int) {
	return numberTerm, int(v>>numberLow) + numberBase, int(v & numberMask) // see above
}

// NumberOf returns the number that a term, its frequency and the length of its
// field hold; ok is false for the term of a word.
func NumberOf(term string, freq, length int) (v uint64, ok bool) {
	if term != numberTerm {
		return 0, false
	}
	return decodeNumber(uint64(freq), uint64(length)), true // not negative
}

func decodeNumber(freq, length uint64) uint64 { return (freq-numberBase)<<numberLow | length }

// Numbers returns the number of each of some documents, which ascend; 0 for
// none.
func (f *Field) Numbers(ctx context.Context, docs []uint32) ([]uint64, error) {
	all := make([]uint64, len(docs))
	err := f.eachPart(ctx, func(p part) error {
		first, end := p.bounds(docs)
		if p.zap == nil {
			return p.numbers(ctx, docs[first:end], all[first:end])
		}
		return p.zap.numbers(docs[first:end], p.base, all[first:end])
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}
