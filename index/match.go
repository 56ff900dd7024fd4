package index

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// scored is an expression whose words count for relevance.
type scored struct {
	expr
	weigh []weight
}

// weight is a word as the score sees it: the documents that have any of the
// terms gain by them, and once more by the title's. A plain word is also kept
// as it was typed.
type weight struct {
	field string
	terms []string
	title []string
	typed []string
}

// part is a part of a document that a query may ask for.
type part struct{ from, to uint64 }

func everywhere() part  { return part{0, math.MaxUint64} }
func inTitle() part     { return part{atTitle, atPublisher} }
func inPublisher() part { return part{atPublisher, atHeadlines} }
func inText() part      { return part{atText, math.MaxUint64} }

// look cuts what a person typed into words: those that stand one after the
// other, and what they are when joined (K-pop: kpop).
func (s *session) look(text string) (row, joins []token) {
	for _, t := range s.words.scan(text) {
		switch t.kind {
		case joined:
			joins = append(joins, t)
		case last: // a pair before it holds it
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
	case len(row) == 1 && row[0].kind == single:
		return s.exact(text, everywhere())
	case len(row) == 1:
		return s.plain(row[0], fieldStem), nil
	}
	places, err := s.places(row)
	if err != nil {
		return nil, err
	}
	e := or{weighPhrase(anywhere(places))}
	for _, j := range joins {
		if j.pos == 0 && len(joins) == 1 && j.end == row[len(row)-1].end {
			e = append(e, s.plain(j, fieldStem))
		}
	}
	return e, nil
}

// plain matches any form of a word in a field.
func (s *session) plain(t token, field string) scored {
	forms := s.forms(t)
	return scored{terms{field, forms}, []weight{{fieldStem, forms, forms, spelled(t)}}}
}

// spelled returns the exact terms of a word; us may be the country.
func spelled(t token) []string {
	if t.term == "us" {
		return []string{t.term, theUS}
	}
	return []string{t.term}
}

// forms returns the stem terms of a word in every language.
func (s *session) forms(t token) []string {
	forms := s.stems.every(t)
	if t.term == "us" {
		forms = append(forms, theUS)
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
func (s *session) places(row []token) ([][]string, error) {
	first, end := row[0].pos, row[len(row)-1].pos
	places := make([][]string, end-first+1)
	for _, t := range row {
		alternatives := spelled(t)
		if t.kind == single {
			var err error
			if alternatives, err = s.beginning(fieldAll, t.term); err != nil {
				return nil, err
			}
			if len(alternatives) == 0 {
				alternatives = []string{t.term}
			}
		}
		places[t.pos-first] = alternatives
	}
	return places, nil
}

func weighPhrase(p phrase) scored {
	e := scored{expr: p}
	for _, place := range p.places {
		if len(place) > 0 {
			e.weigh = append(e.weigh, weight{field: fieldAll, terms: place})
		}
	}
	return e
}

// prefix compiles kor*: every word that begins so.
func (s *session) prefix(text string, in part) (expr, error) {
	row, _ := s.look(text)
	if len(row) == 0 {
		return all{}, nil
	}
	end := row[len(row)-1]
	found, err := s.withPrefix(fieldAll, end.term, text)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return none{}, nil
	}
	places, err := s.places(row)
	if err != nil {
		return nil, err
	}
	places[len(places)-1] = found
	return phrase{places, in.from, in.to}, nil
}

// fuzzy compiles koria~: words within some edits.
func (s *session) fuzzy(text string, edits int, in part) (expr, error) {
	row, _ := s.look(text)
	if len(row) != 1 {
		return s.exact(text, in)
	}
	found, err := s.like(fieldAll, row[0].term, edits)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return none{}, nil
	}
	return phrase{[][]string{found}, in.from, in.to}, nil
}

// titled compiles title:word.
func (s *session) titled(text string) (expr, error) {
	row, _ := s.look(text)
	if len(row) == 1 && row[0].kind != single {
		return s.plain(row[0], fieldTitle), nil
	}
	return s.exact(text, inTitle())
}

// bodied compiles text:word: stems have no positions, so it is any of the
// forms of the word that the index has, in the text.
func (s *session) bodied(text string) (expr, error) {
	row, _ := s.look(text)
	if len(row) != 1 || row[0].kind != word {
		return s.exact(text, inText())
	}
	stemmed := s.forms(row[0])
	found, err := s.spellings(row[0], stemmed)
	if err != nil {
		return nil, err
	}
	p := phrase{[][]string{found}, inText().from, inText().to}
	e := s.plain(row[0], fieldStem)
	e.expr = and{e.expr, p}
	return e, nil
}

// spellings returns the words of the index that have a stem of a word.
func (s *session) spellings(t token, stemmed []string) ([]string, error) {
	common := t.term
	for _, stem := range stemmed {
		stem = strings.TrimLeft(stem, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		for !strings.HasPrefix(stem, common) {
			_, n := utf8.DecodeLastRuneInString(common)
			common = common[:len(common)-n]
		}
	}
	if utf8.RuneCountInString(common) > 4 {
		_, n := utf8.DecodeLastRuneInString(common)
		common = common[:len(common)-n]
	}
	near, err := s.beginning(fieldAll, common)
	if err != nil {
		return nil, err
	}
	found := []string{t.term}
	for _, w := range near {
		for _, stem := range s.forms(token{term: w}) {
			if w != t.term && slices.Contains(stemmed, stem) {
				found = append(found, w)
				break
			}
		}
	}
	return found, nil
}
