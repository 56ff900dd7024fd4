package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
)

// ErrEventsStale means that the events of all stories are to be made again: by
// [Store.RemakeEvents].
var ErrEventsStale = errors.New("the events are not those of this archive or version")

// errEventsMoved: another process has followed the log meanwhile.
var errEventsMoved = errors.New("another process decides the events")

// EventFollower decides the events of stories as they change, by following the
// change log. It keeps what it has read, and is for one goroutine.
type EventFollower struct {
	store  *Store
	near   *neighbours
	reader *event.Reader
	mark   news.Mark // what is in memory is as of it
}

// FollowEvents returns a follower.
func (s *Store) FollowEvents() *EventFollower {
	return &EventFollower{store: s, reader: event.NewReader()}
}

// Mark returns the last change that Next has followed.
func (f *EventFollower) Mark() news.Mark { return f.mark }

// EventsWaiting returns how many changes are after those that were followed. The
// error is [ErrEventsStale] when that cannot be told.
func (s *Store) EventsWaiting(ctx context.Context) (int64, error) {
	mark, err := s.eventsMark(ctx)
	if err != nil {
		return 0, err
	}
	last, err := s.LastChange(ctx)
	return last.Seq - mark.Seq, err
}

// eventsMark returns the last change that was followed, or [ErrEventsStale].
func (s *Store) eventsMark(ctx context.Context) (m news.Mark, err error) {
	var version int
	if err := s.read.QueryRowContext(ctx, `SELECT version, seq, nonce FROM event_state`).Scan(&version, &m.Seq, &m.Nonce); err != nil {
		return m, fmt.Errorf("read how far events were followed: %w", classify(err))
	}
	if known, err := s.Knows(ctx, m); err != nil || !known || version != event.Version {
		return m, errors.Join(err, ErrEventsStale)
	}
	return m, nil
}

// Next decides the stories of up to limit changes, and those for which that changes
// something. It returns how many changes it followed; 0: there are no more. Only
// the stories near the changed ones are read.
func (f *EventFollower) Next(ctx context.Context, limit int) (n int, err error) {
	for {
		n, err = f.next(ctx, limit)
		if !errors.Is(err, errEventsMoved) {
			break
		}
	}
	if err != nil {
		f.near = nil
		return n, fmt.Errorf("decide the events of stories: %w", err)
	}
	return n, nil
}

func (f *EventFollower) next(ctx context.Context, limit int) (int, error) {
	s := f.store
	mark, err := s.eventsMark(ctx)
	if err != nil {
		return 0, err
	}
	stories, to, err := s.Changes(ctx, mark, limit)
	if err != nil || to == mark {
		return 0, err
	}
	if f.near == nil || f.mark != mark {
		f.near = newNeighbours(s.stmtCache)
	}
	if err := f.near.readLinks(ctx); err != nil {
		return 0, err
	}
	profiles, gone, err := f.profiles(ctx, stories)
	if err != nil {
		return 0, err
	}
	again, err := f.near.place(ctx, profiles, gone, f.near.told(stories))
	if err != nil {
		return 0, err
	}
	if _, err := event.Settle(ctx, f.near, again, 0); err != nil {
		return 0, err
	}
	if err := f.save(ctx, mark, to); err != nil {
		f.near = nil
		return 0, err
	}
	f.mark = to
	f.near.shrink()
	return int(to.Seq - mark.Seq), nil
}

// profiles returns the profiles of stories, and those of them that have none.
func (f *EventFollower) profiles(ctx context.Context, ids []int64) (profiles []event.Profile, gone []int64, err error) {
	stories, err := eventStories(ctx, f.store.stmtCache, ids)
	if err != nil {
		return nil, nil, err
	}
	has := make(map[int64]bool, len(stories))
	for i := range stories {
		has[stories[i].ID] = true
		profiles = append(profiles, f.reader.Read(&stories[i]))
	}
	for _, id := range ids {
		if !has[id] {
			gone = append(gone, id)
		}
	}
	return profiles, gone, nil
}

// save stores what was decided, unless another process did so meanwhile.
func (f *EventFollower) save(ctx context.Context, from, to news.Mark) error {
	return f.store.transact(ctx, "keep the events of stories", time.Now(), func(v *saver) error {
		n, err := v.change(`UPDATE event_state SET seq = ?1, nonce = ?2 WHERE version = ?3 AND seq = ?4 AND nonce = ?5`,
			to.Seq, to.Nonce, event.Version, from.Seq, from.Nonce)
		if err == nil && n == 0 {
			err = errEventsMoved
		}
		if err != nil {
			return err
		}
		return f.near.save(v)
	})
}
