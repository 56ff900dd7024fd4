package document

import "hash/maphash"

// Vocabulary counts the different terms of documents, nearly: it keeps a bit of
// each term's hash.
type Vocabulary struct {
	seed maphash.Seed
	bits []uint64
	size int
}

// NewVocabulary returns an empty vocabulary. Up to some hundred thousand terms
// it counts nearly all.
func NewVocabulary() *Vocabulary {
	const bits = 1 << 20
	return &Vocabulary{seed: maphash.MakeSeed(), bits: make([]uint64, bits/64)}
}

// Add adds the terms of a document. The same term in two fields is two.
func (v *Vocabulary) Add(e *Document) {
	for i, f := range e.fields {
		for term := range f.terms {
			h := maphash.String(v.seed, term) + uint64(i) // a position from 0
			word, bit := &v.bits[h/64%uint64(len(v.bits))], uint64(1)<<(h%64)
			if *word&bit == 0 {
				*word |= bit
				v.size++
			}
		}
	}
}

// Size returns how many terms there are.
func (v *Vocabulary) Size() int { return v.size }
