package words

import (
	"strings"
	"unicode/utf8"
)

// Stemmers stems words by language, and caches the stems. It is for one
// goroutine at a time.
type Stemmers struct {
	all        []stemmer
	byLanguage map[string]int
	known      []map[string]string
}

// NewStemmers returns the stemmers of all languages.
func NewStemmers() *Stemmers {
	s := &Stemmers{all: stemmers(), byLanguage: map[string]int{}}
	s.known = make([]map[string]string, len(s.all))
	for i, one := range s.all {
		s.known[i] = map[string]string{}
		for _, l := range one.languages {
			s.byLanguage[l] = i
		}
	}
	return s
}

// For returns the number of the stemmer of a language tag such as sv or pt-BR.
func (s *Stemmers) For(language string) int {
	primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(language), "_", "-"), "-")
	if i, ok := s.byLanguage[primary]; ok {
		return i
	}
	return len(s.all) - 1 // unstemmed
}

// Stem returns the term of a token in the stemmed fields of a document with
// stemmer number i.
func (s *Stemmers) Stem(i int, t Token) string {
	if t.Kind == Bigram || t.Kind == Unigram || t.Kind == LastRune || t.Kind == Country || !HasLetter(t.Term) {
		return t.Term
	}
	if !PlainASCII(t.Term) && strings.ContainsFunc(t.Term, isHangul) {
		i = s.byLanguage["ko"]
	}
	known := s.known[i]
	if stem, ok := known[t.Term]; ok {
		return stem
	}
	if len(known) >= cacheSize {
		clear(known)
	}
	stem := s.all[i].stem(t.Term)
	if stem == "" || !utf8.ValidString(stem) {
		stem = t.Term
	}
	stem = string(s.all[i].tag) + stem
	known[strings.Clone(t.Term)] = stem
	return stem
}

// Every returns the stems of a token in all languages: one where it has no
// stems, or is Korean.
func (s *Stemmers) Every(t Token) []string {
	terms := make([]string, 0, len(s.all))
	for i := range s.all {
		term := s.Stem(i, t)
		if len(terms) > 0 && terms[0] == term {
			break // not stemmed at all, or always as Korean
		}
		terms = append(terms, term)
	}
	return terms
}

// HasLetter reports a folded word with a letter.
func HasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}
