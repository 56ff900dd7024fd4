package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

// EventKind is the kind of an event.
type EventKind string

// The kinds of events.
const (
	EventAdded     EventKind = "added"     // a feed was added to the archive
	EventItem      EventKind = "item"      // an item appeared, with Count stories
	EventContinued EventKind = "continued" // an item appeared that continues another; Was is that one's lead
	EventGone      EventKind = "gone"      // an item left its feed, with its Count stories
	EventJoined    EventKind = "joined"    // a story joined an existing item
	EventReturned  EventKind = "returned"  // a story that had left returned
	EventLeft      EventKind = "left"      // a story left an item that continues
	EventLead      EventKind = "lead"      // another story became the lead; Was is the old lead
	EventHeadline  EventKind = "headline"  // a story's headline changed from Was
	EventEdited    EventKind = "edited"    // a field of an item changed from Was
	EventSame      EventKind = "same"      // a story proved to be the same as Other
	EventText      EventKind = "text"      // the text of a story's page was added
	EventRetold    EventKind = "retold"    // the text of a story's page changed: its version Count
	EventPageGone  EventKind = "page-gone" // a story's page is gone
	EventNoText    EventKind = "no-text"   // a story's page brought no text; Was is why
	EventImported  EventKind = "imported"  // a file was imported
	EventFailing   EventKind = "failing"   // Count fetches failed in a row, until Last
	EventRecovered EventKind = "recovered" // a fetch succeeded after Count failures
)

// Event is one entry of a history.
type Event struct {
	At        time.Time `json:"at"`
	Kind      EventKind `json:"kind"`
	Feed      int64     `json:"feed"`
	FeedLabel string    `json:"feed_label"`
	Item      int64     `json:"item,omitempty"`
	Story     int64     `json:"story,omitempty"`
	Other     int64     `json:"other,omitempty"` // the continued item, or the root of the story
	Publisher string    `json:"publisher,omitempty"`
	Title     string    `json:"title,omitempty"` // the headline, the new value, or the file's path
	Field     string    `json:"field,omitempty"` // the edited field of an item
	Was       string    `json:"was,omitempty"`
	Count     int       `json:"count,omitempty"`
	Last      time.Time `json:"last,omitzero"` // the last of a run of failures
	Error     string    `json:"error,omitempty"`

	order int64 // orders events of one moment and kind
}

// EventFilter selects events; its zero value selects all.
type EventFilter struct {
	Items   []int64 // only of these items; nil: all
	Stories []int64 // only of these stories; nil: all
	Feed    int64   // only of this feed, including its fetches; 0: all
	// Since and Until bound the time of the events: from the one to just
	// before the other. Zero is no bound.
	Since, Until time.Time
	Limit        int // number of events, the newest first; 0: all
}

// Log returns events, the newest first. They come from appearances, revisions,
// pairs and the ledger. Two kinds are included only when items are asked for,
// because they happen to all: when texts of stories were added, and when an
// item with a single story left its feed.
func (s *Store) Log(ctx context.Context, f EventFilter) ([]Event, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", classify(err))
	}
	defer tx.Rollback() //nolint:errcheck // nothing is written
	r := &logReader{ctx: ctx, db: tx, EventFilter: f}
	reads := []func() error{r.items, r.arrivals, r.departures, r.leads, r.gone, r.revisions, r.pairs, r.posts, r.retold, r.vanished}
	if f.Items == nil {
		reads = append(reads, r.added, r.fetches)
	} else {
		reads = append(reads, r.texts, r.firstTexts, r.noTexts)
	}
	for _, read := range reads {
		if err := read(); err != nil {
			return nil, fmt.Errorf("read the history: %w", err)
		}
	}
	slices.SortStableFunc(r.events, newestFirst)
	if f.Limit > 0 && len(r.events) > f.Limit {
		r.events = r.events[:f.Limit]
	}
	return r.events, nil
}

// newestFirst orders events by time, the newest first. Events of one moment
// are ordered by feed; within a feed, its fetches come first, then its items,
// the newest first, each with its events in reverse order. The queries of the
// log use the same order, so that the newest of each table are among the
// newest of all.
func newestFirst(a, b Event) int {
	return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Feed, b.Feed), cmp.Compare(level(b), level(a)), cmp.Compare(b.Item, a.Item),
		cmp.Compare(kindOrder(b.Kind), kindOrder(a.Kind)), cmp.Compare(b.order, a.order), cmp.Compare(b.Story, a.Story))
}

// level is 0 for the start of a feed, 1 for events of its items, 2 for its
// fetches.
func level(e Event) int {
	switch {
	case e.Kind == EventAdded:
		return 0
	case e.Item != 0:
		return 1
	}
	return 2
}

// kindOrder is the order in which events happen at one moment.
func kindOrder(k EventKind) int {
	return slices.Index([]EventKind{
		EventAdded, EventFailing, EventRecovered, EventImported, EventItem, EventContinued, EventText, EventJoined, EventReturned,
		EventSame, EventRetold, EventNoText, EventPageGone, EventHeadline, EventEdited, EventLead, EventLeft, EventGone,
	}, k)
}

// logReader reads events, one table at a time.
type logReader struct {
	ctx context.Context
	db  querier
	EventFilter
	events []Event
}
