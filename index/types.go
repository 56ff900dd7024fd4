package index

import (
	"newsarchive/index/internal/count"
	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
	"newsarchive/internal/news"
)

// What matches.
type (
	// Names resolves names of feeds, topics and addresses, which can change.
	Names = match.Names
	// Completion is a word that a beginning may become.
	Completion = match.Completion
	// Slip is a word or a name of a query that no story has.
	Slip = match.Slip
	// TooManyError means that a prefix or a fuzzy word matches too many terms.
	TooManyError = match.TooManyError
)

// What ranks.
type (
	// Sort is the order of the hits.
	Sort = rank.Sort
	// Hit is a story that matches.
	Hit = rank.Hit
	// Place is where a story stands in the order of first sightings.
	Place = rank.Place
)

// The orders.
const (
	Relevance = rank.Relevance
	Newest    = rank.Newest
	Oldest    = rank.Oldest
	Largest   = rank.Largest
)

// What counts.
type (
	// Facet is a property of stories that has few values.
	Facet = count.Facet
	// FacetCount is how many stories have a value.
	FacetCount = count.FacetCount
	// Extent counts the chains and publishers of stories, and has their first and
	// last day.
	Extent = count.Extent
	// Rhythm counts the stories of a query over time.
	Rhythm = count.Rhythm
	// Timeline counts the stories of some queries over time.
	Timeline = count.Timeline
	// DayCount is how many stories of a query have a day as their date.
	DayCount = count.DayCount
	// ChainSpan is how long a chain has stories of a query.
	ChainSpan = count.ChainSpan
	// Mentions is how the stories of a query speak of a day.
	Mentions = count.Mentions
)

// The facets.
const (
	ByPublisher = count.ByPublisher
	ByFeed      = count.ByFeed
	ByLanguage  = count.ByLanguage
	BySite      = count.BySite
	ByYear      = count.ByYear
	ByMonth     = count.ByMonth
	ByDay       = count.ByDay
)

// Sum is a checksum of what a document is made of, in forty bits.
func Sum(e *news.Entry) uint64 { return document.Sum(e) }
