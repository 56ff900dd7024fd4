package index

import (
	"strings"

	"newsarchive/internal/words"
)

// broad is what a session keeps of a broad question.
type broad struct {
	stem func(string) string
	stop map[string]bool
}

func newBroad() (*broad, error) {
	stop, err := words.StopWords()
	return &broad{words.Derived(), stop}, err
}

// stops reports a word that says nothing by itself.
func (b *broad) stops(word string) bool { return b.stop[word] }

// family returns the terms of a field that are English words with the stem of
// a word, which may be one of them. In fieldAll words have no tag.
func (s *session) family(field, word string) (terms []string, err error) {
	if !words.PlainASCII(word) || len(word) < 3 || s.broad.stops(word) || !words.HasLetter(word) {
		return nil, nil
	}
	tag := string(rune(words.EnglishTag))
	if field == fieldAll {
		tag = ""
	}
	stem := s.broad.stem(word)
	from := strings.TrimRight(stem, "eiy") // happy: happi
	if len(from) < 3 {
		from = stem
	}
	found, err := s.beginning(field, tag+from)
	if err != nil {
		return nil, err
	}
	for _, term := range found {
		if w := strings.TrimPrefix(term, tag); len(w) <= len(word)+8 && s.broad.stem(w) == stem {
			terms = append(terms, term)
		}
	}
	return terms, nil
}
