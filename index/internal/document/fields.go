package document

import (
	index "github.com/blevesearch/bleve_index_api"
)

// The fields of a document. What has few values, shared by many stories, is a
// prefixed term of one field without frequencies; see keys.go.
const (
	fieldID    = "_id"
	FieldAll   = "all"   // every word, exact, with its positions: phrases, prefixes
	FieldStem  = "stem"  // every word, stemmed, those of the own headline twice: plain words
	FieldTitle = "title" // the words of the own headline, stemmed
	FieldKey   = "key"   // everything that is equal or not
	FieldOwn   = "own"   // what hardly two stories share: items

	FieldMention = "mention" // the days that headline and text speak of, by sentences

	// Fields of numbers; see numbers.go.
	FieldWhen  = "when"  // the effective date
	FieldSeen  = "seen"  // the first sighting
	FieldLast  = "last"  // the last change, if there was one
	FieldChain = "chain" // the latest chain; of a story that stands alone, none
	FieldSum   = "sum"   // a checksum of it all

	FieldPublisher = "publisher" // a hash of the publisher's name
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
	arena   *arena // of its terms
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
		t = f.arena.term(term)
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
	arena  *arena // nil once the document is handed over
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
	f := &field{name: name, options: options, arena: e.arena, terms: make(index.TokenFrequencies, n)}
	e.fields = append(e.fields, f)
	return f
}
