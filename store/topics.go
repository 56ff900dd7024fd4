package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"newsarchive/internal/news"
)

// Topic is a query saved under a name.
type Topic struct {
	ID    int64     `json:"-"`
	Name  string    `json:"name"`
	Query string    `json:"query"`
	Added time.Time `json:"added,omitzero"` // zero: not known
	// Checked is when new stories were last shown.
	Checked time.Time `json:"checked,omitzero"`
	// Mark is the change up to which all matches were shown. It is valid while the
	// query's Meaning is unchanged.
	Mark    news.Mark `json:"-"`
	Meaning string    `json:"-"`
}

// Errors of topics.
var (
	ErrBadTopic    = errors.New("no name for a topic")
	ErrTopicExists = errors.New("there is such a topic already")
)

// TopicName returns the stored form of a topic's name, in lower case. The
// error wraps [ErrBadTopic] when the name is invalid.
func TopicName(name string) (string, error) {
	const maxBytes = 64
	kept := strings.Join(strings.Fields(strings.ToLower(name)), " ")
	switch {
	case !utf8.ValidString(kept) || !strings.ContainsFunc(kept, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return "", fmt.Errorf("%q is %w: it needs a letter or a digit", name, ErrBadTopic)
	case strings.ContainsFunc(kept, func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(`,;:"*()\`, r) }):
		return "", fmt.Errorf("%q is %w: it can hold letters, digits, spaces and - _ . but nothing that a query means something by", name, ErrBadTopic)
	case strings.HasPrefix(kept, "-") || strings.HasPrefix(kept, "+"):
		return "", fmt.Errorf("%q is %w: it begins like a flag", name, ErrBadTopic)
	case len(kept) > maxBytes:
		return "", fmt.Errorf("%.20q… is %w: it has more than %d bytes", kept, ErrBadTopic, maxBytes)
	}
	return kept, nil
}

const selectTopics = `SELECT id, name, query, added, checked, meaning, seq, nonce FROM topics `

func (s *Store) topics(ctx context.Context, query string, args ...any) (all []Topic, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var t Topic
		var added, checked stamp
		err := rows.Scan(&t.ID, &t.Name, &t.Query, &added, &checked, &t.Meaning, &t.Mark.Seq, &t.Mark.Nonce)
		t.Added, t.Checked = added.time(), checked.time()
		all = append(all, t)
		return err
	}, selectTopics+query, args...)
	if err != nil {
		return nil, fmt.Errorf("read the topics: %w", err)
	}
	return all, nil
}

// Topics returns all topics, sorted by name.
func (s *Store) Topics(ctx context.Context) ([]Topic, error) {
	return s.topics(ctx, `ORDER BY name`)
}

// Topic returns the topic with a name, in upper or lower case. The error wraps
// [ErrNotFound].
func (s *Store) Topic(ctx context.Context, name string) (Topic, error) {
	all, err := s.topics(ctx, `WHERE name = ?`, strings.Join(strings.Fields(strings.ToLower(name)), " "))
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("topic %q: %w; \"archive topic list\" shows them", name, ErrNotFound)
	}
	if err != nil {
		return Topic{}, err
	}
	return all[0], nil
}

// AddTopic saves a query under a name. The given stories count as shown. The
// error wraps [ErrBadTopic] or [ErrTopicExists].
func (s *Store) AddTopic(ctx context.Context, t Topic, shown []int64, at time.Time) (Topic, error) {
	var err error
	if t.Name, err = TopicName(t.Name); err != nil {
		return t, err
	}
	t.Added = at
	err = s.transact(ctx, "add a topic", at, func(v *saver) error {
		known, err := v.ids(`SELECT id FROM topics WHERE name = ?`, t.Name)
		if err != nil {
			return err
		}
		if len(known) > 0 {
			return fmt.Errorf("%q: %w", t.Name, ErrTopicExists)
		}
		if t.ID, err = v.exec(`INSERT INTO topics (name, query, added) VALUES (?, ?, ?)`, t.Name, t.Query, stamp(v.now)); err != nil {
			return err
		}
		return v.showStories(t, shown)
	})
	return t, err
}

// EditTopic changes the name and query of the topic with the ID of t, and where up
// to its matches were shown, to those of t. The given stories count as shown, too.
// The error wraps [ErrBadTopic], [ErrTopicExists], or [ErrNotFound] when it was
// removed.
func (s *Store) EditTopic(ctx context.Context, t Topic, shown []int64, at time.Time) (Topic, error) {
	var err error
	if t.Name, err = TopicName(t.Name); err != nil {
		return t, err
	}
	err = s.transact(ctx, "change a topic", at, func(v *saver) error {
		other, err := v.ids(`SELECT id FROM topics WHERE name = ? AND id <> ?`, t.Name, t.ID)
		if err != nil {
			return err
		}
		if len(other) > 0 {
			return fmt.Errorf("%q: %w", t.Name, ErrTopicExists)
		}
		there, err := v.ids(`UPDATE topics SET name = ?, query = ?, meaning = '' WHERE id = ? RETURNING id`, t.Name, t.Query, t.ID)
		if err != nil {
			return err
		}
		if len(there) == 0 {
			return fmt.Errorf("topic %q was removed while it was changed: %w", t.Name, ErrNotFound)
		}
		return v.showStories(t, shown)
	})
	return t, err
}

// RemoveTopic deletes a topic; its stories stay. The error wraps
// [ErrNotFound].
func (s *Store) RemoveTopic(ctx context.Context, name string) error {
	t, err := s.Topic(ctx, name)
	if err != nil {
		return err
	}
	return s.transact(ctx, "remove a topic", time.Time{}, func(v *saver) error {
		_, err := v.exec(`DELETE FROM topics WHERE id = ?`, t.ID)
		return err
	})
}
