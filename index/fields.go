package index

import (
	index "github.com/blevesearch/bleve_index_api"
)

// The fields of a document. What has few values, shared by many stories, is a
// prefixed term of one field without frequencies; see keys.go.
const (
	fieldID    = "_id"
	fieldAll   = "all"   // every word, exact, with its positions: phrases, prefixes
	fieldStem  = "stem"  // every word, stemmed, those of the own headline twice: plain words
	fieldTitle = "title" // the words of the own headline, stemmed
	fieldKey   = "key"   // everything that is equal or not
	fieldLink  = "link"  // the story's addresses; see links.go
	fieldOwn   = "own"   // what hardly two stories share: items

	fieldMention = "mention" // the days that headline and text speak of, by sentences

	// Fields of numbers; see numbers.go.
	fieldWhen  = "when"  // the effective date
	fieldSeen  = "seen"  // the first sighting
	fieldLast  = "last"  // the last change, if there was one
	fieldChain = "chain" // the latest chain; of a story that stands alone, none
	fieldSum   = "sum"   // a checksum of it all

	fieldPublisher = "publisher" // a hash of the publisher's name
)

const (
	withPositions = index.IndexField | index.IncludeTermVectors
	withCounts    = index.IndexField
	keywords      = index.IndexField | index.SkipFreqNorm
)

// field is a field of a document with its terms already counted: analysis is
// done before bleve sees the document, once for all fields.
type field struct {
	name    string
	options index.FieldIndexingOptions
	terms   index.TokenFrequencies
	length  int
	value   []byte // of what is stored: the id
	slab    *slab  // of its terms
}

var _ index.Field = (*field)(nil)

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }

// add counts a term once more.
func (f *field) add(term string) *index.TokenFreq {
	t, ok := f.terms[term]
	if !ok {
		t = f.slab.term(term)
		f.terms[term] = t
	}
	if !f.options.SkipFreqNorm() {
		t.SetFrequency(t.Frequency() + 1)
	}
	return t
}

// entry is a document as bleve's index takes it.
type entry struct {
	id     string
	fields []*field
	size   int
	slab   *slab // nil once the document is handed over
}

var _ index.Document = (*entry)(nil)

func (e *entry) ID() string                                 { return e.id }
func (e *entry) Size() int                                  { return e.size }
func (e *entry) VisitComposite(index.CompositeFieldVisitor) {}
func (e *entry) HasComposite() bool                         { return false }
func (e *entry) NumPlainTextBytes() uint64                  { return 0 }
func (e *entry) StoredFieldsBytes() uint64                  { return 0 }
func (e *entry) Indexed() bool                              { return true }

func (e *entry) VisitFields(visit index.FieldVisitor) {
	for _, f := range e.fields {
		visit(f)
	}
}

func (e *entry) AddIDField() {
	f := e.field(fieldID, index.IndexField|index.StoreField, 1)
	f.value, f.length = []byte(e.id), 1
	f.add(e.id)
}

// field adds an empty field that will hold about n terms.
func (e *entry) field(name string, options index.FieldIndexingOptions, n int) *field {
	f := &field{name: name, options: options, slab: e.slab, terms: make(index.TokenFrequencies, n)}
	e.fields = append(e.fields, f)
	return f
}
