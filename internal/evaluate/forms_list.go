package evaluate

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// FormsWord is a word with its inflected forms, one of them itself. Forms in Own
// are also words of their own, as rose is beside rise: the others find them, and
// they find themselves.
type FormsWord struct {
	Forms []string
	Own   []string
}

// All returns the forms that each of Forms finds.
func (w FormsWord) All() []string { return append(slices.Clone(w.Forms), w.Own...) }

// ReadForms reads a list of words, a line each, with their forms between spaces:
// a form of Own has a ! before it. A line that begins with # is a comment.
func ReadForms(r io.Reader) (list []FormsWord, err error) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		var w FormsWord
		for _, f := range strings.Fields(lines.Text()) {
			if own, ok := strings.CutPrefix(f, "!"); ok {
				w.Own = append(w.Own, own)
			} else {
				w.Forms = append(w.Forms, f)
			}
		}
		switch {
		case len(w.Forms) == 0, strings.HasPrefix(w.Forms[0], "#"):
		default:
			list = append(list, w)
		}
	}
	return list, lines.Err()
}

// ReadPairs reads lines of two words.
func ReadPairs(r io.Reader) (pairs [][2]string, err error) {
	list, err := ReadForms(r)
	for _, w := range list {
		if len(w.Forms) != 2 {
			return nil, fmt.Errorf("%d words in the line of %s, not 2", len(w.Forms), w.Forms[0])
		}
		pairs = append(pairs, [2]string{w.Forms[0], w.Forms[1]})
	}
	return pairs, err
}

// headlineWords returns which headlines have each word.
func headlineWords(headlines []string) map[string][]int {
	word := regexp.MustCompile(`[\pL\pN\pM]+(?:['’‘][\pL\pN\pM]+)*`)
	has := map[string][]int{}
	for n, h := range headlines {
		for _, w := range word.FindAllString(strings.ToLower(h), -1) {
			w = strings.NewReplacer("’", "'", "‘", "'").Replace(w)
			w = strings.TrimSuffix(w, "'s")
			if all := has[w]; len(all) == 0 || all[len(all)-1] != n {
				has[w] = append(has[w], n)
			}
		}
	}
	return has
}
