package news

import "time"

// NewDay is a day of UTC on which fetches of a feed brought new items.
type NewDay struct {
	Date  time.Time // its beginning
	Items int
}

// Window is a document of a feed all of whose items were new: what came between
// the fetch before and its oldest item may have been missed.
type Window struct {
	At     time.Time `json:"at"`              // when it was fetched
	Before time.Time `json:"before,omitzero"` // the good fetch before; zero if unknown
	Items  int       `json:"items"`
	// Oldest and Newest are the dates of its items; zero if they have none.
	Oldest time.Time `json:"oldest,omitzero"`
	Newest time.Time `json:"newest,omitzero"`
}

// NewWindow returns the window of items that one fetch brought. Dates after the
// fetch do not count.
func NewWindow(at, before time.Time, items []Item) Window {
	w := Window{At: at, Before: before, Items: len(items)}
	for _, it := range items {
		t := it.Published.Time
		if t.IsZero() || t.After(at) {
			continue
		}
		if w.Oldest.IsZero() || t.Before(w.Oldest) {
			w.Oldest = t
		}
		if t.After(w.Newest) {
			w.Newest = t
		}
	}
	return w
}
