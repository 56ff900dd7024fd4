package store

import "newsarchive/internal/news"

// An export names items that continue each other, and stories that are the
// same, by key. References to missing ones are stored by key and resolved when
// they arrive: the lines of an export may be imported in any order and in
// parts.

// anyMissing reports whether any reference is unresolved.
func (v *saver) anyMissing() (bool, error) {
	if v.missing == nil {
		var any bool
		_, err := v.get(`SELECT EXISTS (SELECT 1 FROM missing_roots) OR EXISTS (SELECT 1 FROM missing_items) OR EXISTS (SELECT 1 FROM missing_event_links)`, nil, &any)
		if err != nil {
			return false, err
		}
		v.missing = &any
	}
	return *v.missing, nil
}

// noteMissing records that there are unresolved references.
func (v *saver) noteMissing() {
	yes := true
	v.missing = &yes
}

// sameAs makes a story the same as the one that an export names, now or when
// that one arrives.
func (v *saver) sameAs(story int64, s news.SameAs) error {
	key, ok, err := v.localKey(s.Key)
	if err != nil {
		return err
	}
	if !ok {
		v.addFault("%.80q is no key of a story", s.Key)
		return nil
	}
	since := s.Since
	if since.IsZero() {
		since = v.now
	}
	var earlier int64
	known, err := v.get(`SELECT story_id FROM story_keys WHERE key = ?`, []any{key}, &earlier)
	if err != nil {
		return err
	}
	if known {
		return v.joinTo(story, earlier, s.Reason, since)
	}
	_, err = v.exec(`INSERT INTO missing_roots (story_id, key, reason, since) SELECT ?1, ?2, ?3, ?4
		WHERE NOT EXISTS (SELECT 1 FROM same_as WHERE story_id = ?1) ON CONFLICT DO NOTHING`, story, key, s.Reason, stamp(since))
	v.noteMissing()
	return err
}

// resolveMissingRoots joins the stories that waited for the story with this
// key.
func (v *saver) resolveMissingRoots(key string, story int64) error {
	if any, err := v.anyMissing(); err != nil || !any {
		return err
	}
	if err := v.resolveMissingEventLinks(key, story); err != nil {
		return err
	}
	waiting, err := v.ids(`SELECT story_id FROM missing_roots WHERE key = ? ORDER BY story_id`, key)
	for _, later := range waiting {
		var reason string
		var since stamp
		if _, err := v.get(`SELECT reason, since FROM missing_roots WHERE story_id = ?`, []any{later}, &reason, &since); err != nil {
			return err
		}
		if _, err := v.exec(`DELETE FROM missing_roots WHERE story_id = ?`, later); err != nil {
			return err
		}
		if err := v.joinTo(later, story, reason, since.time()); err != nil {
			return err
		}
	}
	return err
}

// continueItem records that an item continues the one that an export names,
// now or when that one arrives.
func (v *saver) continueItem(item int64, key string) error {
	var earlier, chain int64
	known, err := v.get(`SELECT id, coalesce(chain, id) FROM items WHERE feed_id = ? AND key = ?`,
		[]any{v.feed.id, key}, &earlier, &chain)
	switch {
	case err != nil:
		return err
	case !known:
		_, err := v.exec(`INSERT INTO missing_items (item_id, feed_id, key) SELECT id, ?2, ?3 FROM items
			WHERE id = ?1 AND continues IS NULL ON CONFLICT DO NOTHING`, item, v.feed.id, key)
		v.noteMissing()
		return err
	case chain == item:
		v.addFault("the items continue each other in a circle")
		return nil
	}
	// An item that continues none starts its chain. The chain of all items after
	// it changes, and the index contains it.
	stories, err := v.ids(`SELECT DISTINCT y.story_id FROM items i JOIN appearances y ON y.item_id = i.id WHERE i.id = ?1 OR i.chain = ?1`, item)
	if err != nil {
		return err
	}
	first, err := v.ids(`UPDATE items SET continues = ?1, chain = ?2 WHERE id = ?3 AND continues IS NULL RETURNING id`, earlier, chain, item)
	if err == nil && len(first) > 0 {
		v.touch(stories...)
		_, err = v.exec(`UPDATE items SET chain = ?1 WHERE chain = ?2`, chain, item)
	}
	return err
}

// resolveMissingItems links the items that waited for the item with this key.
func (v *saver) resolveMissingItems(key string) error {
	if any, err := v.anyMissing(); err != nil || !any {
		return err
	}
	waiting, err := v.ids(`DELETE FROM missing_items WHERE feed_id = ? AND key = ? RETURNING item_id`, v.feed.id, key)
	for _, item := range waiting {
		if err := v.continueItem(item, key); err != nil {
			return err
		}
	}
	return err
}
