package match

import (
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// Terms matches the documents that have any of some terms in a field.
type Terms struct {
	field string
	any   []string
}

// AnyOf matches the documents that have any of some terms in a field.
func AnyOf(field string, any []string) Terms { return Terms{field, any} }

func (t Terms) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	f, err := s.Snapshot.Field(t.field)
	if err != nil {
		return nil, err
	}
	docs, err := f.AnyOf(t.any)
	if err != nil || within == nil {
		return docs, err
	}
	return roaring.And(docs, within), nil
}

func (t Terms) Cost(s *Session) (uint64, error) {
	return s.Lexicon.Count(t.field, t.any)
}

// maxExpansions is the maximum of terms that a prefix or a fuzzy word matches.
const maxExpansions = 1000

// TooManyError means that a prefix or a fuzzy word matches too many terms.
type TooManyError struct {
	Text string // as it was typed, without the mark
	Mark string // * or ~
}

func (e *TooManyError) Error() string {
	return fmt.Sprintf("%s%s stands for more than %d words; give it more letters", e.Text, e.Mark, maxExpansions)
}

// withPrefix returns the terms of a field with a prefix; text is the prefix as
// it was typed.
func (s *Session) withPrefix(field, prefix, text string) ([]string, error) {
	terms, all, err := s.Lexicon.Prefix(field, prefix, maxExpansions)
	if err == nil && !all {
		err = &TooManyError{text, "*"}
	}
	return terms, err
}

// beginning is withPrefix without a limit.
func (s *Session) beginning(field, prefix string) ([]string, error) {
	terms, _, err := s.Lexicon.Prefix(field, prefix, math.MaxInt)
	return terms, err
}

// similar returns the words within some edits of a word, with its first
// letter.
func (s *Session) similar(field, word string, edits int) ([]string, error) {
	terms, all, err := s.Lexicon.Fuzzy(field, word, edits, maxExpansions)
	if err == nil && !all {
		err = &TooManyError{word, "~"}
	}
	return terms, err
}
