package article

import (
	"hash/fnv"
	"strings"
	"unicode"
)

// Bounds of fingerprints.
const (
	shingle      = 4 // words of a shingle
	maxShingles  = 4000
	maxFurniture = 2000 // blocks of a host that are remembered
)

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

// Likeness returns how alike two texts are, 0 to 1: the share of their runs of
// four words that both have (the Jaccard index). Copies of an agency's text have
// .8 and more, whatever was cut from their end has less. Two texts without words
// are alike.
func Likeness(a, b string) float64 {
	x, y := shingles(a), shingles(b)
	common := 0
	for h := range x {
		if y[h] {
			common++
		}
	}
	if len(x)+len(y) == 0 {
		return 1
	}
	return float64(common) / float64(len(x)+len(y)-common)
}

// shingles returns the hashes of the runs of words at the text's beginning; of
// scripts without spaces, a character is a word.
func shingles(text string) map[uint64]bool {
	words := wordsOf(text)
	all := map[uint64]bool{}
	for i := 0; i < max(len(words)-shingle+1, min(len(words), 1)); i++ {
		all[hash(strings.Join(words[i:min(i+shingle, len(words))], " "))] = true
	}
	return all
}

// wordsOf returns the text's words in lower case, up to maxShingles.
func wordsOf(text string) []string {
	var all []string
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		if len(all) >= maxShingles {
			break
		}
		if r := []rune(word); unicode.In(r[0], unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			for _, c := range r {
				all = append(all, string(c))
			}
			continue
		}
		all = append(all, word)
	}
	return all
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s)) //nolint:errcheck // a hash takes all bytes
	return h.Sum64()
}
