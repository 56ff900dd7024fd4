package query

import "time"

// Node is one node of a query tree: And, Or, Not, All, Word, Phrase, Term,
// DateRange, Count, Is, Has, ID, Cluster or Topic, each as a plain value.
//
// String gives the node as query text that parses to the same node; Explain
// gives it in prefix form, as (and korea (not north)), dates in the zone.
type Node interface {
	String() string
	Explain(zone *time.Location) string
	node()
}

type (
	// And finds what all its nodes find. It has at least two, none an And.
	And struct{ Nodes []Node }

	// Or finds what any of its nodes finds. It has at least two, none an Or.
	Or struct{ Nodes []Node }

	// Not finds what its node does not find. It never holds another Not.
	Not struct{ Node Node }

	// All finds every story: the empty query, or a lone *.
	All struct{}
)

// Word is one word as it was typed, without its marks. Analysis may still find
// several words in it (10:30), or none.
type Word struct {
	Field  Field // Any, Title, Text or Publisher
	Text   string
	Exact  bool // +word: folded, not stemmed
	Prefix bool // word*
	Fuzzy  int  // word~1, word~2: the edits allowed; 0 is none
	Pos    int  // where it stands in the query, in bytes
}

// Phrase is words in order within one value: quoted, or the parts of a word
// with hyphens in it. It is never stemmed.
type Phrase struct {
	Field  Field // Any, Title, Text or Publisher
	Text   string
	Words  []string // Text cut at spaces and inner hyphens, at least one
	Hyphen bool     // typed as one word: K-pop, which kpop may stand for
	Pos    int
}

// Term is a whole value of a field that has no words: a site, feed, tag or
// language. A site is a lower-case host, a language a lower-case code.
type Term struct {
	Field  Field // Site, Feed, Tag or Lang
	Value  string
	Prefix bool // tag:pol*; only tags
	Pos    int
}

// DateRange is the half-open range [From, To); a zero end is open.
type DateRange struct {
	Field    Field // Published or Seen
	From, To time.Time

	// FirstDay and LastDay are the days of the archive's zone that the range
	// touches, both included, as 2026-01-14; empty where the range is open.
	FirstDay, LastDay string
	// WholeDays says that the range begins and ends with those days, so that
	// the days alone decide.
	WholeDays bool

	Pos int
}

// Count compares a number of the story's cluster: Min <= n <= Max. Max is
// [NoMax] when there is none.
type Count struct {
	Field    Field // Size or Publishers
	Min, Max int
	Pos      int
}

// Is asks for a flag: lead, edited, unresolved, undated, dup, cut, paywalled.
type Is struct {
	What string
	Pos  int
}

// Has asks for a part: text, image, revisions.
type Has struct {
	What string
	Pos  int
}

// ID is the stories with these ids.
type ID struct {
	IDs []int64
	Pos int
}

// Cluster is the stories of the items with these ids.
type Cluster struct {
	IDs []int64
	Pos int
}

// Topic is a saved query, and the tree that it stands for.
type Topic struct {
	Name string
	Node Node
	Pos  int
}

func (And) node()       {}
func (Or) node()        {}
func (Not) node()       {}
func (All) node()       {}
func (Word) node()      {}
func (Phrase) node()    {}
func (Term) node()      {}
func (DateRange) node() {}
func (Count) node()     {}
func (Is) node()        {}
func (Has) node()       {}
func (ID) node()        {}
func (Cluster) node()   {}
func (Topic) node()     {}
