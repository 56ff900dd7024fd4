package store

import (
	"database/sql"
	"slices"

	"newsarchive/internal/news"
)

// maxEventLinks is how many statements about its event an imported story has.
const maxEventLinks = 1000

// copiedEventLink takes over what an export says of a story's event, now or when the
// other story arrives.
func (v *saver) copiedEventLink(story int64, l news.EventLink) error {
	key, ok, err := v.localKey(l.Key)
	if err != nil {
		return err
	}
	if !ok {
		v.addFault("%.80q is no key of a story", l.Key)
		return nil
	}
	if l.At.IsZero() || l.At.After(v.now.Add(maxAhead)) {
		l.At = v.now
	}
	var other int64
	known, err := v.get(`SELECT story_id FROM story_keys WHERE key = ?`, []any{key}, &other)
	if err != nil {
		return err
	}
	if known {
		return v.copyEventLink(story, other, l.Apart, l.At)
	}
	_, err = v.exec(`INSERT INTO missing_event_links (story_id, key, apart, at) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET apart = excluded.apart, at = excluded.at WHERE excluded.at > at`, story, key, l.Apart, stamp(l.At))
	v.noteMissing()
	return err
}

// resolveMissingEventLinks keeps what was said of a story that has arrived.
func (v *saver) resolveMissingEventLinks(key string, story int64) error {
	var links []eventLink
	err := v.each(`SELECT story_id, apart, at FROM missing_event_links WHERE key = ?`, []any{key}, func(r *sql.Rows) error {
		var l eventLink
		var at stamp
		err := r.Scan(&l.other, &l.apart, &at)
		l.at = at.time()
		links = append(links, l)
		return err
	})
	if err != nil || len(links) == 0 {
		return err
	}
	if _, err := v.exec(`DELETE FROM missing_event_links WHERE key = ?`, key); err != nil {
		return err
	}
	for _, l := range links {
		if err := v.copyEventLink(l.other, story, l.apart, l.at); err != nil {
			return err
		}
	}
	return nil
}

// repairEventLinks drops statements that name no story.
func repairEventLinks(all []news.EventLink, wrong func(string, ...any)) []news.EventLink {
	if len(all) > maxEventLinks {
		wrong("%d statements about an event are more than %d; the first are kept", len(all), maxEventLinks)
		all = all[:maxEventLinks]
	}
	for i := range all {
		repairTime(&all[i].At)
	}
	return slices.DeleteFunc(all, func(l news.EventLink) bool {
		ok := l.Key != "" && len(l.Key) <= maxKey
		if !ok {
			wrong("a statement about an event names no story, and is dropped")
		}
		return !ok
	})
}
