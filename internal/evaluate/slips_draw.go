package evaluate

import (
	"math/rand/v2"
	"strings"
)

// shortestSlip is the length of the words and names that are mistyped, in letters.
const shortestSlip = 4

// mistype is a way to mistype a word.
type mistype struct {
	kind string
	slip func(r *rand.Rand, word []byte) []byte
}

func mistypes() []mistype {
	return []mistype{
		{"two letters changed places", swapped},
		{"a letter is missing", missing},
		{"a letter stands twice", twice},
		{"another letter", another},
		{"two of these", func(r *rand.Rand, word []byte) []byte {
			ways := mistypes()[:4]
			return ways[r.IntN(4)].slip(r, ways[r.IntN(4)].slip(r, word))
		}},
	}
}

// DrawSlips mistypes words drawn from headlines, n in each way, and n names of
// publishers, in one of the ways. The same headlines give the same slips.
func DrawSlips(headlines []Labelled, n int) (slips []Slip) {
	r := rand.New(rand.NewPCG(1, 2))
	ways := mistypes()
	for _, way := range ways {
		for _, w := range drawn(r, headlines, n, func(h Labelled) string { return plainWordOf(r, h.Title) }) {
			slips = append(slips, Slip{Kind: way.kind, Typed: string(way.slip(r, []byte(w))), Meant: []string{w}})
		}
	}
	for _, name := range drawn(r, headlines, n, func(h Labelled) string { return h.Publisher }) {
		typed := string(ways[r.IntN(4)].slip(r, []byte(strings.ToLower(name))))
		slips = append(slips, Slip{Kind: "publishers, one of the first four", Typed: typed, Meant: []string{name}, Publisher: true})
	}
	return slips
}

// drawn returns up to n different words of headlines drawn at random: a frequent word
// more likely than a rare one.
func drawn(r *rand.Rand, headlines []Labelled, n int, word func(Labelled) string) (all []string) {
	seen := map[string]bool{"": true}
	for range 20 * n {
		if len(all) == n || len(headlines) == 0 {
			break
		}
		if w := word(headlines[r.IntN(len(headlines))]); !seen[w] && isASCII(w) && len(w) >= shortestSlip {
			seen[w] = true
			all = append(all, w)
		}
	}
	return all
}

// plainWordOf returns one of the words of a text in small letters, or "".
func plainWordOf(r *rand.Rand, text string) string {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 {
		return ""
	}
	w := words[r.IntN(len(words))]
	if !isPlainWord(w) {
		return ""
	}
	return w
}

// isPlainWord reports a word of small English letters.
func isPlainWord(w string) bool {
	return w != "" && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == ""
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] > 126 || s[i] < ' ' || s[i] == '"' {
			return false
		}
	}
	return true
}

func swapped(r *rand.Rand, w []byte) []byte {
	i := r.IntN(len(w) - 1)
	w[i], w[i+1] = w[i+1], w[i]
	return w
}

func missing(r *rand.Rand, w []byte) []byte {
	i := r.IntN(len(w))
	return append(w[:i:i], w[i+1:]...)
}

func twice(r *rand.Rand, w []byte) []byte {
	i := r.IntN(len(w))
	return append(w[:i+1:i+1], w[i:]...)
}

func another(r *rand.Rand, w []byte) []byte {
	w[r.IntN(len(w))] = byte('a' + r.IntN(26))
	return w
}
