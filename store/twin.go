package store

import (
	"database/sql"
	"hash/fnv"
	"strings"
	"time"

	"newsarchive/internal/words"
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
	title := words.Plain(row.Title)
	if len(title) < twinWords {
		return nil
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.Join(words.Plain(row.Publisher), " ") + "\x00" + strings.Join(title, " ")))
	return int64(h.Sum64()) //nolint:gosec // a hash; its sign means nothing
}

// joinTwin joins a story, new or with a new headline, and its twin, if it has
// one: the later to the earlier.
func (v *saver) joinTwin(row *storyRow, key string) error {
	twin := twinOf(row, key)
	if twin == nil {
		return nil
	}
	var other int64
	err := v.each(`SELECT s.id, s.title, s.publisher, s.effective FROM stories s WHERE s.twin = ?1 AND s.id <> ?2
		AND EXISTS (SELECT 1 FROM stays y WHERE y.story_id = s.id AND y.feed_id = ?3) ORDER BY s.id`,
		[]any{twin, row.ID, v.feed.id}, func(r *sql.Rows) error {
			var s Story
			if err := r.Scan(&s.ID, &s.Title, &s.Publisher, &s.Effective); err != nil {
				return err
			}
			apart := row.Effective.Start(v.zone).Sub(s.Effective.Start(v.zone)).Abs()
			if other == 0 && apart <= twinDays*24*time.Hour && sameWords(s.Title, row.Title) && sameWords(s.Publisher, row.Publisher) {
				other = s.ID
			}
			return nil
		})
	if err != nil || other == 0 {
		return err
	}
	row.joined = true
	return v.join(row.ID, other, "same publisher and headline under a new token")
}

func sameWords(a, b string) bool {
	return strings.Join(words.Plain(a), " ") == strings.Join(words.Plain(b), " ")
}

// join makes two stories the same: the root of the later one becomes the same
// as the root of the earlier. It is always one hop: what had been joined to
// the one moves to the other.
func (v *saver) join(one, other int64, reason string) error {
	var roots [2]int64
	for i, story := range []int64{one, other} {
		var err error
		if roots[i], err = v.root(story); err != nil {
			return err
		}
	}
	return v.joinTo(max(roots[0], roots[1]), min(roots[0], roots[1]), reason, v.now)
}

// joinTo makes a story the same as an earlier one.
func (v *saver) joinTo(later, earlier int64, reason string, since time.Time) error {
	roots := [2]int64{}
	for i, story := range []int64{later, earlier} {
		var err error
		if roots[i], err = v.root(story); err != nil {
			return err
		}
	}
	later, earlier = roots[0], roots[1]
	if earlier == later {
		return nil
	}
	// Clusters count a pair once: those of the later one, and of what had been
	// joined to it, change in size.
	moved, err := v.ids(`SELECT story_id FROM same_as WHERE root_id = ?`, later)
	if err != nil {
		return err
	}
	v.touch(earlier, later)
	if err := v.touchAround(append(moved, later)...); err != nil {
		return err
	}
	if err := v.rejoin(later, earlier); err != nil {
		return err
	}
	_, err = v.exec(`INSERT INTO same_as (story_id, root_id, reason, since) VALUES (?, ?, ?, ?)`,
		later, earlier, reason, stamp(since))
	return err
}

// touchAround marks the stories that ever stood in one item with one of these.
func (v *saver) touchAround(stories ...int64) error {
	ids, err := v.ids(`SELECT DISTINCT beside.story_id FROM json_each(?) j JOIN stays y ON y.story_id = j.value
		JOIN stays beside ON beside.item_id = y.item_id`, array(stories))
	v.touch(ids...)
	return err
}

// root returns the story that a story is the same as: itself, mostly.
func (v *saver) root(story int64) (int64, error) {
	root := story
	_, err := v.get(`SELECT root_id FROM same_as WHERE story_id = ?`, []any{story}, &root)
	return root, err
}
