package index

import (
	"strings"
	"unicode/utf8"
)

// stems finds the stem terms of words, and keeps those it has found. It is
// for one goroutine at a time.
type stems struct {
	all        []stemmer
	byLanguage map[string]int
	known      []map[string]string
}

func newStems() *stems {
	s := &stems{all: stemmers(), byLanguage: map[string]int{}}
	s.known = make([]map[string]string, len(s.all))
	for i, one := range s.all {
		s.known[i] = map[string]string{}
		for _, l := range one.languages {
			s.byLanguage[l] = i
		}
	}
	return s
}

// of returns the number of the stemmer of a language tag such as sv or pt-BR.
func (s *stems) of(language string) int {
	primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(language), "_", "-"), "-")
	if i, ok := s.byLanguage[primary]; ok {
		return i
	}
	return len(s.all) - 1 // plain
}

// term returns the term by which a token stands in the stem fields of a
// document that uses stemmer number i.
func (s *stems) term(i int, t token) string {
	if t.kind == pair || t.kind == single || t.kind == last || t.kind == country || !hasLetter(t.term) {
		return t.term
	}
	if !plainASCII(t.term) && strings.ContainsFunc(t.term, isHangul) {
		i = s.byLanguage["ko"]
	}
	known := s.known[i]
	if stem, ok := known[t.term]; ok {
		return stem
	}
	if len(known) >= cacheSize {
		clear(known)
	}
	stem := s.all[i].stem(t.term)
	if stem == "" || !utf8.ValidString(stem) {
		stem = t.term
	}
	stem = string(s.all[i].tag) + stem
	known[strings.Clone(t.term)] = stem
	return stem
}

// every returns the terms of a token in all languages, without repetition.
func (s *stems) every(t token) []string {
	terms := make([]string, 0, len(s.all))
	for i := range s.all {
		term := s.term(i, t)
		if len(terms) > 0 && terms[0] == term {
			break // not stemmed at all, or always as Korean
		}
		terms = append(terms, term)
	}
	return terms
}

func hasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}
