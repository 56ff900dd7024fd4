package archive

import (
	"context"
	"fmt"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// Marking says which mark to set on which stories, or to take off.
type Marking struct {
	Mark     string // one of [news.StoryMarks]
	Off      bool
	Stories  []int64 // these
	Question         // without Stories: every story that this finds
	// Upto leaves out what this finds that was first seen after the moment; zero:
	// nothing is left out.
	Upto     time.Time
	Progress Progress // of building an index that is missing or damaged
}

// MarkedStories is what a marking did.
type MarkedStories struct {
	Stories int `json:"stories"` // that were chosen
	Changed int `json:"changed"` // whose mark changed
	// ReadUpto says that a whole stream was marked read: what was first seen until
	// then. Zero: the stories were marked one by one.
	ReadUpto time.Time `json:"read_upto,omitzero"`
	// NotIndexed is how many stories are not yet indexed.
	NotIndexed int          `json:"not_indexed,omitempty"`
	Hints      []query.Hint `json:"hints,omitempty"`
}

// Mark changes a mark of stories; the index stays as it is. A question that is
// nothing but a feed, or everything, marks all of it read with a moment, not
// story by story: also what is not yet indexed. The error wraps
// [store.ErrNotFound] when one of the stories is not there; then none is changed.
func (a *Archive) Mark(ctx context.Context, m Marking) (done MarkedStories, err error) {
	if m.Stories == nil {
		streams, whole, err := a.streams(ctx, m)
		if err != nil {
			return done, err
		}
		if whole {
			return a.markStreams(ctx, m, streams)
		}
	}
	ids, done, err := a.toMark(ctx, m)
	if err != nil {
		return done, err
	}
	done.Stories = len(ids)
	done.Changed, err = a.store.Mark(ctx, ids, news.StoryMark{Mark: m.Mark, Off: m.Off}, a.now())
	return done, err
}

// toMark returns the stories that a marking names, or finds.
func (a *Archive) toMark(ctx context.Context, m Marking) (ids []int64, done MarkedStories, err error) {
	if m.Stories != nil {
		there, err := a.store.Stories(ctx, m.Stories)
		if err != nil {
			return nil, done, err
		}
		if gone := absent(m.Stories, there); len(gone) > 0 {
			return nil, done, fmt.Errorf("story %d: %w", gone[0], store.ErrNotFound)
		}
		return m.Stories, done, nil
	}
	found, err := a.Matching(ctx, m.Question, m.Progress)
	if err != nil {
		return nil, done, err
	}
	ids, done.Hints, done.NotIndexed = found.Stories, found.Hints, found.NotIndexed
	if !m.Upto.IsZero() {
		ids, err = a.store.SeenUpto(ctx, ids, m.Upto)
	}
	return ids, done, err
}

// streams returns the feeds that are marked read as a whole, 0 for all; whole is
// false if the question asks for something else.
func (a *Archive) streams(ctx context.Context, m Marking) (feeds []int64, whole bool, err error) {
	if m.Mark != news.MarkRead || m.Off {
		return nil, false, nil
	}
	q, err := a.parse(ctx, m.Question)
	if err != nil {
		return nil, false, err
	}
	switch n := q.Root.(type) {
	case query.All:
		return []int64{0}, q.Atoms > 0, nil
	case query.Term:
		if n.Field != query.FeedName {
			break
		}
		found, err := a.store.MatchFeeds(ctx, n.Value)
		for _, f := range found {
			feeds = append(feeds, f.ID)
		}
		return feeds, len(feeds) > 0, err
	}
	return nil, false, nil
}

func (a *Archive) markStreams(ctx context.Context, m Marking, feeds []int64) (done MarkedStories, err error) {
	of := m.Question
	all, err := a.count(ctx, of, m.Progress)
	if err != nil {
		return done, err
	}
	of.Text = "(" + of.Text + ") is:unread"
	unread, err := a.count(ctx, of, m.Progress)
	if err != nil {
		return done, err
	}
	upto := a.now()
	if !m.Upto.IsZero() && m.Upto.Before(upto) {
		upto = m.Upto
	}
	done = MarkedStories{Stories: all.Total, Changed: unread.Total, ReadUpto: upto.UTC().Truncate(time.Second), NotIndexed: all.NotIndexed, Hints: all.Hints}
	return done, a.store.ReadUpto(ctx, feeds, done.ReadUpto, a.now())
}

// count counts the stories that a question finds.
func (a *Archive) count(ctx context.Context, o Question, progress Progress) (Answer, error) {
	return a.Search(ctx, SearchOptions{Question: o, Load: Load{Stories: NoStories}, Progress: progress})
}

// MarkCount is how many stories have a mark.
type MarkCount struct {
	Mark    string `json:"mark"` // read, unread, starred, later
	Stories int    `json:"stories"`
}

// MarkCounts returns how many stories have each mark, and how many are unread.
func (a *Archive) MarkCounts(ctx context.Context, progress Progress) (counts []MarkCount, notIndexed int, err error) {
	for _, what := range []string{query.Unread, news.MarkRead, news.MarkStarred, news.MarkLater} {
		answer, err := a.count(ctx, Question{Text: "is:" + what}, progress)
		if err != nil {
			return nil, 0, err
		}
		counts, notIndexed = append(counts, MarkCount{what, answer.Total}), answer.NotIndexed
	}
	return counts, notIndexed, nil
}
