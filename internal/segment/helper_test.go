package segment

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// bleve starts its analysis workers once and for all.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

const (
	wordField   = Positional + "words"
	numberField = "number"
)

// document has words, with positions, and perhaps a number.
type document struct {
	id     string
	fields []*field
}

func newDocument(id int, text string, number uint64) *document {
	d := &document{id: strconv.Itoa(id)}
	words := d.add(wordField, bindex.IndexField|bindex.IncludeTermVectors)
	for i, w := range strings.Fields(text) {
		AddPosition(words.term(w), i+1)
		words.length++
	}
	if number > 0 {
		term, freq, length := EncodeNumber(number)
		f := d.add(numberField, bindex.IndexField)
		f.term(term).SetFrequency(freq)
		f.length = length
	}
	return d
}

func (d *document) add(name string, options bindex.FieldIndexingOptions) *field {
	f := &field{name: name, options: options, terms: bindex.TokenFrequencies{}}
	d.fields = append(d.fields, f)
	return f
}

func (d *document) ID() string                                  { return d.id }
func (d *document) Size() int                                   { return 100 }
func (d *document) VisitComposite(bindex.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                          { return false }
func (d *document) NumPlainTextBytes() uint64                   { return 0 }
func (d *document) StoredFieldsBytes() uint64                   { return 0 }
func (d *document) Indexed() bool                               { return true }

func (d *document) VisitFields(visit bindex.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

func (d *document) AddIDField() {
	f := d.add("_id", bindex.IndexField|bindex.StoreField)
	f.value, f.length = []byte(d.id), 1
	f.term(d.id).SetFrequency(1)
}

type field struct {
	name    string
	options bindex.FieldIndexingOptions
	terms   bindex.TokenFrequencies
	length  int
	value   []byte
}

func (f *field) Name() string                                      { return f.name }
func (f *field) Value() []byte                                     { return f.value }
func (f *field) ArrayPositions() []uint64                          { return nil }
func (f *field) EncodedFieldType() byte                            { return 't' }
func (f *field) Analyze()                                          {}
func (f *field) Options() bindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                               { return f.length }
func (f *field) AnalyzedTokenFrequencies() bindex.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                         { return 0 }

func (f *field) term(text string) *bindex.TokenFreq {
	if f.terms[text] == nil {
		f.terms[text] = &bindex.TokenFreq{Term: []byte(text)}
	}
	return f.terms[text]
}

// batch is documents that come and ids that go.
type batch struct {
	add    []*document
	remove []int
}

// onDisk returns the folder of an index and a snapshot of it: every batch is a
// segment.
func onDisk(t *testing.T, batches []batch) (dir string, s *Snapshot) {
	t.Helper()
	dir, x := written(t, batches)
	return dir, snapshot(t, x)
}

// snapshot takes a snapshot of an index, until the test ends.
func snapshot(t *testing.T, x bindex.Index) *Snapshot {
	t.Helper()
	s, err := Open(x)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// written returns an index and its folder: every batch is a segment.
func written(t *testing.T, batches []batch) (dir string, x bindex.Index) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "index")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	queue := bindex.NewAnalysisQueue(1)
	t.Cleanup(queue.Close)
	open := func() bindex.Index {
		x, err := scorch.NewScorch(scorch.Name, map[string]any{
			"path": dir, "scorchMergePlanOptions": map[string]any{
				"MaxSegmentsPerTier": 1 << 20, "SegmentsPerMergeTask": 10, "MaxSegmentSize": 1, "FloorSegmentSize": 1, "TierGrowth": 10.0,
			},
		}, queue)
		if err == nil {
			err = x.Open()
		}
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for _, some := range batches {
		x, b := open(), bindex.NewBatch()
		for _, d := range some.add {
			b.Update(d)
		}
		for _, id := range some.remove {
			b.Delete(strconv.Itoa(id))
		}
		if err := x.Batch(b); err != nil {
			t.Fatal(err)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	x = open()
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return dir, x
}
