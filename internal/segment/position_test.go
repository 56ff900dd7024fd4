package segment

import (
	"slices"
	"testing"

	bindex "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestAddPosition promises that a term has the positions that were added, in
// any order and however many, and counts each once.
func TestAddPosition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		position := rapid.OneOf(rapid.IntRange(1, 300), rapid.IntRange(positionPivot-3, positionPivot+600), rapid.IntRange(1, 1<<30-1))
		added := rapid.SliceOfN(position, 1, 40).Draw(t, "positions")
		if rapid.Bool().Draw(t, "ascending") {
			slices.Sort(added)
		}
		var term bindex.TokenFreq
		for _, at := range added {
			AddPosition(&term, at)
		}
		var want []uint64
		for _, at := range added {
			want = append(want, uint64(at))
		}
		slices.Sort(want)
		want = slices.Compact(want)

		freq := uint64(term.Frequency())
		var got []uint64
		if len(term.Locations) > 0 {
			got = append(got, uint64(term.Locations[0].Position))
			for _, d := range term.Locations[0].ArrayPositions {
				got = append(got, got[len(got)-1]+d)
			}
		} else {
			got = unpack(nil, freq)
			if freq < frequencyBase || freq >= 1<<62 {
				t.Errorf("a frequency of %d", freq)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		var plain []uint64
		for _, at := range PositionsOf(&term) {
			plain = append(plain, uint64(at))
		}
		if d := cmp.Diff(want, plain); d != "" {
			t.Error(d)
		}
		if n := positional.count(freq, len(term.Locations) > 0); n != uint64(len(want)) {
			t.Errorf("counted %d of %d", n, len(want))
		}
	})
}
