package match

import (
	"math"

	"newsarchive/index/internal/document"
	"newsarchive/internal/words"
)

// Scored is an expression whose words count for relevance.
type Scored struct {
	Expr
	Words []Word
}

// Word is a word of a query that counts for relevance: documents with any of
// its terms gain. A plain word also has the exact terms that were typed.
type Word struct {
	Field string
	Terms []string
	Typed []string
	Boost float64 // 0 means 1
}

// part is a part of a document that a query may ask for.
type part struct{ from, to uint64 }

func everywhere() part  { return part{0, math.MaxUint64} }
func inTitle() part     { return part{document.AtTitle, document.AtPublisher} }
func inPublisher() part { return part{document.AtPublisher, document.AtHeadlines} }
func inText() part      { return part{document.AtText, math.MaxUint64} }

// cut cuts the text of a query into words in a row, and the compounds of them
// (K-pop: kpop).
func (s *Session) cut(text string) (row, compounds []words.Token) {
	for _, t := range s.Tokenizer.Tokens(text) {
		switch t.Kind {
		case words.Compound:
			compounds = append(compounds, t)
		case words.LastRune, words.Bare: // the token before it has it
		default:
			row = append(row, t)
		}
	}
	return row, compounds
}

// word compiles a word outside quotes: any of its forms, in any language. A
// word with punctuation inside is a phrase of its parts, or their compound. A
// word without a letter or digit matches everything.
func (s *Session) word(text string) (Expr, error) {
	row, compounds := s.cut(text)
	switch {
	case len(row) == 0:
		return All{}, nil
	case len(row) == 1 && row[0].Kind == words.Unigram:
		return s.exact(text, everywhere())
	case len(row) == 1:
		return s.anyForm(row[0], document.FieldStem), nil
	}
	slots, err := s.slots(row)
	if err != nil {
		return nil, err
	}
	e := Or{scoredPhrase(anywhere(slots))}
	for _, j := range compounds {
		if j.Pos == 0 && len(compounds) == 1 && j.End == row[len(row)-1].End {
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

// exactTerms returns the exact terms of a word; "us" may be the country.
func exactTerms(t words.Token) []string {
	if t.Term == "us" {
		return []string{t.Term, words.TheUS}
	}
	return append([]string{t.Term}, t.Also...)
}

// stemTerms returns the stem terms that a word asks for, in every language.
func (s *Session) stemTerms(t words.Token) []string {
	forms := s.Stemmers.AskedInAll(t)
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
	slots, err := s.slots(row)
	if err != nil {
		return nil, err
	}
	return scoredPhrase(phrase{slots, in.from, in.to}), nil
}

// slots returns the alternatives for each position of a phrase.
func (s *Session) slots(row []words.Token) ([][]string, error) {
	first, end := row[0].Pos, row[len(row)-1].Pos
	slots := make([][]string, end-first+1)
	for _, t := range row {
		alternatives := exactTerms(t)
		if t.Kind == words.Unigram {
			var err error
			if alternatives, err = s.Lexicon.FirstLetter(t.Term); err != nil {
				return nil, err
			}
		}
		slots[t.Pos-first] = alternatives
	}
	return slots, nil
}

func scoredPhrase(p phrase) Scored {
	e := Scored{Expr: p}
	for i, terms := range p.slots {
		if len(terms) > 0 && p.same(i) == i {
			e.Words = append(e.Words, Word{Field: document.FieldAll, Terms: terms})
		}
	}
	return e
}
