package event

import (
	"strings"
)

// language is what a language gives to the reading of a text.
type language struct {
	stemmer  int
	stop     map[string]bool
	known    bool // it is known how common words are
	japanese bool
	terms    map[string]Term // words that were read
}

// japaneseTag marks the characters of Japanese, which are also Chinese: other languages
// have stems of their own.
const japaneseTag = "J"

// Limits of what a reader keeps: languages, and words of all of them.
const (
	maxLanguages = 64
	maxCached    = 1 << 16
)

// language returns the language of a tag, such as en or pt-BR.
func (r *Reader) language(tag string) *language {
	tag = head(tag, maxTag)
	if l := r.languages[tag]; l != nil {
		return l
	}
	if len(r.languages) >= maxLanguages {
		r.forget()
		clear(r.languages)
	}
	l := &language{stemmer: r.stems.For(tag), stop: r.tokens.StopTerms(tag), known: knows(tag), japanese: LanguageHash(tag) == LanguageHash("ja"), terms: map[string]Term{}}
	r.languages[strings.Clone(tag)] = l
	return l
}

// forget drops the words that were read.
func (r *Reader) forget() {
	for _, l := range r.languages {
		clear(l.terms)
	}
	r.cached = 0
}
