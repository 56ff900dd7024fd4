package rank

import (
	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
)

// formWeight is the weight of a word in a document that has it only in other
// forms. With it a headline with the word as typed comes before one of the same
// words with a form, and mostly before a shorter one.
const formWeight = 0.75

// ascendingDocs tells of ascending documents which are among some.
type ascendingDocs struct {
	docs []uint32
	next int
}

// asTyped returns the documents that have a word as it was typed; nil where all
// have, and for a broad question.
func (sc *scores) asTyped(w wordFreq) (*ascendingDocs, error) {
	if len(w.Typed) == 0 || sc.Broad != nil {
		return nil, nil
	}
	typed := match.AnyOf(document.FieldAll, w.Typed)
	if n, err := typed.Cost(sc.Session); err != nil || n >= w.docFreq {
		return nil, err
	}
	docs, err := typed.Match(sc.Session, sc.Docs)
	if err != nil {
		return nil, err
	}
	return &ascendingDocs{docs: docs.ToArray()}, nil
}

// has reports a document, which is higher than the one before.
func (d *ascendingDocs) has(doc uint32) bool {
	for d.next < len(d.docs) && d.docs[d.next] < doc {
		d.next++
	}
	return d.next < len(d.docs) && d.docs[d.next] == doc
}
