// Package reading measures how well readers get the text and the facts out of
// pages. It knows measures and the forms of the test data; a reader is a
// function that it is given.
package reading

import (
	"strings"
	"unicode"
)

// F1 returns how alike two texts are as bags of words: the harmonic mean of
// precision and recall, 0 to 1. Two texts without words are alike.
func F1(got, want string) float64 { return overlap(bag(words(got)), bag(words(want))) }

// ShingleF1 is [F1] over the runs of four words, which also notices words in
// the wrong order.
func ShingleF1(got, want string) float64 {
	return overlap(bag(shingles(words(got))), bag(shingles(words(want))))
}

// Contains reports whether a text has the snippet, whatever the white space.
func Contains(text, snippet string) bool {
	return strings.Contains(" "+spaces(text)+" ", spaces(snippet))
}

// AlikeHeadline reports whether half of the distinct words of the shorter
// headline stand in the other, as the archive compares headlines.
func AlikeHeadline(a, b string) bool {
	x, y := bag(words(a)), bag(words(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	common := 0
	for w := range x {
		if y[w] > 0 {
			common++
		}
	}
	return len(x) > 0 && 2*common >= len(x)
}

func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }

// words cuts a text into lower-case runs of letters and digits; of scripts
// without spaces each character is a word.
func words(s string) []string {
	var all []string
	begin := -1
	end := func(i int) {
		if begin >= 0 {
			all = append(all, s[begin:i])
		}
		begin = -1
	}
	s = strings.ToLower(s)
	for i, r := range s {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			end(i)
			all = append(all, string(r))
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			if begin < 0 {
				begin = i
			}
		default:
			end(i)
		}
	}
	end(len(s))
	return all
}

func shingles(words []string) []string {
	const length = 4
	if len(words) <= length {
		return []string{strings.Join(words, " ")}
	}
	all := make([]string, 0, len(words)-length+1)
	for i := range len(words) - length + 1 {
		all = append(all, strings.Join(words[i:i+length], " "))
	}
	return all
}

func bag(words []string) map[string]int {
	count := make(map[string]int, len(words))
	for _, w := range words {
		count[w]++
	}
	return count
}

func overlap(got, want map[string]int) float64 {
	var common, gotAll, wantAll int
	for w, n := range got {
		gotAll += n
		common += min(n, want[w])
	}
	for _, n := range want {
		wantAll += n
	}
	if gotAll+wantAll == 0 {
		return 1
	}
	return 2 * float64(common) / float64(gotAll+wantAll)
}
