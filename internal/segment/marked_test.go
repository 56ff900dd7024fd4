package segment

import (
	"fmt"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
	"pgregory.net/rapid"
)

// TestAddMarked promises that a term is counted as often as it was added, and marked
// if it was once, and that the most frequent kind has the frequency that bleve keeps
// in the dictionary.
func TestAddMarked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var term bindex.TokenFreq
		want, wantMark := 0, false
		for range rapid.IntRange(1, 20).Draw(t, "additions") {
			times, mark := 1, rapid.Bool().Draw(t, "mark")
			if mark {
				times = 2
			}
			AddMarked(&term, times, mark)
			want, wantMark = want+times, wantMark || mark
		}
		if n, mark := CountOf(&term); n != want || mark != wantMark {
			t.Errorf("%d times, marked %v; want %d, %v", n, mark, want, wantMark)
		}
		if most := want == 2 && wantMark; (term.Frequency() == 1) != most {
			t.Errorf("%d times, marked %v, is the frequency %d", want, wantMark, term.Frequency())
		}
	})
}

// TestMarks promises that each term has the documents in which it is marked, without
// deleted ones, and counts as often as it was added: in several segments and in one
// that was merged, by the direct reading and by bleve's iterators.
func TestMarks(t *testing.T) {
	var docs []*document
	for id := 1; id <= 3000; id++ {
		d := newDocument(id, "word", 0)
		f := d.add(Marked, bindex.IndexField)
		f.length = 4
		AddMarked(f.term("often"), 1, false)
		if id%3 == 0 {
			AddMarked(f.term("often"), 2, true)
		}
		AddMarked(f.term(fmt.Sprint("alone", id)), 2, id%2 == 0)
		docs = append(docs, d)
	}
	const gone = 6
	_, x := written(t, []batch{{add: docs[:2000]}, {docs[1500:], []int{gone}}})
	snapshots := []*Snapshot{snapshot(t, x)}
	if err := x.(*scorch.Scorch).ForceMerge(t.Context(), nil); err != nil { //nolint:errcheck // it is one
		t.Fatal(err)
	}
	snapshots = append(snapshots, snapshot(t, x))
	for _, direct := range slices.Clone(snapshots) {
		snapshots = append(snapshots, &Snapshot{reader: direct.reader, scorch: direct.scorch, fields: map[string]*Field{}, iterate: true})
	}
	if n := len(snapshots[1].scorch.Segments()); n != 1 {
		t.Fatalf("%d segments after the merge", n)
	}
	for _, s := range snapshots {
		marks, err := s.Field(Marks)
		if err != nil {
			t.Fatal(err)
		}
		stems, err := s.Field(Marked)
		if err != nil {
			t.Fatal(err)
		}
		every, err := stems.Docs("often")
		if err != nil {
			t.Fatal(err)
		}
		numbers := every.ToArray()
		ids, err := s.IDs(numbers)
		if err != nil {
			t.Fatal(err)
		}
		selection := Select(every)
		often := NewTermFreqs(len(numbers))
		if err := stems.AddFreqs(t.Context(), "often", selection, often); err != nil {
			t.Fatal(err)
		}
		marked, err := marks.Docs("often")
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range ids {
			var id int
			if _, err := fmt.Sscan(name, &id); err != nil {
				t.Fatal(err)
			}
			times := float32(1)
			if id%3 == 0 {
				times = 3
			}
			if marked.Contains(numbers[i]) != (id%3 == 0) || often.Freqs[i] != times {
				t.Fatalf("document %d has it %v times, marked %v", id, often.Freqs[i], marked.Contains(numbers[i]))
			}
			n, err := marks.Count(fmt.Sprint("alone", id))
			if err != nil || (n == 1) != (id%2 == 0) || n > 1 {
				t.Fatalf("a word of document %d is marked in %d: %v", id, n, err)
			}
		}
		for _, term := range []string{"absent", fmt.Sprint("alone", gone)} {
			if n, err := marks.Count(term); err != nil || n > 0 {
				t.Errorf("%s, which no document has, is marked in %d: %v", term, n, err)
			}
		}
	}
}
