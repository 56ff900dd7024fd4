package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

// PageStats counts stories by what is known of their pages.
type PageStats struct {
	Texts      int `json:"texts"`      // stories with a text, teasers among them
	Teasers    int `json:"teasers"`    // only the beginning is known
	Unresolved int `json:"unresolved"` // wanted, but only Google's addresses are known
	Waiting    int `json:"waiting"`
	Resting    int `json:"resting"` // the attempts are used up
	Gone       int `json:"gone"`
	Forgotten  int `json:"forgotten"`
	// Reasons are why stories that are wanted have no text, the most frequent
	// first.
	Reasons []PageReason `json:"reasons,omitempty"`
}

// PageReason is a reason why stories have no text.
type PageReason struct {
	Outcome PageOutcome `json:"outcome"`
	Error   string      `json:"error"`
	Stories int         `json:"stories"`
}

// Words says the reason for a person, without the advice behind it: that is for
// one story.
func (r PageReason) Words() string {
	why, _, _ := strings.Cut(r.Error, "; ")
	return cmp.Or(why, string(r.Outcome))
}

// PageStats counts the stories of one feed, or of all if feed is 0.
func (s *Store) PageStats(ctx context.Context, feed int64) (c PageStats, err error) {
	where := ``
	if feed != 0 {
		where = ` WHERE story_id IN (SELECT coalesce(a.root_id, y.story_id) FROM appearances y LEFT JOIN same_as a ON a.story_id = y.story_id WHERE y.feed_id = ?1)`
	}
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error { return rows.Scan(&c.Texts, &c.Teasers) },
		`SELECT count(*), count(*) FILTER (WHERE NOT full) FROM (SELECT max(t.kind = 'article') AS full, coalesce(a.root_id, t.story_id) AS story_id
			FROM page_texts t LEFT JOIN same_as a ON a.story_id = t.story_id WHERE t.stands = 1 AND ?1 = ?1 GROUP BY 2)`+where, feed)
	if err == nil {
		err = s.countQueue(ctx, &c, where, feed)
	}
	if err == nil {
		err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
			var r PageReason
			err := rows.Scan(&r.Outcome, &r.Error, &r.Stories)
			c.Reasons = append(c.Reasons, r)
			return err
		}, `SELECT outcome, error, count(*) FROM (SELECT * FROM page_queue`+where+`) q WHERE outcome NOT IN ('', 'new', 'unchanged', 'worse') AND ?1 = ?1
			AND NOT EXISTS (SELECT 1 FROM page_texts t WHERE t.story_id = q.story_id AND t.stands = 1)
			GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 50`, feed)
	}
	if err != nil {
		return PageStats{}, fmt.Errorf("count pages: %w", err)
	}
	return c, nil
}

func (s *Store) countQueue(ctx context.Context, c *PageStats, where string, feed int64) error {
	return queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var state string
		var n int
		err := rows.Scan(&state, &n)
		switch state {
		case pageUnresolved:
			c.Unresolved = n
		case pageWaiting:
			c.Waiting = n
		case pageResting:
			c.Resting = n
		case pageGone:
			c.Gone = n
		case pageForgotten:
			c.Forgotten = n
		}
		return err
	}, `SELECT state, count(*) FROM (SELECT * FROM page_queue`+where+`) WHERE ?1 = ?1 GROUP BY 1`, feed)
}

// PageState is how a story's page stands in the queue.
type PageState struct {
	State    string      `json:"state"` // unresolved, waiting, done, resting, gone, forgotten
	Attempts int         `json:"attempts"`
	Due      time.Time   `json:"due,omitzero"`      // when its turn comes, if it waits
	Outcome  PageOutcome `json:"outcome,omitempty"` // of the last attempt
	Error    string      `json:"error,omitempty"`
}

// PageState returns the state of a story's page; ok is false when it was never
// wanted.
func (s *Store) PageState(ctx context.Context, story int64) (p PageState, ok bool, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		ok = true
		var due stamp
		err := rows.Scan(&p.State, &p.Attempts, &due, &p.Outcome, &p.Error)
		if p.State == pageWaiting {
			p.Due = due.time()
		}
		return err
	}, `SELECT state, attempts, due, outcome, error FROM page_queue WHERE story_id IN`+family+`ORDER BY state = 'done' DESC, story_id LIMIT 1`, story)
	if err != nil {
		return PageState{}, false, fmt.Errorf("read the state of the page of story %d: %w", story, err)
	}
	return p, ok, nil
}
