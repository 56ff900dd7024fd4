package store

import (
	"context"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// Unshown returns the stories that the topic has not shown, neither themselves
// nor as one that is the same, in their order.
func (s *Store) Unshown(ctx context.Context, topic int64, stories []int64) ([]int64, error) {
	ids, err := queryIDs(ctx, s.read, `SELECT j.value FROM json_each(?1) j
		WHERE NOT EXISTS (SELECT 1 FROM topic_stories t WHERE t.topic_id = ?2 AND t.story_id = j.value)
		AND NOT EXISTS (SELECT 1 FROM same_as a JOIN topic_stories t ON t.story_id = a.story_id
			WHERE a.root_id = j.value AND t.topic_id = ?2) ORDER BY j.key`, array(stories), topic)
	if err != nil {
		return nil, fmt.Errorf("read what a topic has shown: %w", err)
	}
	return ids, nil
}

// ShowTopic records that stories of a topic were shown. If the topic has a
// Mark and a Meaning, everything that matched at that change counts as shown;
// otherwise only these stories. The error wraps [ErrNotFound] when the topic
// was removed.
func (s *Store) ShowTopic(ctx context.Context, t Topic, stories []int64, at time.Time) error {
	return s.transact(ctx, "note what a topic has shown", at, func(v *saver) error {
		existing, err := v.ids(`SELECT 1 FROM topics WHERE id = ?`, t.ID)
		if err == nil && len(existing) == 0 {
			err = fmt.Errorf("topic %q was removed while it was checked: %w", t.Name, ErrNotFound)
		}
		if err == nil {
			_, err = v.exec(`UPDATE topics SET checked = ? WHERE id = ?`, stamp(v.now), t.ID)
		}
		if err != nil {
			return err
		}
		return v.showStories(t, stories)
	})
}

func (v *saver) showStories(t Topic, stories []int64) error {
	_, err := v.exec(`INSERT INTO topic_stories (topic_id, story_id) SELECT ?2, value FROM json_each(?1) WHERE true
		ON CONFLICT DO NOTHING`, array(stories), t.ID)
	if err == nil && t.Meaning != "" {
		_, err = v.exec(`UPDATE topics SET meaning = ?, seq = ?, nonce = ? WHERE id = ?`, t.Meaning, t.Mark.Seq, t.Mark.Nonce, t.ID)
	}
	return err
}

// ChangedSince returns the roots of the distinct stories that changed after
// the mark. It returns [ErrUnknownMark] when the log does not contain the
// mark, or has more than limit changes after it.
func (s *Store) ChangedSince(ctx context.Context, after news.Mark, limit int) ([]int64, error) {
	waiting, err := s.countChanges(ctx, after)
	if err != nil {
		return nil, err
	}
	known, err := queryIDs(ctx, s.read, `SELECT 1 FROM changes WHERE seq = ? AND nonce = ?`, after.Seq, after.Nonce)
	if err == nil && (len(known) == 0 || waiting > limit) {
		err = ErrUnknownMark
	}
	if err != nil {
		return nil, fmt.Errorf("read the change log: %w", err)
	}
	return queryIDs(ctx, s.read, `SELECT DISTINCT coalesce(a.root_id, c.story_id) FROM changes c
		LEFT JOIN same_as a ON a.story_id = c.story_id WHERE c.seq > ? ORDER BY 1`, after.Seq)
}
