package document

import "hash/maphash"

// Vocabulary counts the different terms of documents, nearly: it keeps a bit of
// each term's hash.
type Vocabulary struct {
	seed    maphash.Seed
	bits    []uint64
	size    int
	waiting []*Document // that are not counted yet
	most    int         // terms that these have at most
}

// NewVocabulary returns an empty vocabulary. Up to some hundred thousand terms
// it counts nearly all.
func NewVocabulary() *Vocabulary { return &Vocabulary{seed: maphash.MakeSeed()} }

// Add adds the terms of a document. The same term in two fields is two.
func (v *Vocabulary) Add(e *Document) {
	v.waiting = append(v.waiting, e)
	for _, f := range e.fields {
		v.most += len(f.terms)
	}
}

// Below reports whether there are fewer than n different terms. Short documents are
// not looked at until they have so many terms together.
func (v *Vocabulary) Below(n int) bool { return v.size+v.most < n || v.Size() < n }

// Size returns how many terms there are.
func (v *Vocabulary) Size() int {
	for _, e := range v.waiting {
		v.count(e)
	}
	v.waiting, v.most = v.waiting[:0], 0
	return v.size
}

// count counts the terms of a document.
func (v *Vocabulary) count(e *Document) {
	const bits = 1 << 20
	if v.bits == nil {
		v.bits = make([]uint64, bits/64)
	}
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
