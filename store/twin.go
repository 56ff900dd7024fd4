package store

import (
	"database/sql"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/words"
)

// Google republishes articles under new tokens. Two stories that have only
// token keys, of one publisher and one feed, are joined when their headlines
// are equal and close in time: daily columns have equal headlines too. A short
// headline needs the same date or the same text as well.
const (
	twinWords      = 5
	twinCharacters = 10 // in scripts without spaces
	twinSpan       = 48 * time.Hour
	twinSpanShort  = 24 * time.Hour
)

// twinOf returns the hash that finds a story's twin; nil when it cannot have
// one.
func twinOf(row *storyRow, key string) any {
	if !strings.HasPrefix(key, "gnews:") {
		return nil
	}
	title, publisher := words.Plain(row.Title), words.Plain(row.Publisher)
	if len(title) == 0 {
		return nil
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.Join(publisher, " ") + "\x00" + strings.Join(title, " ")))
	return int64(h.Sum64()) //nolint:gosec // a hash; its sign means nothing
}

// longHeadline reports whether a headline is long enough to be distinctive.
func longHeadline(s string) bool {
	characters := 0
	for _, r := range s {
		if unspaced(r) {
			characters++
		}
	}
	return characters >= twinCharacters || len(words.Plain(s)) >= twinWords
}

// joinTwin joins a story that is new or has a new headline with its twin, if
// there is one: the later to the earlier.
func (v *saver) joinTwin(row *storyRow, e docEntry, key string) error {
	twin := twinOf(row, key)
	if twin == nil {
		return nil
	}
	own, err := v.root(row.ID)
	if err != nil {
		return err
	}
	candidates, err := v.findTwins(twin, row.ID)
	if err != nil {
		return err
	}
	for _, s := range candidates {
		root, err := v.root(s.ID)
		if err != nil {
			return err
		}
		if root == own || !sameWords(s.Title, row.Title) || !sameWords(s.Publisher, row.Publisher) {
			continue
		}
		first := storyRow{Story: news.Story{ID: root}}
		if err := v.readStory(&first); err != nil {
			return err
		}
		ok, err := v.twinDatesMatch(row, &first, s.Published, e)
		if err != nil {
			return err
		}
		if ok {
			row.joined = true
			return v.join(row.ID, root, "same publisher and headline under a new token")
		}
	}
	return nil
}

// findTwins returns the stories of the feed that have the same hash and only
// token keys.
func (v *saver) findTwins(twin any, story int64) (all []news.Story, err error) {
	err = v.each(`SELECT s.id, s.title, s.publisher, s.published FROM stories s WHERE s.twin = ?1 AND s.id <> ?2
		AND EXISTS (SELECT 1 FROM appearances y WHERE y.story_id = s.id AND y.feed_id = ?3)
		AND NOT EXISTS (SELECT 1 FROM story_keys k WHERE k.story_id IN (s.id, ?2) AND k.key NOT LIKE 'gnews:%') ORDER BY s.id`,
		[]any{twin, story, v.feed.id}, func(r *sql.Rows) error {
			var s news.Story
			err := r.Scan(&s.ID, &s.Title, &s.Publisher, &s.Published)
			all = append(all, s)
			return err
		})
	return all, err
}

// twinDatesMatch reports whether a story is close enough in time to the first
// of its twins. published is the date of the twin with the equal headline.
func (v *saver) twinDatesMatch(row, first *storyRow, published news.Date, e docEntry) (bool, error) {
	distance := row.Effective.Start(v.zone).Sub(first.Effective.Start(v.zone)).Abs()
	if longHeadline(row.Title) {
		return distance <= twinSpan, nil
	}
	if distance > twinSpanShort {
		return false, nil
	}
	if !published.IsZero() && published == row.Published {
		return true, nil
	}
	if e.Item == nil || e.Text == "" {
		return false, nil
	}
	texts, err := v.textsOfStory(first.ID)
	return slices.Contains(texts, e.Text), err
}

// textsOfStory returns the texts of the feed's items about a story.
func (v *saver) textsOfStory(story int64) (all []string, err error) {
	err = v.each(`SELECT DISTINCT i.text FROM appearances y JOIN items i ON i.id = y.item_id
		WHERE y.story_id = ? AND y.feed_id = ? AND i.cluster = 0 AND i.text <> ''`, []any{story, v.feed.id}, func(r *sql.Rows) error {
		var text string
		err := r.Scan(&text)
		all = append(all, text)
		return err
	})
	return all, err
}

func sameWords(a, b string) bool {
	return strings.Join(words.Plain(a), " ") == strings.Join(words.Plain(b), " ")
}
