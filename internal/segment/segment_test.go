package segment

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
	"github.com/google/go-cmp/cmp"
)

// drawn returns the batches of an index of 5,000 documents in several
// segments, with stale and removed documents: those whose number is no
// multiple of 3 have a number of their own.
func drawn() (batches []batch) {
	docs := make([]*document, 5000)
	for i := range docs {
		number := uint64(0)
		if i%3 > 0 {
			number = uint64(i) * 123_456_789
		}
		text := strings.Repeat("often ", 1+i%3) + strings.Repeat("longer words ", i%200) + fmt.Sprintf("number%d third%d", i, i%3)
		docs[i] = newDocument(i, text, number)
	}
	batches = []batch{{add: docs[:4000]}}
	for i := 4000; i < len(docs); i += 500 {
		batches = append(batches, batch{docs[i-300 : i+500], []int{i - 21}})
	}
	return batches
}

// TestFormat fails when bleve writes segments in a format that is not read
// directly: every search is several times slower then. Read the new format, or
// measure again and do without.
func TestFormat(t *testing.T) {
	_, s := onDisk(t, drawn())
	segments := s.scorch.Segments()
	if len(segments) < 3 {
		t.Fatalf("%d segments", len(segments))
	}
	for _, seg := range segments {
		z, ok := seg.Segment().(*zap.Segment)
		if !ok {
			t.Fatalf("bleve's segments are of another type than zapx v17's: %T", seg.Segment())
		}
		if z.Version() != zapVersion || z.ChunkMode() != zapChunkMode {
			t.Fatalf("bleve writes version %d, chunk mode %d; %d and %d are read directly", z.Version(), z.ChunkMode(), zapVersion, zapChunkMode)
		}
		for _, name := range []string{wordField, numberField} {
			if openZapField(z, name) == nil {
				t.Fatalf("the dictionary of %q is not where it was", name)
			}
		}
	}
}

// TestFallback promises that bleve's iterators and the direct reading give the
// same answers, in every segment, for rare and common terms, for all documents
// and for some.
func TestFallback(t *testing.T) {
	_, direct := onDisk(t, drawn())
	iterating := &Snapshot{reader: direct.reader, scorch: direct.scorch, fields: map[string]*Field{}, iterate: true}
	type answer struct {
		Freqs     TermFreqs
		Positions []Position
		Numbers   []uint64
	}
	ask := func(s *Snapshot, term string, docs *Selection) (a answer) {
		t.Helper()
		words, err := s.Field(wordField)
		if err == nil {
			a.Freqs = NewTermFreqs(len(docs.Numbers))
			err = words.AddFreqs(t.Context(), term, docs, a.Freqs)
		}
		if err == nil {
			a.Positions, err = words.Positions(t.Context(), []string{term}, docs)
		}
		var numbers *Field
		if err == nil {
			numbers, err = s.Field(numberField)
		}
		if err == nil {
			a.Numbers, err = numbers.Numbers(t.Context(), docs.Numbers)
		}
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	words, err := direct.Field(wordField)
	if err != nil {
		t.Fatal(err)
	}
	all := words.All()
	third, err := words.Docs("third1")
	if err != nil {
		t.Fatal(err)
	}
	numbers := all.ToArray()
	few := roaring.BitmapOf(numbers[0], numbers[5], numbers[6], numbers[1500], numbers[len(numbers)-1])
	for _, docs := range []*roaring.Bitmap{all, third, few, roaring.New()} {
		selected := Select(docs)
		for _, term := range []string{"often", "longer", "third1", "third2", "number17", "number4100", "absent"} {
			got, want := ask(direct, term, selected), ask(iterating, term, selected)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s in %d documents:\n%s", term, len(selected.Numbers), d)
			}
		}
	}
	// The numbers are those that were written.
	ids, err := direct.IDs(numbers)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range ask(direct, "often", Select(all)).Numbers {
		var id uint64
		if _, err := fmt.Sscan(ids[i], &id); err != nil {
			t.Fatal(err)
		}
		if want := id * 123_456_789; id%3 > 0 && v != want || id%3 == 0 && v != 0 {
			t.Errorf("document %d has the number %d", id, v)
		}
	}
}

// TestDamagedPostings promises that impossible numbers are an error, and ask
// for no memory.
func TestDamagedPostings(t *testing.T) {
	const freqs, many = 40, 1 << 42
	b := binary.AppendUvarint(make([]byte, 0, 64), freqs)
	b = append(b, make([]byte, freqs-len(b))...)
	b = binary.AppendUvarint(b, many)
	var fst bytes.Buffer
	terms, err := vellum.New(&fst, nil)
	if err == nil {
		err = terms.Insert([]byte("word"), 0)
	}
	if err == nil {
		err = terms.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	z := &zapField{bytes: b, docs: 10}
	if z.terms, err = vellum.Load(fst.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.addFreqs("word", []uint32{1}, 0, NewTermFreqs(1)); err == nil {
		t.Error("no error")
	}
}
