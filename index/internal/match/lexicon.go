package match

import (
	"math"
	"strconv"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/internal/segment"
)

// Lexicon is what a compiler needs to know of an index: which terms its fields have.
type Lexicon interface {
	// Prefix returns the terms of a field that begin with a prefix, ascending, and
	// whether these are all: it stops at the limit.
	Prefix(field, prefix string, limit int) (terms []string, all bool, err error)
	// Fuzzy returns the terms of a field within one or two edits of a word that have
	// its first letter, and whether these are all.
	Fuzzy(field, word string, edits, limit int) (terms []string, all bool, err error)
	// FirstLetter returns the terms of the field with all words that stand where a
	// word begins with a letter of a script without spaces.
	FirstLetter(letter string) ([]string, error)
	// PublishersAt returns the folded names of the publishers that have a host.
	PublishersAt(host string) ([]string, error)
	// Count returns how many documents have the terms of a field, together: one
	// that has several may count several times.
	Count(field string, terms []string) (uint64, error)
	// Years returns years that include those of all documents, ascending; the prefix
	// of the keys says of which date.
	Years(prefix string) ([]int, error)
}

// dictionaries is the lexicon of an open index.
type dictionaries struct{ *segment.Snapshot }

func (d dictionaries) FirstLetter(letter string) ([]string, error) {
	terms, _, err := d.Prefix(document.FieldAll, letter, math.MaxInt)
	if len(terms) == 0 {
		terms = []string{letter}
	}
	return terms, err
}

func (d dictionaries) PublishersAt(host string) ([]string, error) {
	before := document.KeySitesOf + host + " "
	names, _, err := d.Prefix(document.FieldKey, before, math.MaxInt)
	for i, pair := range names {
		names[i] = strings.TrimPrefix(pair, before)
	}
	return names, err
}

func (d dictionaries) Count(field string, terms []string) (sum uint64, err error) {
	f, err := d.Field(field)
	if err != nil {
		return 0, err
	}
	for _, term := range terms {
		n, err := f.Count(term)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// Years steps through the dictionary from year to year and skips months and days.
func (d dictionaries) Years(prefix string) ([]int, error) {
	f, err := d.Field(document.FieldKey)
	if err != nil {
		return nil, err
	}
	var years []int
	for from := prefix + "0"; ; {
		term, err := f.First(from, prefix+"a")
		if err != nil || term == "" {
			return years, err
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(term, prefix), "-")
		if y, err := strconv.Atoi(name); err == nil {
			years = append(years, y)
		}
		from = prefix + name + "." // a hyphen is less
	}
}
