package document

import (
	index "github.com/blevesearch/bleve_index_api"
)

// arena gives out what the documents of a batch are made of, many pieces at a
// time: a document has some fifty terms, each with a place or more, and to ask
// for each by itself takes longer than to find it. What was given out is freed
// with the batch. It is for one goroutine at a time; a nil slab gives out terms
// that stand alone, and has no places.
type arena struct {
	terms     []index.TokenFreq
	locations []*index.TokenLocation
	bytes     []byte
}

// batchTerms is how many terms are made at a time, and pieceBytes how many bytes
// for their text.
const (
	batchTerms = 512
	batchBytes = 4096
)

// term returns a new term.
func (s *arena) term(text string) *index.TokenFreq {
	if s == nil {
		return &index.TokenFreq{Term: []byte(text)}
	}
	if len(s.terms) == 0 {
		s.terms = make([]index.TokenFreq, batchTerms)
	}
	t := &s.terms[0]
	s.terms = s.terms[1:]
	if cap(s.bytes)-len(s.bytes) < len(text) {
		s.bytes = make([]byte, 0, max(batchBytes, len(text)))
	}
	from := len(s.bytes)
	s.bytes = append(s.bytes, text...)
	t.Term = s.bytes[from:len(s.bytes):len(s.bytes)]
	return t
}

// addLocation adds a place to a term. Most terms have one.
func (s *arena) addLocation(t *index.TokenFreq, at *index.TokenLocation) {
	if t.Locations == nil {
		if len(s.locations) == 0 {
			s.locations = make([]*index.TokenLocation, batchTerms)
		}
		t.Locations, s.locations = s.locations[:0:1], s.locations[1:]
	}
	t.Locations = append(t.Locations, at)
}
