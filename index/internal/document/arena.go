package document

import (
	bindex "github.com/blevesearch/bleve_index_api"
)

// arena batch-allocates the terms of documents: a document has some fifty, and
// one allocation for each takes longer than finding it. They are freed with the
// batch of documents. It is for one goroutine at a time; a nil arena allocates
// terms one by one.
type arena struct {
	terms []bindex.TokenFreq
	bytes []byte
}

// The terms, and the bytes of their texts, that are allocated at a time.
const (
	batchTerms = 512
	batchBytes = 4096
)

// term returns a new term.
func (a *arena) term(text string) *bindex.TokenFreq {
	if a == nil {
		return &bindex.TokenFreq{Term: []byte(text)}
	}
	if len(a.terms) == 0 {
		a.terms = make([]bindex.TokenFreq, batchTerms)
	}
	t := &a.terms[0]
	a.terms = a.terms[1:]
	if cap(a.bytes)-len(a.bytes) < len(text) {
		a.bytes = make([]byte, 0, max(batchBytes, len(text)))
	}
	from := len(a.bytes)
	a.bytes = append(a.bytes, text...)
	t.Term = a.bytes[from:len(a.bytes):len(a.bytes)]
	return t
}
