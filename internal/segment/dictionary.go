package segment

import (
	"fmt"
	"unicode/utf8"

	bindex "github.com/blevesearch/bleve_index_api"
)

// Prefix returns the terms of a field that begin with a prefix, ascending, and
// whether these are all: it stops at the limit.
func (s *Snapshot) Prefix(field, prefix string, limit int) (terms []string, all bool, err error) {
	return collect(limit)(s.reader.FieldDictPrefix(field, []byte(prefix)))
}

// TermCount is a term and how many documents have it, deleted ones included.
type TermCount struct {
	Term string
	Docs uint64
}

// Counts returns the terms of a field that begin with a prefix, ascending, each with
// its documents. It stops at the limit.
func (s *Snapshot) Counts(field, prefix string, limit int) (all []TermCount, err error) {
	d, err := s.reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return nil, damaged(err)
	}
	defer d.Close() //nolint:errcheck // read only
	for len(all) < limit {
		e, err := d.Next()
		if err != nil {
			return nil, damaged(err)
		}
		if e == nil {
			break
		}
		all = append(all, TermCount{e.Term, e.Count})
	}
	return all, nil
}

// Between returns the terms of a field from first to last, ascending.
func (s *Snapshot) Between(field, first, last string) ([]string, error) {
	terms, _, err := collect(1 << 20)(s.reader.FieldDictRange(field, []byte(first), []byte(last)))
	return terms, err
}

// Fuzzy returns the terms of a field within one or two edits of a word that
// have its first letter, ascending, and whether these are all: it stops at the
// limit.
func (s *Snapshot) Fuzzy(field, word string, edits, limit int) (terms []string, all bool, err error) {
	_, n := utf8.DecodeRuneInString(word)
	return s.Alike(field, word, word[:n], edits, limit)
}

// Alike is Fuzzy with another beginning that the terms must have, which may be
// empty.
func (s *Snapshot) Alike(field, word, begin string, edits, limit int) (terms []string, all bool, err error) {
	d, err := s.scorch.FieldDictFuzzy(field, word, min(max(edits, 1), 2), begin)
	if err != nil {
		return nil, false, fmt.Errorf("look for words like %q: %w", word, err)
	}
	return collect(limit)(d, nil)
}

func collect(limit int) func(bindex.FieldDict, error) (terms []string, all bool, err error) {
	return func(d bindex.FieldDict, err error) (terms []string, all bool, _ error) {
		if err != nil {
			return nil, false, damaged(err)
		}
		defer d.Close() //nolint:errcheck // read only
		for {
			e, err := d.Next()
			switch {
			case err != nil:
				return nil, false, damaged(err)
			case e == nil:
				return terms, true, nil
			case len(terms) == limit:
				return terms, false, nil
			}
			terms = append(terms, e.Term)
		}
	}
}
