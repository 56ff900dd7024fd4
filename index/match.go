package index

import (
	"math"
	"slices"

	"newsarchive/internal/words"
)

// scored is an expression whose words count for relevance.
type scored struct {
	expr
	weigh []weight
}

// weight is a word as the score sees it: the documents that have any of the
// terms gain by them. A plain word is also kept as it was typed.
type weight struct {
	field string
	terms []string
	typed []string
	boost float64 // 0 is 1
}

// part is a part of a document that a query may ask for.
type part struct{ from, to uint64 }

func everywhere() part  { return part{0, math.MaxUint64} }
func inTitle() part     { return part{atTitle, atPublisher} }
func inPublisher() part { return part{atPublisher, atHeadlines} }
func inText() part      { return part{atText, math.MaxUint64} }

// look cuts what a person typed into words: those that stand one after the
// other, and what they are when joined (K-pop: kpop).
func (s *session) look(text string) (row, joins []words.Token) {
	for _, t := range s.tokenizer.Tokens(text) {
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
func (s *session) word(text string) (expr, error) {
	row, joins := s.look(text)
	switch {
	case len(row) == 0:
		return all{}, nil
	case len(row) == 1 && row[0].Kind == words.Unigram:
		return s.exact(text, everywhere())
	case len(row) == 1:
		return s.related(row[0])
	}
	places, err := s.places(row)
	if err != nil {
		return nil, err
	}
	e := or{weighPhrase(anywhere(places))}
	for _, j := range joins {
		if j.Pos == 0 && len(joins) == 1 && j.End == row[len(row)-1].End {
			e = append(e, s.plain(j, fieldStem))
		}
	}
	return e, nil
}

// plain matches any form of a word in a field.
func (s *session) plain(t words.Token, field string) scored {
	forms := s.forms(t)
	return scored{terms{field, forms}, []weight{{field: fieldStem, terms: forms, typed: spelled(t)}}}
}

// related is plain over all fields; a broad question asks for the derived
// forms of a word too.
func (s *session) related(t words.Token) (expr, error) {
	e := s.plain(t, fieldStem)
	if s.broad == nil || t.Kind != words.Word {
		return e, nil
	}
	more, err := s.family(fieldStem, t.Term)
	if err != nil {
		return nil, err
	}
	forms := e.weigh[0].terms
	for _, term := range more {
		if !slices.Contains(forms, term) {
			forms = append(forms, term)
		}
	}
	w := &e.weigh[0]
	w.terms = forms
	e.expr = terms{fieldStem, forms}
	return e, nil
}

// spelled returns the exact terms of a word; us may be the country.
func spelled(t words.Token) []string {
	if t.Term == "us" {
		return []string{t.Term, words.TheUS}
	}
	return []string{t.Term}
}

// forms returns the stem terms of a word in every language.
func (s *session) forms(t words.Token) []string {
	forms := s.stemmers.Every(t)
	if t.Term == "us" {
		forms = append(forms, words.TheUS)
	}
	return forms
}

// exact compiles words in quotes, in order: folded, not stemmed.
func (s *session) exact(text string, in part) (expr, error) {
	row, _ := s.look(text)
	if len(row) == 0 {
		return all{}, nil
	}
	places, err := s.places(row)
	if err != nil {
		return nil, err
	}
	return weighPhrase(phrase{places, in.from, in.to}), nil
}

// places returns the alternatives for each place of a phrase.
func (s *session) places(row []words.Token) ([][]string, error) {
	first, end := row[0].Pos, row[len(row)-1].Pos
	places := make([][]string, end-first+1)
	for _, t := range row {
		alternatives := spelled(t)
		if t.Kind == words.Unigram {
			var err error
			if alternatives, err = s.beginning(fieldAll, t.Term); err != nil {
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

func weighPhrase(p phrase) scored {
	e := scored{expr: p}
	for i, place := range p.places {
		if len(place) > 0 && p.same(i) == i {
			e.weigh = append(e.weigh, weight{field: fieldAll, terms: place})
		}
	}
	return e
}
