package match

import (
	"math"
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/internal/words"
)

// Scored is an expression whose words count for relevance.
type Scored struct {
	Expr
	Words []Word
}

// Word is a word as the score sees it: the documents that have any of the
// terms gain by them. A plain word is also kept as it was typed.
type Word struct {
	Field string
	Terms []string
	Typed []string
	Boost float64 // 0 is 1
}

// part is a part of a document that a query may ask for.
type part struct{ from, to uint64 }

func everywhere() part  { return part{0, math.MaxUint64} }
func inTitle() part     { return part{document.AtTitle, document.AtPublisher} }
func inPublisher() part { return part{document.AtPublisher, document.AtHeadlines} }
func inText() part      { return part{document.AtText, math.MaxUint64} }

// cut cuts what a person typed into words: those that stand one after the
// other, and what they are when joined (K-pop: kpop).
func (s *Session) cut(text string) (row, joins []words.Token) {
	for _, t := range s.Tokenizer.Tokens(text) {
		switch t.Kind {
		case words.Compound:
			joins = append(joins, t)
		case words.LastRune: // a pair before it holds it
		default:
			row = append(row, t)
		}
	}
	return row, joins
}

// word compiles a word as typed outside quotes: any of its forms, in any
// language. A word that punctuation parts is a phrase of the parts, or the
// parts joined. A word without a letter or digit asks for nothing.
func (s *Session) word(text string) (Expr, error) {
	row, joins := s.cut(text)
	switch {
	case len(row) == 0:
		return All{}, nil
	case len(row) == 1 && row[0].Kind == words.Unigram:
		return s.exact(text, everywhere())
	case len(row) == 1:
		return s.anyForm(row[0])
	}
	places, err := s.slots(row)
	if err != nil {
		return nil, err
	}
	e := Or{scoredPhrase(Anywhere(places))}
	for _, j := range joins {
		if j.Pos == 0 && len(joins) == 1 && j.End == row[len(row)-1].End {
			e = append(e, s.stemmed(j, document.FieldStem))
		}
	}
	return e, nil
}

// stemmed matches any form of a word in a field.
func (s *Session) stemmed(t words.Token, field string) Scored {
	forms := s.stemTerms(t)
	return Scored{Terms{field, forms}, []Word{{Field: document.FieldStem, Terms: forms, Typed: exactTerms(t)}}}
}

// anyForm is plain over all fields; a broad question asks for the derived
// forms of a word too.
func (s *Session) anyForm(t words.Token) (Expr, error) {
	e := s.stemmed(t, document.FieldStem)
	if s.Broad == nil || t.Kind != words.Word {
		return e, nil
	}
	more, err := s.DerivedForms(document.FieldStem, t.Term)
	if err != nil {
		return nil, err
	}
	forms := e.Words[0].Terms
	for _, term := range more {
		if !slices.Contains(forms, term) {
			forms = append(forms, term)
		}
	}
	w := &e.Words[0]
	w.Terms = forms
	e.Expr = Terms{document.FieldStem, forms}
	return e, nil
}

// exactTerms returns the exact terms of a word; us may be the country.
func exactTerms(t words.Token) []string {
	if t.Term == "us" {
		return []string{t.Term, words.TheUS}
	}
	return []string{t.Term}
}

// stemTerms returns the stem terms of a word in every language.
func (s *Session) stemTerms(t words.Token) []string {
	forms := s.Stemmers.Every(t)
	if t.Term == "us" {
		forms = append(forms, words.TheUS)
	}
	return forms
}

// exact compiles words in quotes, in order: folded, not stemmed.
func (s *Session) exact(text string, in part) (Expr, error) {
	row, _ := s.cut(text)
	if len(row) == 0 {
		return All{}, nil
	}
	places, err := s.slots(row)
	if err != nil {
		return nil, err
	}
	return scoredPhrase(phrase{places, in.from, in.to}), nil
}

// slots returns the alternatives for each place of a phrase.
func (s *Session) slots(row []words.Token) ([][]string, error) {
	first, end := row[0].Pos, row[len(row)-1].Pos
	places := make([][]string, end-first+1)
	for _, t := range row {
		alternatives := exactTerms(t)
		if t.Kind == words.Unigram {
			var err error
			if alternatives, err = s.beginning(document.FieldAll, t.Term); err != nil {
				return nil, err
			}
			if len(alternatives) == 0 {
				alternatives = []string{t.Term}
			}
		}
		places[t.Pos-first] = alternatives
	}
	return places, nil
}

func scoredPhrase(p phrase) Scored {
	e := Scored{Expr: p}
	for i, place := range p.slots {
		if len(place) > 0 && p.same(i) == i {
			e.Words = append(e.Words, Word{Field: document.FieldAll, Terms: place})
		}
	}
	return e
}
