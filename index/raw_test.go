package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"newsarchive/store"

	"github.com/blevesearch/vellum"
	"github.com/google/go-cmp/cmp"
)

// TestRawPostings promises that what is read from the bytes of segments is
// what bleve's iterators give, in every segment, for rare and common terms,
// for all documents and for some.
func TestRawPostings(t *testing.T) {
	docs := make([]store.Entry, 5000)
	for i := range docs {
		docs[i] = store.Entry{
			ID: int64(i + 1), Language: "en",
			Title: strings.Repeat("often ", 1+i%3) + strings.Repeat("longer words ", i%200) + fmt.Sprintf("number%d third%d", i, i%3),
		}
	}
	x := build(t, docs[:4000])
	for i := 4000; i < len(docs); i += 500 {
		if err := bring(t.Context(), x, docs[i-300:i+500], []int64{int64(i - 20)}, store.Mark{}); err != nil {
			t.Fatal(err)
		}
	}
	raws := 0
	err := x.View(t.Context(), func(v *View) error {
		every, err := v.s.every()
		if err != nil {
			return err
		}
		some, err := terms{fieldAll, []string{"third1"}}.match(v.s, nil)
		if err != nil {
			return err
		}
		for _, term := range []string{"often", "longer", "third1", "third2", "number17", "number4100", "nobody"} {
			for _, within := range []bool{false, true} {
				docs := every
				if within {
					docs = some
				}
				selected := selectedOf(docs)
				empty := func() column {
					return column{make([]float32, len(selected.numbers)), make([]float32, len(selected.numbers))}
				}
				got, want := empty(), empty()
				if err := v.s.counts(fieldAll, term, selected, got); err != nil {
					return err
				}
				at, err := v.s.positions([]string{term}, selected)
				if err != nil {
					return err
				}
				var places []place
				for _, part := range v.s.fields[fieldAll].parts {
					if part.raw != nil {
						raws++
					}
					if err := v.s.countsOf(part, term, selected, want); err != nil {
						return err
					}
					if places, err = v.s.positionsOf(part, term, selected, places); err != nil {
						return err
					}
				}
				if d := cmp.Diff(places, at); d != "" {
					t.Errorf("places of %s:\n%s", term, d)
				}
				if d := cmp.Diff(want, got, cmp.AllowUnexported(column{})); d != "" {
					t.Errorf("%s:\n%s", term, d)
				}
			}
		}
		return nil
	})
	if err != nil || raws == 0 {
		t.Fatalf("%d parts of segments were read as bytes: %v", raws, err)
	}
}

// TestDamagedPostings promises that numbers which cannot be are an error, and
// ask for no memory.
func TestDamagedPostings(t *testing.T) {
	const counts, many = 40, 1 << 42
	b := binary.AppendUvarint(make([]byte, 0, 64), counts)
	b = append(b, make([]byte, counts-len(b))...)
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
	r := &rawPart{bytes: b, docs: 10}
	if r.terms, err = vellum.Load(fst.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := r.add("word", []uint32{1}, 0, column{make([]float32, 1), make([]float32, 1)}); err == nil {
		t.Error("no error")
	}
}
