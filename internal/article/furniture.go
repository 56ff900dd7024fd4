package article

import (
	"hash/fnv"
	"strings"
)

// maxFurniture is how many blocks of a text are remembered.
const maxFurniture = 2000

// Fingerprint returns the hashes of a plain text's blocks (see [Plain]), in
// their order, each once: FNV-1a of 64 bits over their letters and digits in
// lower case. Blocks without any have none. At most maxFurniture are returned.
func Fingerprint(plain string) []uint64 {
	var all []uint64
	seen := map[uint64]bool{}
	for block := range strings.SplitSeq(plain, "\n") {
		s := squeeze(block)
		if s == "" {
			continue
		}
		h := hash(s)
		if !seen[h] && len(all) < maxFurniture {
			all = append(all, h)
		}
		seen[h] = true
	}
	return all
}

// Furniture is the blocks that stand on several pages of one host. The zero
// Furniture has none.
type Furniture struct{ repeated map[uint64]bool }

// Repeated returns the blocks that stand in at least least of the texts of one
// host, given the fingerprint of each text; two is the fewest. An address that
// was read twice must be given once.
func Repeated(texts [][]uint64, least int) Furniture {
	count := map[uint64]int{}
	f := Furniture{repeated: map[uint64]bool{}}
	for _, text := range texts {
		for _, h := range text {
			if count[h]++; count[h] == max(least, 2) {
				f.repeated[h] = true
			}
		}
	}
	return f
}

// Share returns which share of a plain text's letters and digits stands in
// repeated blocks, 0 to 1; 1 of a text without any. A text of .8 or more is no
// article: it stands on other pages, too.
func (f Furniture) Share(plain string) float64 {
	all, repeated := 0, 0
	for block := range strings.SplitSeq(plain, "\n") {
		s := squeeze(block)
		all += len(s)
		if s != "" && f.repeated[hash(s)] {
			repeated += len(s)
		}
	}
	if all == 0 {
		return 1
	}
	return float64(repeated) / float64(all)
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s)) //nolint:errcheck // a hash takes all bytes
	return h.Sum64()
}
