package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"newsarchive/index/internal/document"
	"newsarchive/internal/words"
)

// prefix compiles kor*: every word that begins so.
func (s *Session) prefix(text string, in part) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) == 0 {
		return All{}, nil
	}
	end := row[len(row)-1]
	found, err := s.withPrefix(document.FieldAll, end.Term, text)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return none{}, nil
	}
	places, err := s.slots(row)
	if err != nil {
		return nil, err
	}
	places[len(places)-1] = found
	return phrase{places, in.from, in.to}, nil
}

// fuzzy compiles koria~: words within some edits.
func (s *Session) fuzzy(text string, edits int, in part) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) != 1 {
		return s.exact(text, in)
	}
	found, err := s.similar(document.FieldAll, row[0].Term, edits)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return none{}, nil
	}
	return phrase{[][]string{found}, in.from, in.to}, nil
}

// titleWord compiles title:word.
func (s *Session) titleWord(text string) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) == 1 && row[0].Kind != words.Unigram {
		return s.stemmed(row[0], document.FieldTitle), nil
	}
	return s.exact(text, inTitle())
}

// textWord compiles text:word: stems have no positions, so it is any of the
// forms of the word that the index has, in the text.
func (s *Session) textWord(text string) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) != 1 || row[0].Kind != words.Word {
		return s.exact(text, inText())
	}
	stemmed := s.stemTerms(row[0])
	found, err := s.spellings(row[0], stemmed)
	if err != nil {
		return nil, err
	}
	p := phrase{[][]string{found}, inText().from, inText().to}
	e := s.stemmed(row[0], document.FieldStem)
	e.Expr = And{e.Expr, p}
	return e, nil
}

// spellings returns the words of the index that have a stem of a word.
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
	near, err := s.beginning(document.FieldAll, common)
	if err != nil {
		return nil, err
	}
	found := []string{t.Term}
	for _, w := range near {
		for _, stem := range s.stemTerms(words.Token{Term: w}) {
			if w != t.Term && slices.Contains(stemmed, stem) {
				found = append(found, w)
				break
			}
		}
	}
	return found, nil
}
