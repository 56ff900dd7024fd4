package index

import (
	index "github.com/blevesearch/bleve_index_api"
)

// slab gives out what the documents of a batch are made of, many pieces at a
// time: a document has some fifty terms, each with a place or more, and to ask
// for each by itself takes longer than to find it. What was given out is freed
// with the batch. It is for one goroutine at a time; a nil slab gives out terms
// that stand alone, and has no places.
type slab struct {
	terms  []index.TokenFreq
	places []*index.TokenLocation
	bytes  []byte
}

// pieces is how many terms are made at a time, and pieceBytes how many bytes
// for their text.
const (
	pieces     = 512
	pieceBytes = 4096
)

// term returns a new term.
func (s *slab) term(text string) *index.TokenFreq {
	if s == nil {
		return &index.TokenFreq{Term: []byte(text)}
	}
	if len(s.terms) == 0 {
		s.terms = make([]index.TokenFreq, pieces)
	}
	t := &s.terms[0]
	s.terms = s.terms[1:]
	if cap(s.bytes)-len(s.bytes) < len(text) {
		s.bytes = make([]byte, 0, max(pieceBytes, len(text)))
	}
	from := len(s.bytes)
	s.bytes = append(s.bytes, text...)
	t.Term = s.bytes[from:len(s.bytes):len(s.bytes)]
	return t
}

// place adds a place to a term. Most terms have one.
func (s *slab) place(t *index.TokenFreq, at *index.TokenLocation) {
	if t.Locations == nil {
		if len(s.places) == 0 {
			s.places = make([]*index.TokenLocation, pieces)
		}
		t.Locations, s.places = s.places[:0:1], s.places[1:]
	}
	t.Locations = append(t.Locations, at)
}
