package segment

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"

	bindex "github.com/blevesearch/bleve_index_api"
)

// The terms of a positional field keep where they stand in a document. bleve
// would write five numbers for each position. Here few positions of a term, as
// most terms have, are packed into the number that bleve takes for the term's
// frequency, and need no location:
//
//	one position    2·at, plus frequencyBase
//	several         2·groups + 1, plus frequencyBase
//
// The groups are varints, the lowest bytes first: the first position, and the
// distance from each to the next. They fill packedBytes at most. More positions
// are a single location, with the distances as its array positions; its
// frequency is their number.
const (
	// Positional begins the names of positional fields.
	Positional    = "+"
	frequencyBase = 2 // no posting looks like that of a term that stands once without a position
	packedBytes   = 7
	// positionPivot is the position from which most words of long documents
	// stand: they take the smallest numbers.
	positionPivot = 1 << 12
)

// kind says what the frequencies of a field mean.
type kind int

const (
	counted kind = iota
	positional
	marked
)

func kindOf(field string) kind {
	switch {
	case field == Marked:
		return marked
	case strings.HasPrefix(field, Positional):
		return positional
	}
	return counted
}

// count returns how often a document has a term, by its posting's frequency.
func (k kind) count(freq uint64, located bool) uint64 {
	switch {
	case k == positional && !located:
		return packedCount(freq)
	case k == marked:
		freq, _ = markedCount(freq)
	}
	return freq
}

// AddPosition adds a position, below 2³⁰, to a term of a positional field.
func AddPosition(t *bindex.TokenFreq, at int) {
	switch {
	case len(t.Locations) > 0:
		addLocation(t, at)
	case t.Frequency() == 0:
		t.SetFrequency(pack([]uint64{uint64(at)}))
	default:
		var room [packedBytes + 1]uint64
		all := insert(unpack(room[:0], uint64(t.Frequency())), uint64(at)) // not negative
		if freq := pack(all); freq > 0 {
			t.SetFrequency(freq)
			return
		}
		l := &bindex.TokenLocation{Position: int(all[0]), End: int(all[len(all)-1])}
		for i, at := range all[1:] {
			l.ArrayPositions = append(l.ArrayPositions, at-all[i])
		}
		t.Locations = []*bindex.TokenLocation{l}
		t.SetFrequency(len(all))
	}
}

// PositionsOf returns the positions that were added to a term, ascending.
func PositionsOf(t *bindex.TokenFreq) []int {
	var all []int
	if len(t.Locations) == 0 {
		for _, at := range unpack(nil, uint64(t.Frequency())) { // not negative
			all = append(all, int(at)) // below 2³⁰
		}
		return all
	}
	l := t.Locations[0]
	at := l.Position
	all = append(all, at)
	for _, step := range l.ArrayPositions {
		at += int(step) // below 2³⁰
		all = append(all, at)
	}
	return all
}

// addLocation adds a position to a term that has a location, whose end is the
// last position.
func addLocation(t *bindex.TokenFreq, at int) {
	l := t.Locations[0]
	switch {
	case at == l.End:
		return
	case at > l.End:
		l.ArrayPositions = append(l.ArrayPositions, uint64(at-l.End))
		l.End = at
	default: // a part that did not fit into its range stands behind this one
		all := []uint64{uint64(l.Position)}
		for _, d := range l.ArrayPositions {
			all = append(all, all[len(all)-1]+d)
		}
		all = insert(all, uint64(at)) // not negative
		l.Position, l.ArrayPositions = int(all[0]), l.ArrayPositions[:0]
		for i, at := range all[1:] {
			l.ArrayPositions = append(l.ArrayPositions, at-all[i])
		}
	}
	t.SetFrequency(1 + len(l.ArrayPositions))
}

// insert adds a number to a sorted list unless it is there.
func insert(all []uint64, v uint64) []uint64 {
	i, found := slices.BinarySearch(all, v)
	if found {
		return all
	}
	return slices.Insert(all, i, v)
}

// pack returns the frequency that stands for some positions, which ascend; 0 if
// they are too many.
func pack(all []uint64) int {
	first := all[0]<<1 | 1
	if all[0] >= positionPivot {
		first = (all[0] - positionPivot) << 1
	}
	if len(all) == 1 {
		return int(first<<1) + frequencyBase // below 2³³
	}
	var room [binary.MaxVarintLen64 * 2]byte
	packed := binary.AppendUvarint(room[:0], first)
	for i, at := range all[1:] {
		if packed = binary.AppendUvarint(packed, at-all[i]); len(packed) > packedBytes {
			return 0
		}
	}
	groups := binary.LittleEndian.Uint64(room[:8])
	return int(groups<<1|1) + frequencyBase // below 2⁵⁸
}

// unpack appends the positions that a frequency stands for.
func unpack(to []uint64, freq uint64) []uint64 {
	packed := freq - frequencyBase
	if packed&1 == 0 {
		return append(to, fromPivot(packed>>1))
	}
	groups := packed >> 1
	at, groups := group(groups)
	at = fromPivot(at)
	to = append(to, at)
	for groups > 0 {
		var distance uint64
		distance, groups = group(groups)
		at += distance
		to = append(to, at)
	}
	return to
}

// packedCount returns how many positions a frequency stands for.
func packedCount(freq uint64) uint64 {
	packed := freq - frequencyBase
	if packed&1 == 0 {
		return 1
	}
	groups := packed >> 1
	_, rest := group(groups)
	const high = 0x8080808080808080
	// Each group ends with a byte without the high bit.
	used := (bits.Len64(rest) + 7) / 8
	return 1 + uint64(used-bits.OnesCount64(rest&high)) // not negative
}

// fromPivot is the position that a packed first one stands for.
func fromPivot(v uint64) uint64 {
	if v&1 == 0 {
		return v>>1 + positionPivot
	}
	return v >> 1
}

// group takes the lowest varint off some groups.
func group(groups uint64) (v, rest uint64) {
	for shift := 0; ; shift += 7 {
		b := groups & 0xff
		groups >>= 8
		v |= b & 0x7f << shift
		if b < 0x80 {
			return v, groups
		}
	}
}
