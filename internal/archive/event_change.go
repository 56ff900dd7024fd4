package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"newsarchive/store"
)

// Errors of changes to events.
var (
	// ErrOneEvent: numbers that are to be joined lead to one event already.
	ErrOneEvent = errors.New("they are one event already")
	// ErrWholeEvent: a split would leave nothing of the event.
	ErrWholeEvent = errors.New("these are all stories of the event")
	// ErrSeveralEvents: stories that are to be split from an event are of several.
	ErrSeveralEvents = errors.New("these stories are of several events")
)

// EventChange is what a join or split of events did.
type EventChange struct {
	Event   int64   `json:"event"`          // the event of the stories now
	Was     []int64 `json:"was"`            // the events before
	Stories []int64 `json:"stories"`        // that were named; the roots of these
	Rest    int64   `json:"rest,omitempty"` // of a split: the event of the others
}

// JoinEvents makes one event of those to which the numbers lead: two or more. What
// belongs to any of them, now or later, is of that event. The error wraps
// [store.ErrNotFound] when a number leads nowhere.
func (a *Archive) JoinEvents(ctx context.Context, numbers []int64, progress Progress) (done EventChange, err error) {
	if done, err = a.eventsNamed(ctx, numbers); err != nil {
		return done, err
	}
	if len(done.Was) < 2 {
		return done, ErrOneEvent
	}
	if err := a.store.JoinEvents(ctx, done.Was, a.now()); err != nil {
		return done, err
	}
	err = a.afterEvents(ctx, &done, progress)
	return done, err
}

// SplitEvent takes stories out of their event; together they are another one. The
// stories that follow them there are decided as always. The error wraps
// [store.ErrNotFound] when there is no such story.
func (a *Archive) SplitEvent(ctx context.Context, stories []int64, progress Progress) (done EventChange, err error) {
	for _, id := range stories {
		if _, err := a.store.Root(ctx, id); err != nil {
			return done, err
		}
	}
	if done, err = a.eventsNamed(ctx, stories); err != nil {
		return done, err
	}
	if len(done.Was) > 1 {
		return done, ErrSeveralEvents
	}
	of, err := a.store.AllEventStories(ctx, done.Was)
	if err != nil {
		return done, err
	}
	rest := slices.DeleteFunc(of, func(id int64) bool { return slices.Contains(done.Stories, id) })
	if len(rest) == 0 {
		return done, ErrWholeEvent
	}
	if err := a.store.SplitEvent(ctx, done.Stories, rest, a.now()); err != nil {
		return done, err
	}
	if err := a.afterEvents(ctx, &done, progress); err != nil {
		return done, err
	}
	events, err := a.store.EventsOf(ctx, rest[:1])
	done.Rest = events[rest[0]]
	return done, err
}

// eventsNamed returns the stories and events to which numbers lead.
func (a *Archive) eventsNamed(ctx context.Context, numbers []int64) (done EventChange, err error) {
	if err := a.joinEvents(ctx, func() error { return a.remakeEvents(ctx, nil) }); err != nil { // what a killed process has left
		return done, err
	}
	for _, number := range numbers {
		event, err := a.store.EventNumber(ctx, number)
		if err != nil {
			return done, fmt.Errorf("event %d: %w", number, err)
		}
		story, err := a.store.Root(ctx, number)
		if errors.Is(err, store.ErrNotFound) {
			story, err = event, nil
		}
		if err != nil {
			return done, err
		}
		if !slices.Contains(done.Stories, story) {
			done.Stories = append(done.Stories, story)
		}
		if !slices.Contains(done.Was, event) {
			done.Was = append(done.Was, event)
		}
	}
	return done, nil
}

// afterEvents decides the events anew and says which one the stories have.
func (a *Archive) afterEvents(ctx context.Context, done *EventChange, progress Progress) error {
	if err := a.updateIndex(ctx, "the events", progress); err != nil {
		return err
	}
	events, err := a.store.EventsOf(ctx, done.Stories[:1])
	done.Event = events[done.Stories[0]]
	return err
}

// maxReasons is how many stories of an event are explained.
const maxReasons = 200

// ExplainEvent says of the stories of the event to which a number leads why they
// are of it, the first seen first: of up to maxReasons.
func (a *Archive) ExplainEvent(ctx context.Context, number int64) (e Event, reasons []store.EventReason, err error) {
	if e, err = a.Event(ctx, number); err != nil {
		return e, nil, err
	}
	var ids []int64
	for _, st := range e.Stories[:min(len(e.Stories), maxReasons)] {
		ids = append(ids, st.ID)
	}
	reasons, err = a.store.ExplainEvents(ctx, ids)
	return e, reasons, err
}
