package match

import (
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/internal/words"
)

// Broad is what a broad question needs to know of English.
type Broad struct {
	Stem func(string) string // takes derivation off too
	stop map[string]bool
}

// NewBroad reads the stop words.
func NewBroad() (*Broad, error) {
	stop, err := words.StopWords()
	return &Broad{words.Derived(), stop}, err
}

// IsStopWord reports a word without meaning of its own, such as "the".
func (b *Broad) IsStopWord(word string) bool { return b.stop[word] }

// DerivedForms returns the terms of a field that are English words with the
// same stem as a word, which may be one of them. Words of FieldAll have no tag.
func (s *Session) DerivedForms(field, word string) (terms []string, err error) {
	if !words.PlainASCII(word) || len(word) < 3 || s.Broad.IsStopWord(word) || !words.HasLetter(word) {
		return nil, nil
	}
	tag := string(rune(words.EnglishTag))
	if field == document.FieldAll {
		tag = ""
	}
	stem := s.Broad.Stem(word)
	from := strings.TrimRight(stem, "eiy") // happy: happi
	if len(from) < 3 {
		from = stem
	}
	candidates, err := s.beginning(field, tag+from)
	if err != nil {
		return nil, err
	}
	for _, term := range candidates {
		if w := strings.TrimPrefix(term, tag); len(w) <= len(word)+8 && s.Broad.Stem(w) == stem {
			terms = append(terms, term)
		}
	}
	return terms, nil
}
