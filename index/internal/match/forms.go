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
		return s.anyForm(row[0], document.FieldTitle), nil
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
	terms, err := s.spellings(row[0], s.stemTerms(row[0]))
	if err != nil {
		return nil, err
	}
	p := phrase{[][]string{terms}, inText().from, inText().to}
	e := s.stemmed(row[0], document.FieldStem)
	e.Expr = And{e.Expr, p}
	return e, nil
}

// spellings returns the words of the index with one of the stems that a word
// asks for.
func (s *Session) spellings(t words.Token, asked []string) ([]string, error) {
	terms := append(exactTerms(t), s.Stemmers.Unlike(asked)...)
	for _, from := range beginnings(t.Term, asked) {
		candidates, err := s.beginning(document.FieldAll, from)
		if err != nil {
			return nil, err
		}
		for _, w := range candidates {
			hasStem := func(stem string) bool { return slices.Contains(asked, stem) }
			if !slices.Contains(terms, w) && slices.ContainsFunc(s.Stemmers.Every(words.Token{Term: w}), hasStem) {
				terms = append(terms, w)
			}
		}
	}
	return terms, nil
}

// beginnings returns how the words with one of some stems begin, but for the
// irregular ones. An English stem is a word, of which forms may lose the last
// letter; in other languages a form and its stem have a beginning in common.
func beginnings(word string, stems []string) (all []string) {
	if arabic := words.WithArticle(word); arabic != nil {
		return arabic
	}
	english := string(rune(words.EnglishTag))
	common := word
	for _, stem := range stems {
		if base, ok := strings.CutPrefix(stem, english); ok {
			base = strings.TrimSuffix(base, words.OwnStem)
			if n := len(base); n > 2 && (base[n-1] == 'e' || base[n-1] == 'y') {
				base = base[:len(base)-1]
			}
			all = append(all, base)
			continue
		}
		stem = words.WithoutTag(stem)
		for !strings.HasPrefix(stem, common) {
			common = withoutLast(common)
		}
	}
	if utf8.RuneCountInString(common) > 4 {
		common = withoutLast(common)
	}
	all = append(all, common)
	slices.Sort(all) // a beginning stands before those that begin with it
	return slices.CompactFunc(all, func(a, b string) bool { return strings.HasPrefix(b, a) })
}

func withoutLast(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-n]
}
