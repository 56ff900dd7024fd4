package article

import (
	"strings"
	"unicode"
)

// lexicon finds the phrases and names of furniture.
type lexicon struct {
	beginnings map[string][]string // by their first keyLength bytes
	lines      map[string]bool
	words      map[string]bool
	parts      []string
	names      map[string]bool // class attributes that were asked about
}

// keyLength is the length of the shortest beginning.
const keyLength = 4

func newLexicon() *lexicon {
	l := &lexicon{beginnings: map[string][]string{}, lines: map[string]bool{}, words: map[string]bool{}, parts: furnitureParts(), names: map[string]bool{}}
	for _, p := range furnitureBeginnings() {
		l.beginnings[p[:keyLength]] = append(l.beginnings[p[:keyLength]], p)
	}
	for _, p := range furnitureLines() {
		l.lines[p] = true
	}
	for _, p := range furnitureWords() {
		l.words[p] = true
	}
	return l
}

// furniture reports whether a block of text is furniture by how it begins, or
// as a whole.
func (l *lexicon) furniture(text string) bool {
	text = strings.ToLower(strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©' }))
	if strings.HasPrefix(text, "©") {
		return true
	}
	if len(text) >= keyLength {
		for _, p := range l.beginnings[text[:keyLength]] {
			if strings.HasPrefix(text, p) {
				return true
			}
		}
	}
	return l.lines[strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })]
}

// named reports whether one of the names in a class attribute is that of
// furniture.
func (l *lexicon) named(class string) bool {
	if strings.TrimSpace(class) == "" {
		return false
	}
	found, asked := l.names[class]
	if !asked {
		found = l.look(class)
		l.names[class] = found
	}
	return found
}

func (l *lexicon) look(class string) bool {
	for _, name := range strings.Fields(strings.ToLower(clip(class))) {
		name = strings.ReplaceAll(strings.ReplaceAll(name, "_", "-"), "--", "-")
		if hasAny(name, l.parts) {
			return true
		}
		for _, word := range strings.Split(name, "-") {
			if l.words[word] {
				return true
			}
		}
	}
	return false
}
