package store

import (
	"database/sql"
	"hash/fnv"
	"strings"
	"time"
	"unicode"
)

// Google republishes one article under new tokens. Two of its stories are
// taken for one when publisher and folded headline are the same, the headline
// has at least five words, and one feed carried both within seven days.
const (
	twinWords = 5
	twinDays  = 7
)

// twinOf returns the hash by which a story's twin is found, nil when it can
// have none.
func twinOf(row *storyRow, key string) any {
	if !strings.HasPrefix(key, "gnews:") {
		return nil
	}
	words := foldedWords(row.Title)
	if len(words) < twinWords {
		return nil
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.Join(foldedWords(row.Publisher), " ") + "\x00" + strings.Join(words, " ")))
	return int64(h.Sum64()) //nolint:gosec // a hash; its sign means nothing
}

// foldedWords returns the words of a text in lower case, without punctuation.
func foldedWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// joinTwin joins a new story to the earlier one that it republishes.
func (v *saver) joinTwin(row *storyRow, key string) error {
	twin := twinOf(row, key)
	if twin == nil {
		return nil
	}
	var earlier int64
	err := v.each(`SELECT s.id, s.title, s.publisher, s.effective FROM stories s WHERE s.twin = ?1 AND s.id < ?2
		AND EXISTS (SELECT 1 FROM stays y WHERE y.story_id = s.id AND y.feed_id = ?3) ORDER BY s.id`,
		[]any{twin, row.ID, v.feed.id}, func(r *sql.Rows) error {
			var s Story
			if err := r.Scan(&s.ID, &s.Title, &s.Publisher, &s.Effective); err != nil {
				return err
			}
			apart := row.Effective.Start(v.zone).Sub(s.Effective.Start(v.zone)).Abs()
			if earlier == 0 && apart <= twinDays*24*time.Hour && sameWords(s.Title, row.Title) && sameWords(s.Publisher, row.Publisher) {
				earlier = s.ID
			}
			return nil
		})
	if err != nil || earlier == 0 {
		return err
	}
	row.joined = true
	return v.join(row.ID, earlier, "same publisher and headline under a new token")
}

func sameWords(a, b string) bool {
	return strings.Join(foldedWords(a), " ") == strings.Join(foldedWords(b), " ")
}

// join makes a story the same as an earlier one. The pair is always one hop:
// what had been joined to the later story moves to the earlier one's root.
func (v *saver) join(later, earlier int64, reason string) error {
	root, err := v.root(earlier)
	if err != nil || root == later {
		return err
	}
	if _, err := v.exec(`UPDATE same_as SET root_id = ? WHERE root_id = ?`, root, later); err != nil {
		return err
	}
	v.touch(later, root)
	_, err = v.exec(`INSERT INTO same_as (story_id, root_id, reason, since) VALUES (?, ?, ?, ?)
		ON CONFLICT (story_id) DO UPDATE SET root_id = excluded.root_id, reason = excluded.reason, since = excluded.since`,
		later, root, reason, stamp(v.now))
	return err
}

// root returns the story that a story is the same as: itself, mostly.
func (v *saver) root(story int64) (int64, error) {
	root := story
	_, err := v.get(`SELECT root_id FROM same_as WHERE story_id = ?`, []any{story}, &root)
	return root, err
}
