package document

import (
	"newsarchive/internal/segment"

	bindex "github.com/blevesearch/bleve_index_api"
)

// The fields of a document. Properties with few values, shared by many stories,
// are prefixed terms of FieldKey, which has no frequencies; see keys.go.
const (
	fieldID    = "_id"
	FieldAll   = segment.Positional + "all" // every word, exact, with its positions: phrases, prefixes
	FieldStem  = segment.Marked             // every word, stemmed; those of the own headline twice, and marked: plain words
	FieldTitle = segment.Marks              // the words of the own headline, stemmed: the marked ones
	FieldKey   = "key"                      // properties that are equal or not
	FieldLink  = "link"                     // the story's addresses; see links.go
	FieldOwn   = "own"                      // the items

	FieldHeadline = "headline" // a hash of the own headline

	FieldMention = "mention" // the days that headline and text speak of; see LeadFrequency

	// Fields of numbers; see numbers.go.
	FieldWhen  = "when"  // the effective date
	FieldSeen  = "seen"  // the first sighting
	FieldLast  = "last"  // the last change, if there was one
	FieldChain = "chain" // the latest chain; none if the story is not part of one
	FieldSum   = "sum"   // a checksum of it all

	FieldPublisher = "publisher" // a hash of the publisher's name
)

const (
	withPositions = bindex.IndexField | bindex.IncludeTermVectors
	withCounts    = bindex.IndexField
	keywords      = bindex.IndexField | bindex.SkipFreqNorm
)

// field is a field with its terms already counted: the text is analysed before
// bleve sees the document, once for all fields.
type field struct {
	name    string
	options bindex.FieldIndexingOptions
	terms   bindex.TokenFrequencies // nil while there are none
	hint    int                     // how many there will be, about
	length  int
	value   []byte // stored: the id
	arena   *arena // of its terms
}

var _ bindex.Field = (*field)(nil)

func (f *field) Name() string                                      { return f.name }
func (f *field) Value() []byte                                     { return f.value }
func (f *field) ArrayPositions() []uint64                          { return nil }
func (f *field) EncodedFieldType() byte                            { return 't' }
func (f *field) Analyze()                                          {}
func (f *field) Options() bindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                               { return f.length }
func (f *field) AnalyzedTokenFrequencies() bindex.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                         { return 0 }

// add counts a term once more.
func (f *field) add(term string) *bindex.TokenFreq {
	t := f.term(term)
	if !f.options.SkipFreqNorm() {
		t.SetFrequency(t.Frequency() + 1)
	}
	return t
}

// once adds a term of a set whose terms hardly two stories share. Such a set has
// counts, all 1, and the length 1: then bleve keeps the document of a term that one
// has alone in its dictionary, and makes no list of it.
func (f *field) once(term string) {
	f.length = 1
	f.add(term).SetFrequency(1)
}

// addAt adds a term of a positional field at a position.
func (f *field) addAt(term string, at int) {
	segment.AddPosition(f.term(term), at)
}

// term returns a term of the field, which is added unless it is there.
func (f *field) term(text string) *bindex.TokenFreq {
	t, ok := f.terms[text]
	if !ok {
		if f.terms == nil {
			f.terms = make(bindex.TokenFrequencies, f.hint)
		}
		t = f.arena.term(text)
		f.terms[text] = t
	}
	return t
}

// Document is a document as bleve's index takes it.
type Document struct {
	id     string
	fields []*field
	size   int
	arena  *arena // nil once the document is complete
	cut    bool   // it lacks words of the story
}

var _ bindex.Document = (*Document)(nil)

func (e *Document) ID() string                                  { return e.id }
func (e *Document) Size() int                                   { return e.size }
func (e *Document) VisitComposite(bindex.CompositeFieldVisitor) {}
func (e *Document) HasComposite() bool                          { return false }
func (e *Document) NumPlainTextBytes() uint64                   { return 0 }
func (e *Document) StoredFieldsBytes() uint64                   { return 0 }
func (e *Document) Indexed() bool                               { return true }

func (e *Document) VisitFields(visit bindex.FieldVisitor) {
	for _, f := range e.fields {
		visit(f)
	}
}

func (e *Document) AddIDField() {
	f := e.field(fieldID, bindex.IndexField|bindex.StoreField, 1)
	f.value, f.length = []byte(e.id), 1
	f.add(e.id)
}

// field adds an empty field that will hold about n terms.
func (e *Document) field(name string, options bindex.FieldIndexingOptions, n int) *field {
	f := &field{name: name, options: options, arena: e.arena, hint: n}
	e.fields = append(e.fields, f)
	return f
}
