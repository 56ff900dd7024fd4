package query

import "time"

// Node is one node of a query tree: And, Or, Not, All, Word, Phrase, Term,
// DateRange, Count, Is, Has, ID, Cluster, Event, Similar, Learned or Topic, each as a plain value.
//
// String returns the node as query text that parses to the same node. Explain
// returns it in prefix form, as (and korea (not north)), with dates in the zone.
type Node interface {
	String() string
	Explain(zone *time.Location) string
	node()
}

type (
	// And matches if all its nodes do. It has at least two; none is an And.
	And struct{ Nodes []Node }

	// Or matches if any of its nodes does. It has at least two; none is an Or.
	Or struct{ Nodes []Node }

	// Not matches if its node does not. The node is never a Not.
	Not struct{ Node Node }

	// All matches every story: the empty query, or a lone *.
	All struct{}
)

// Word is one word as it was typed, without its marks. Analysis may cut it into
// several terms (10:30), or none.
type Word struct {
	Field  Field // Any, Title, Text or Publisher
	Text   string
	Exact  bool // +word: folded, not stemmed
	Prefix bool // word*
	Fuzzy  int  // word~1, word~2: the edits allowed; 0 is none
	Times  int  // how often a question has the word, which [Prose] counts; 0 is once
	Cut    bool // word…, the last of the text: it may go on
	Pos    int  // its position in the query, in bytes

	Excluded bool // a question excludes it: "but not golf"; it weighs against a story
}

// Phrase is a sequence of words: quoted, or the parts of a word with hyphens. It
// is never stemmed.
type Phrase struct {
	Field  Field // Any, Title, Text or Publisher
	Text   string
	Words  []string // Text cut at spaces and inner hyphens, at least one
	Hyphen bool     // typed as one word: K-pop, which also matches kpop
	Cut    bool     // it ends in an ellipsis: its last word may go on
	Pos    int

	Excluded bool // as in [Word]; only of a Hyphen
}

// Term is a value that is compared whole: a site, feed, tag or language. A site
// is a lower-case host, a language a lower-case code.
type Term struct {
	Field  Field // Site, Author, Link, FeedName, Tag or Lang
	Value  string
	Prefix bool // tag:pol*; only tags, authors and links
	Pasted bool // an address, or the token of a Google News address, without link: before it
	Pos    int
}

// DateRange is the half-open range [From, To); a zero end is open.
type DateRange struct {
	Field    Field // Published or Seen
	From, To time.Time

	// FirstDay and LastDay are the days of the archive's zone that the range
	// touches, both included, as 2026-01-14; empty where the range is open.
	FirstDay, LastDay string
	// WholeDays says that the range begins and ends with these days, so that
	// comparing days is enough.
	WholeDays bool

	Pos int
}

// Count compares a number of the story's cluster: Min <= n <= Max. Max is
// [NoMax] if the range is open.
type Count struct {
	Field    Field // Size or Publishers
	Min, Max int
	Pos      int
}

// Is matches a flag: lead, edited, unresolved, undated, dup, cut, paywalled; or a
// mark: read, unread, starred, later.
type Is struct {
	What string
	Pos  int
}

// Has matches stories with a part: text, image, revisions.
type Has struct {
	What string
	Pos  int
}

// ID matches the stories with these ids.
type ID struct {
	IDs []int64
	Pos int
}

// Cluster matches the stories of the items with these ids.
type Cluster struct {
	IDs []int64
	Pos int
}

// Similar matches the stories that share words with one, without that story.
type Similar struct {
	ID   int64
	Node Node // any of its words, as of [Prose]; All if it has none
	Pos  int
}

// Event matches the stories of the events to which these numbers lead.
type Event struct {
	IDs []int64
	Pos int
}

// Learned is ~~word: the word, or one of those that stand for it.
type Learned struct {
	Word Word     // without marks
	More []Lesson // the best first
	Pos  int
}

// Lesson is a word that headlines have in place of another one.
type Lesson struct {
	Text string `json:"word"`
	// Headlines and Events say how many headlines have it in place of the other
	// word, and of how many events these are.
	Headlines int `json:"headlines"`
	Events    int `json:"events"`
}

// Topic is a saved query and its tree.
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
func (Similar) node()   {}
func (Event) node()     {}
func (Learned) node()   {}
func (Topic) node()     {}
