package index

import (
	"context"
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
	"newsarchive/internal/query"
)

// What another engine is told to find, and what it tells of what it found.
type (
	// Lexicon is what compiling needs to know of the other engine's index.
	Lexicon = match.Lexicon
	// Clause says what a document must be like: it is one of the types that follow.
	Clause         = match.Clause
	Every          = match.Every
	Either         = match.Either
	Except         = match.Except
	HasTerm        = match.HasTerm
	HasTermBetween = match.HasTermBetween
	InRow          = match.InRow
	NumberBetween  = match.NumberBetween
	OfStories      = match.OfStories
	// Candidate is a document that the other engine found, with what ranks it.
	Candidate = rank.Candidate
	// Corpus is what ranking needs to know of all documents.
	Corpus = rank.Corpus
)

// AllWords is the field of a [Lexicon] with the words of all parts of a document.
const AllWords = document.FieldAll

// Parts returns the names of the fields into which [Terms] parts [AllWords].
func Parts() []string { return document.Parts() }

// AtHost matches the documents of a host or of one below it.
func AtHost(host string) Clause {
	return HasTerm{Field: document.FieldKey, Terms: []string{document.KeySite + host}}
}

// OfFeed matches the documents of a feed.
func OfFeed(id int64) Clause { return match.OfFeeds(id) }

// Plan is a compiled query for another engine that has the [Terms] of each story. The
// engine finds the same stories, and the best of them are put in order as
// [View.Search] does, but for a broad question.
type Plan struct {
	Find  Clause
	First []Clause // what comes first of that, the best last
	Words []PlanWord
	Pairs []Clause // words that count more side by side
	words []match.Word
	broad bool
}

// PlanWord is a word that counts for relevance.
type PlanWord struct {
	Field string // of the terms
	Terms []string
	Exact bool    // the field is [AllWords]
	Find  Clause  // the documents with any of them
	Typed Clause  // those that have it as it was typed; nil: that does not count
	Boost float64 // 0 means 1
	Stop  bool    // of a broad question: a stop word beside others
}

// Compile compiles a query. Besides the errors of the lexicon and of names it returns
// *[TooManyError].
func Compile(ctx context.Context, lexicon Lexicon, names Names, q *query.Query) (*Plan, error) {
	return compile(ctx, lexicon, names, q, nil)
}

// CompileBroad compiles a broad question; see [Broad]. The words that its best stories
// share are not asked: their texts are in the archive only.
func CompileBroad(ctx context.Context, lexicon Lexicon, names Names, q *query.Query) (*Plan, error) {
	return compile(ctx, lexicon, names, q, match.NewBroad([]string{match.PartFeedback, match.PartGate}))
}

func compile(ctx context.Context, lexicon Lexicon, names Names, q *query.Query, broad *match.Broad) (*Plan, error) {
	zone := q.Zone
	if zone == nil {
		zone = time.UTC
	}
	c := match.Compiler{Session: match.NewCompiling(ctx, lexicon, zone), Names: names}
	c.Broad = broad
	e, err := c.CompileQuery(q, false)
	if err != nil {
		return nil, err
	}
	words := rank.WordsOf(e)
	p := &Plan{words: rank.Distinct(words), broad: broad != nil}
	stop := make([]bool, len(p.words))
	if p.broad {
		stop = rank.Question(p.words, broad)
	}
	if p.Find, err = match.ClauseOf(e); err != nil {
		return nil, err
	}
	for i, w := range p.words {
		planned, err := planWord(w)
		if err != nil {
			return nil, err
		}
		planned.Stop = stop[i]
		p.Words = append(p.Words, planned)
	}
	if len(words) == 0 || p.broad {
		return p, nil // ordered by date, or by its words alone
	}
	first, err := c.First(q)
	if err != nil {
		return nil, err
	}
	if p.First, err = match.ClausesOf(first); err != nil {
		return nil, err
	}
	p.Pairs, err = match.ClausesOf(rank.Pairs(words))
	return p, err
}

func planWord(w match.Word) (p PlanWord, err error) {
	p = PlanWord{Field: w.Field, Terms: w.Terms, Exact: w.Field == document.FieldAll, Boost: w.Boost}
	if p.Find, err = match.ClauseOf(match.AnyOf(w.Field, w.Terms)); err == nil && len(w.Typed) > 0 {
		p.Typed, err = match.ClauseOf(match.AnyOf(document.FieldAll, w.Typed))
	}
	return p, err
}

// Order puts what was found in the order of its relevance.
func (p *Plan) Order(c Corpus, some []Candidate) {
	c.Question = p.broad
	for _, w := range p.Words {
		c.Stop = append(c.Stop, w.Stop)
	}
	c.Order(some, p.words, len(p.Pairs))
}

// Length is the length by which a story of some words is scored.
func (p *Plan) Length(words int) float64 { return rank.Corpus{Question: p.broad}.Length(words) }

// EffectiveLength is the length by which a story of some words is scored by another
// engine, and here unless a question is broad.
func EffectiveLength(words int) float64 { return rank.EffectiveLength(words) }
