package index

import (
	"newsarchive/index/internal/match"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// Request says what to search for, and how to answer.
type Request struct {
	Query *query.Query
	Names Names
	// IDs, unless nil, restricts the answer to these stories.
	IDs  []int64
	Sort Sort
	// Most asks for the stories with the most of the query's words, at least
	// one. Everything else in the query must match.
	Most bool
	// From and Size choose the hits; with Size 0 there is only the total.
	From, Size int
	// Broad, unless nil, makes it a broad question.
	Broad *Broad
	// AsOf, unless nil, asks for the stories as they were.
	AsOf *AsOf
}

// Broad makes a request a question: it matches all stories about it, the most
// relevant first. English words count in all their derived forms (relate,
// relation, relational), repeated ones more. Of many words those that tell most
// are asked. Stop words do not match and weigh little. Words that the best
// stories share count a little (pseudo-relevance feedback), unless one story
// answers best by far.
type Broad struct {
	// Entries returns stories as they are indexed; nil means no feedback.
	Entries func(ids []int64) ([]news.Entry, error)
	// Without names [RankingParts] to leave out.
	Without []string
}

// RankingParts returns the names of the parts of how broad questions are ranked,
// which can be left out to measure what each brings.
func RankingParts() []string { return match.Parts() }

// WordCount is the number of stories that match one leaf of a query by itself.
type WordCount struct {
	Leaf  query.Node
	Count int64
}
