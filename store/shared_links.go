package store

import "newsarchive/internal/news"

// A link becomes shared, permanently, when different entries of one document
// have it: it does not identify a story. A shared link is not a key; its
// stories get keys from their items.

// linkRule is how keys are made from a link: whether it is shared, and
// whether its fragment is part of the key.
type linkRule struct{ shared, fragments bool }

// ruleOf returns the rule of a link's key.
func (v *saver) ruleOf(key string) (rule linkRule, err error) {
	if v.rules == nil {
		v.rules = map[string]linkRule{}
		if _, err := v.get(`SELECT EXISTS (SELECT 1 FROM shared_links)`, nil, &v.hasRules); err != nil {
			return rule, err
		}
	}
	if rule, ok := v.rules[key]; ok || !v.hasRules {
		return rule, nil
	}
	if _, err := v.get(`SELECT shared, fragments FROM shared_links WHERE key = ?`, []any{key}, &rule.shared, &rule.fragments); err != nil {
		return rule, err
	}
	v.rules[key] = rule
	return rule, nil
}

// addressKey returns the key of an address, with its fragment if that is part
// of the key, and whether the address is shared. The key is empty when the
// link is no web address.
func (v *saver) addressKey(link string) (key string, shared bool, err error) {
	key = v.storyKey(link)
	if key == "" {
		return "", false, nil
	}
	rule, err := v.ruleOf(key)
	if err != nil {
		return "", false, err
	}
	if rule.fragments {
		if whole := news.WholeKey(link); whole != key {
			key = whole
			if rule, err = v.ruleOf(key); err != nil {
				return "", false, err
			}
		}
	}
	return key, rule.shared || news.IsFrontPage(key), nil
}

// storyKey is [news.StoryKey] with a cache.
func (v *saver) storyKey(link string) string {
	key, ok := v.storyKeyOf[link]
	if ok {
		return key
	}
	if v.storyKeyOf == nil || len(v.storyKeyOf) > 4096 {
		v.storyKeyOf = make(map[string]string, 64)
	}
	key = news.StoryKey(link)
	v.storyKeyOf[link] = key
	return key
}

// markShared marks a link as shared. The story and the items that have it as
// their key get other keys.
func (v *saver) markShared(key string) error {
	if key == "" || news.IsFrontPage(key) {
		return nil
	}
	rule, err := v.ruleOf(key)
	if err != nil || rule.shared {
		return err
	}
	rule.shared = true
	if err := v.setRule(key, rule); err != nil {
		return err
	}
	var story int64
	known, err := v.get(`SELECT story_id FROM story_keys WHERE key = ?`, []any{key}, &story)
	if err == nil && known {
		err = v.unkey(key, story)
	}
	if err != nil {
		return err
	}
	return v.rekeyLinked(key, func(row *itemRow) []string { return itemKeys(&row.Item, key)[1:] })
}

func (v *saver) setRule(key string, rule linkRule) error {
	v.rules[key], v.hasRules, v.ruled = rule, true, true
	_, err := v.exec(`INSERT INTO shared_links (key, shared, fragments) VALUES (?1, ?2, ?3)
		ON CONFLICT (key) DO UPDATE SET shared = ?2, fragments = ?3`, key, rule.shared, rule.fragments)
	return err
}

// unkey removes a key from a story and adds keys made from its items.
func (v *saver) unkey(key string, story int64) error {
	if _, err := v.exec(`DELETE FROM story_keys WHERE key = ?`, key); err != nil {
		return err
	}
	v.touch(story)
	items, err := v.ids(`SELECT DISTINCT item_id FROM appearances WHERE story_id = ?`, story)
	if err != nil {
		return err
	}
	for _, item := range items {
		if _, err := v.exec(`INSERT INTO story_keys (key, story_id) SELECT 'item:' || feed_id || ':0:' || key, ?2
			FROM items WHERE id = ?1 ON CONFLICT DO NOTHING`, item, story); err != nil {
			return err
		}
	}
	left, err := v.ids(`SELECT 1 FROM story_keys WHERE story_id = ? LIMIT 1`, story)
	if err != nil || len(left) > 0 || len(items) == 0 {
		return err
	}
	var feed int64
	var itemKey string
	if _, err := v.get(`SELECT feed_id, key FROM items WHERE id = ?`, []any{items[0]}, &feed, &itemKey); err != nil {
		return err
	}
	free, err := v.freeStoryKey(feed, itemKey)
	if err == nil {
		_, err = v.exec(`INSERT INTO story_keys (key, story_id) VALUES (?, ?)`, free, story)
	}
	return err
}

// keepFragments makes the fragment part of an address's keys, because entries
// of a document differ only in it.
func (v *saver) keepFragments(key string) error {
	rule, err := v.ruleOf(key)
	if err != nil || rule.fragments {
		return err
	}
	rule.fragments = true
	if err := v.setRule(key, rule); err != nil {
		return err
	}
	var story int64
	var link string
	known, err := v.get(`SELECT s.id, s.link FROM story_keys k JOIN stories s ON s.id = k.story_id WHERE k.key = ?`,
		[]any{key}, &story, &link)
	if whole := news.WholeKey(link); err == nil && known && whole != key {
		v.touch(story)
		_, err = v.exec(`UPDATE OR IGNORE story_keys SET key = ? WHERE key = ?`, whole, key)
	}
	if err != nil {
		return err
	}
	return v.rekeyLinked(key, func(row *itemRow) []string {
		if whole := news.WholeKey(row.Link); whole != key {
			return append([]string{whole}, itemKeys(&row.Item, whole)[1:]...)
		}
		return nil
	})
}

// rekeyLinked gives all items whose key is the bare link the first free key of
// the given ones.
func (v *saver) rekeyLinked(link string, keys func(*itemRow) []string) error {
	ids, err := v.ids(`SELECT id FROM items WHERE feed_id IN (SELECT id FROM feeds) AND key = ?1 AND guid <> ?1`, link)
	if err != nil {
		return err
	}
	for _, id := range ids {
		row, err := v.itemBy(`id = ?`, id)
		if err == nil && row != nil {
			err = v.rekey(row, keys(row)...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
