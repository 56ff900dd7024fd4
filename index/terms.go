package index

import (
	"fmt"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
)

// terms matches the documents that have any of some terms in a field.
type terms struct {
	field string
	any   []string
}

func (t terms) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	b, err := s.bitmapsOf(t.field)
	if err != nil {
		return nil, err
	}
	docs, err := b.anyOf(t.any)
	if err != nil || within == nil {
		return docs, err
	}
	return roaring.And(docs, within), nil
}

func (t terms) cost(s *session) (uint64, error) {
	var sum uint64
	for _, term := range t.any {
		n, err := s.count(t.field, term)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// mostExpansions is how many terms a prefix, a fuzzy word or a range may
// stand for.
const mostExpansions = 1000

// TooManyError says that a prefix or a fuzzy word, as it was typed without
// its mark, stands for too many words.
type TooManyError struct {
	Text string
	Mark string // * or ~
}

func (e *TooManyError) Error() string {
	return fmt.Sprintf("%s%s stands for more than %d words; give it more letters", e.Text, e.Mark, mostExpansions)
}

// withPrefix returns the terms of a field that begin with a prefix; text is
// the prefix as a person typed it.
func (s *session) withPrefix(field, prefix, text string) ([]string, error) {
	d, err := s.reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	found, whole, err := collect(d, mostExpansions)
	if err == nil && !whole {
		err = &TooManyError{text, "*"}
	}
	return found, err
}

// beginning is withPrefix without a limit.
func (s *session) beginning(field, prefix string) ([]string, error) {
	return s.between(field, prefix, prefix+"\U0010ffff")
}

// between returns the terms of a field from first to last.
func (s *session) between(field, first, last string) ([]string, error) {
	d, err := s.reader.FieldDictRange(field, []byte(first), []byte(last))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	found, _, err := collect(d, 1<<20)
	return found, err
}

// like returns the words within some edits of one, the same first letter.
func (s *session) like(field, word string, edits int) ([]string, error) {
	r, ok := s.reader.(bindex.IndexReaderFuzzy)
	if !ok {
		return nil, fmt.Errorf("the reader is a %T", s.reader)
	}
	_, n := utf8.DecodeRuneInString(word)
	d, err := r.FieldDictFuzzy(field, word, min(max(edits, 1), 2), word[:n])
	if err != nil {
		return nil, err
	}
	found, whole, err := collect(d, mostExpansions)
	if err == nil && !whole {
		err = &TooManyError{word, "~"}
	}
	return found, err
}

func collect(d bindex.FieldDict, most int) (found []string, whole bool, err error) {
	defer d.Close() //nolint:errcheck // read only
	for {
		e, err := d.Next()
		switch {
		case err != nil:
			return nil, false, fmt.Errorf("%w: %w", ErrDamaged, err)
		case e == nil:
			return found, true, nil
		case len(found) == most:
			return found, false, nil
		}
		found = append(found, e.Term)
	}
}
