package match

import (
	"fmt"
	"strconv"

	"newsarchive/index/internal/document"
)

// Clause says what a document must be like, as plain values, for another engine: one
// of the types below. The names of fields are those of [document.Terms].
type Clause interface{ clause() }

// The clauses.
type (
	// Every is all of these: every document where there are none.
	Every []Clause
	// Either is any of these: no document where there are none.
	Either []Clause
	// Except is what is not this.
	Except struct{ Clause }

	// HasTerm is any of some terms in a field.
	HasTerm struct {
		Field string
		Terms []string
	}
	// HasTermBetween is a term from one to another, both included.
	HasTermBetween struct{ Field, First, Last string }
	// InRow is words in a row, of which each has alternatives; none means any word.
	// In names the parts of the document of which one must have them all.
	InRow struct {
		Slots [][]string
		In    []string
	}
	// NumberBetween is a number from Low to before High.
	NumberBetween struct {
		Field     string
		Low, High uint64
	}
	// OfStories is the documents of these stories.
	OfStories []int64
)

func (Every) clause()          {}
func (Either) clause()         {}
func (Except) clause()         {}
func (HasTerm) clause()        {}
func (HasTermBetween) clause() {}
func (InRow) clause()          {}
func (NumberBetween) clause()  {}
func (OfStories) clause()      {}

// ClauseOf returns an expression as a clause. What is not in the index itself, such as
// the marks of stories, is an error.
func ClauseOf(e Expr) (Clause, error) {
	switch e := e.(type) {
	case All:
		return Every{}, nil
	case none:
		return Either{}, nil
	case And:
		all, err := ClausesOf(e)
		return Every(all), err
	case Or:
		any, err := ClausesOf(e)
		return Either(any), err
	case not:
		c, err := ClauseOf(e.Expr)
		return Except{c}, err
	case Scored:
		return ClauseOf(e.Expr)
	case Terms:
		if e.field == document.FieldAll {
			return anywhere([][]string{e.any}).inRow()
		}
		return HasTerm{e.field, e.any}, nil
	case between:
		return HasTermBetween{e.field, e.first, e.last}, nil
	case phrase:
		return e.inRow()
	case moments:
		return Every{HasTerm{e.day.field, e.day.any}, NumberBetween{e.field, e.low, e.high}}, nil
	case stories:
		return OfStories(e), nil
	case inFeeds:
		return OfFeeds(e...), nil
	}
	return nil, fmt.Errorf("a %T cannot be asked of another engine", e)
}

// OfFeeds is the documents of some feeds.
func OfFeeds(feeds ...int64) Clause {
	terms := make([]string, len(feeds))
	for i, id := range feeds {
		terms[i] = document.KeyFeed + strconv.FormatInt(id, 10)
	}
	return HasTerm{document.FieldKey, terms}
}

// ClausesOf returns expressions as clauses.
func ClausesOf(all []Expr) ([]Clause, error) {
	clauses := make([]Clause, len(all))
	for i, e := range all {
		var err error
		if clauses[i], err = ClauseOf(e); err != nil {
			return nil, err
		}
	}
	return clauses, nil
}

// inRow returns a phrase as a clause. One that begins with the headline has its
// beginning as its first word.
func (p phrase) inRow() (Clause, error) {
	switch in := (part{p.from, p.to}); in {
	case everywhere():
		return InRow{p.slots, document.Parts()}, nil
	case inTitle():
		return InRow{p.slots, []string{document.PartTitle}}, nil
	case inPublisher():
		return InRow{p.slots, []string{document.PartPublisher}}, nil
	case inText():
		return InRow{p.slots, []string{document.PartText}}, nil
	case part{document.AtTitle, document.AtTitle + 1}:
		return InRow{append([][]string{{document.Beginning}}, p.slots...), []string{document.PartTitle}}, nil
	default:
		return nil, fmt.Errorf("words from position %d to %d cannot be asked of another engine", p.from, p.to)
	}
}
