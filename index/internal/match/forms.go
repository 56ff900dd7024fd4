package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"newsarchive/index/internal/document"
	"newsarchive/internal/words"
)

// prefix compiles kor*: every word with that beginning.
func (s *Session) prefix(text string, in part) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) == 0 {
		return All{}, nil
	}
	end := row[len(row)-1]
	terms, err := s.withPrefix(document.FieldAll, end.Term, text)
	if err != nil {
		return nil, err
	}
	if len(terms) == 0 {
		return none{}, nil
	}
	slots, err := s.slots(row)
	if err != nil {
		return nil, err
	}
	slots[len(slots)-1] = terms
	return phrase{slots, in.from, in.to}, nil
}

// fuzzy compiles koria~: every word within some edits.
func (s *Session) fuzzy(text string, edits int, in part) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) != 1 {
		return s.exact(text, in)
	}
	terms, err := s.similar(document.FieldAll, row[0].Term, edits)
	if err != nil {
		return nil, err
	}
	if len(terms) == 0 {
		return none{}, nil
	}
	return phrase{[][]string{terms}, in.from, in.to}, nil
}

// titleWord compiles title:word.
func (s *Session) titleWord(text string) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) == 1 && row[0].Kind != words.Unigram {
		return s.stemmed(row[0], document.FieldTitle), nil
	}
	return s.exact(text, inTitle())
}

// textWord compiles text:word. Stems have no positions, so it asks for every
// form of the word that the index has.
func (s *Session) textWord(text string) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) != 1 || row[0].Kind != words.Word {
		return s.exact(text, inText())
	}
	stemmed := s.stemTerms(row[0])
	terms, err := s.spellings(row[0], stemmed)
	if err != nil {
		return nil, err
	}
	p := phrase{[][]string{terms}, inText().from, inText().to}
	e := s.stemmed(row[0], document.FieldStem)
	e.Expr = And{e.Expr, p}
	return e, nil
}

// spellings returns the words of the index with one of the stems of a word.
func (s *Session) spellings(t words.Token, stemmed []string) ([]string, error) {
	common := t.Term
	for _, stem := range stemmed {
		stem = words.WithoutTag(stem)
		for !strings.HasPrefix(stem, common) {
			_, n := utf8.DecodeLastRuneInString(common)
			common = common[:len(common)-n]
		}
	}
	if utf8.RuneCountInString(common) > 4 {
		_, n := utf8.DecodeLastRuneInString(common)
		common = common[:len(common)-n]
	}
	candidates, err := s.beginning(document.FieldAll, common)
	if err != nil {
		return nil, err
	}
	terms := []string{t.Term}
	for _, w := range candidates {
		for _, stem := range s.stemTerms(words.Token{Term: w}) {
			if w != t.Term && slices.Contains(stemmed, stem) {
				terms = append(terms, w)
				break
			}
		}
	}
	return terms, nil
}
