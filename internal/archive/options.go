package archive

import (
	"fmt"
	"time"

	"newsarchive/index"
)

// SearchOptions say what a search asks, which page of the answer it shows, and
// what it loads.
type SearchOptions struct {
	Question
	Page
	Load
	Progress Progress // of building an index that is missing or damaged
	Without  []string // parts of the ranking of a question to leave out, of [RankingParts]
}

// Question says which stories are asked for. All that is given must hold; the
// zero value asks for every story.
type Question struct {
	Text      string         // in the query language
	Since     string         // published on or after the start of this date
	Until     string         // published on or before the end of this date
	Feed      []string       // any of these feeds, by name or number
	Publisher []string       // any of these publishers
	Any       bool           // any of the words instead of all, the most relevant first
	Strict    bool           // a hint is an error
	NoBlank   bool           // a text without a word or value, as "" or "!!!", finds no story instead of all
	TimeZone  *time.Location // of clock times in the text; nil: the archive's
	AsOf      string         // a date: answer with what the archive knew at its end
	New       string         // a topic: only its stories that were not shown; see [Archive.Shown]

	progress Progress // of building the index, where words are learned
}

// Empty reports whether every story is asked for.
func (q Question) Empty() bool {
	return q.Text == "" && q.Since == "" && q.Until == "" && len(q.Feed) == 0 && len(q.Publisher) == 0 && q.New == ""
}

// Page says in which order and groups stories are shown, and which groups.
type Page struct {
	Sort   Sort     // empty: by relevance
	Group  Grouping // empty: by chain
	Size   int      // number of groups; with Question.New, 0 is all
	Offset int      // number of groups to skip
	After  *PageEnd // where to begin instead: [Answer.Next] of the page before
}

// Load says what an answer holds beside the total.
type Load struct {
	Stories   Detail
	Facets    []string // count the stories by these; see [FacetNames]
	FacetSize int      // maximum number of values of a facet
	Span      bool     // load [Answer.Span]
	End       bool     // load [Answer.Next]
	Relax     bool     // when no story has all the words, load those that have the most
}

// Detail is how much of each story an answer holds.
type Detail int

// The details.
const (
	FullStories Detail = iota // headline, publisher, dates, passage, marks
	StoryIDs                  // id, place and score; the rest may be left out
	NoStories                 // no groups at all: only what is counted
)

// onlyTotal reports whether nothing but the number of stories is wanted.
func (l Load) onlyTotal() bool {
	return l.Stories == NoStories && len(l.Facets) == 0 && !l.Span && !l.Relax
}

// Sort is the order of an answer.
type Sort string

// The orders.
const (
	SortRelevance Sort = "relevance" // the most relevant first, among equals the newer
	SortNewest    Sort = "newest"    // by effective date
	SortOldest    Sort = "oldest"
	// SortSize is the events with the most stories found first, the largest clusters
	// if stories are not grouped by event; among equals the newer.
	SortSize Sort = "size"
)

func (s Sort) index() index.Sort {
	switch s {
	case SortNewest:
		return index.Newest
	case SortOldest:
		return index.Oldest
	case SortSize:
		return index.Largest
	default:
		return index.Relevance
	}
}

// ParseSort reads an order's name.
func ParseSort(name string) (Sort, error) {
	for _, s := range []Sort{SortRelevance, SortNewest, SortOldest, SortSize} {
		if string(s) == name {
			return s, nil
		}
	}
	return "", fmt.Errorf("there is no order %q; there are relevance, newest, oldest and size", name)
}
