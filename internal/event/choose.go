package event

import (
	"cmp"
	"slices"
)

// Place is where a story stands in the order.
type Place struct {
	ID, Time int64
	Tie      uint64
}

// Compare orders places: -1 if p comes before q.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Time, q.Time), cmp.Compare(p.Tie, q.Tie), cmp.Compare(p.ID, q.ID))
}

// Chooser chooses candidates. It keeps its memory from one story to the next, and is
// for one goroutine.
type Chooser struct {
	of    int64 // the story
	found []counted
	index index
	ids   []int64
}

// counted is a story and by how many keys and items it was found.
type counted struct {
	Place
	times int
}

// Begin begins with a story, whose id is given.
func (c *Chooser) Begin(story int64) {
	c.of, c.found = story, c.found[:0]
	c.index.clear()
}

// Add adds a story that one of the keys or items found.
func (c *Chooser) Add(p Place) {
	if p.ID == c.of {
		return
	}
	at, known := c.index.of(p.ID)
	if !known {
		c.found = append(c.found, counted{Place: p})
	}
	c.found[at].times++
}

// Candidates returns the ids of the stories that were added, each once: at most
// MaxCandidates, those that were found most often, and of these the nearest in the
// order. The slice is valid until the next call.
func (c *Chooser) Candidates() []int64 {
	if len(c.found) > MaxCandidates {
		slices.SortFunc(c.found, func(a, b counted) int {
			return cmp.Or(cmp.Compare(b.times, a.times), b.Compare(a.Place))
		})
		c.found = c.found[:MaxCandidates]
	}
	c.ids = c.ids[:0]
	for i := range c.found {
		c.ids = append(c.ids, c.found[i].ID)
	}
	return c.ids
}
