package store

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// storyKeys returns the keys of the story that an entry links at index i: the
// key of its link, and those that an export lists. A story without an address
// of its own gets a key from its item.
func (v *saver) storyKeys(e docEntry, i int) ([]string, error) {
	st := &e.Stories[i]
	key, shared, err := v.addressKey(st.Link)
	if err != nil {
		return nil, err
	}
	if shared {
		key = ""
	}
	own := key
	if key == "" {
		key = fmt.Sprintf("item:%d:%d:%s", v.feed.id, i, e.key)
	}
	if len(st.Keys) == 0 || v.fetched {
		return []string{key}, nil
	}
	keys := make([]string, 0, len(st.Keys))
	for _, k := range st.Keys {
		local, ok, err := v.localKey(k)
		if err != nil {
			return nil, err
		}
		if !ok {
			v.addFault("%.80q is no key of a story", k)
			continue
		}
		rule, err := v.ruleOf(local)
		if err != nil {
			return nil, err
		}
		if !rule.shared {
			appendNewTo(&keys, local)
		}
	}
	if len(keys) == 0 {
		return []string{key}, nil
	}
	if at := slices.Index(keys, own); at > 0 { // the key of its own link comes first
		keys[0], keys[at] = keys[at], keys[0]
	}
	return keys, nil
}

// localKey converts a key of an export to the form stored here; see
// [exportReader.portableKey]. ok is false when it is not a valid key.
func (v *saver) localKey(key string) (local string, ok bool, err error) {
	if rest, ok := strings.CutPrefix(key, "item@"); ok {
		address, rest, _ := strings.Cut(rest, ":")
		address, err := url.QueryUnescape(address)
		if err != nil || address == "" {
			return "", false, nil //nolint:nilerr // it is no key, and a fault reports that
		}
		feed, err := v.originFeed(news.Feed{URL: address})
		return fmt.Sprintf("item:%d:%s", feed, rest), err == nil, err
	}
	if rest, ok := strings.CutPrefix(key, "item:"); ok {
		return fmt.Sprintf("item:%d:%s", v.feed.id, rest), true, nil
	}
	if token, ok := strings.CutPrefix(key, "gnews:"); ok {
		return key, token != "" && !strings.Contains(token, "/"), nil
	}
	if news.StoryKey(key) == "" {
		return key, false, nil
	}
	return news.WholeKey(key), true, nil
}

// addKeys adds further keys to a story. When another story has one of them,
// the two are the same, unless the key is a front page or the stories are of
// different sites.
func (v *saver) addKeys(row *storyRow, keys []string) error {
	for _, key := range keys {
		var holder news.Story
		known, err := v.get(`SELECT s.id, s.link, s.site FROM story_keys k JOIN stories s ON s.id = k.story_id WHERE k.key = ?`,
			[]any{key}, &holder.ID, &holder.Link, &holder.Site)
		switch {
		case err != nil:
			return err
		case !known:
			_, err = v.exec(`INSERT INTO story_keys (key, story_id) VALUES (?, ?)`, key, row.ID)
			if err == nil {
				v.touch(row.ID)
				err = v.resolveMissingRoots(key, row.ID)
			}
		case holder.ID == row.ID:
		case !mayTie(key, &row.Story, &holder):
			v.addFault("the key %.80q belongs to another story", key)
		default:
			err = v.join(row.ID, holder.ID, "both are known by "+key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mayTie reports whether a shared key proves that two stories are the same: it
// is not a front page, and their sites are equal.
func mayTie(key string, one, other *news.Story) bool {
	if news.IsFrontPage(key) {
		return false
	}
	sites := []string{other.Site, news.Site(other.Link), news.Site(key)}
	return slices.ContainsFunc([]string{one.Site, news.Site(one.Link)}, func(site string) bool {
		return site != "" && site != "news.google.com" && slices.Contains(sites, site)
	})
}

// copiedStory adds what an export says of a story: the earlier story that it
// is the same as, and its earlier headlines in the item.
func (v *saver) copiedStory(item int64, row *storyRow, incoming *news.Story) error {
	if incoming.SameAs != nil {
		if err := v.sameAs(row.ID, *incoming.SameAs); err != nil {
			return err
		}
	}
	for _, l := range incoming.EventLinks {
		if err := v.copiedEventLink(row.ID, l); err != nil {
			return err
		}
	}
	return v.copiedRevisions(item, row.ID, incoming.Revisions)
}

// copiedRevisions adds an export's revisions that this archive does not have.
func (v *saver) copiedRevisions(item, story int64, all []news.Revision) error {
	added := false
	for _, r := range all {
		at := r.Replaced.UTC().Truncate(time.Second)
		if !news.IsUsable(at) {
			at = v.now
		}
		ids, err := v.ids(`INSERT INTO revisions (item_id, story_id, field, value, replaced) SELECT ?1, ?2, ?3, ?4, ?5
			WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE item_id = ?1 AND story_id IS ?2 AND field = ?3 AND value = ?4)
			RETURNING id`, item, orNull(story), r.Field, r.Value, stamp(at))
		if err != nil {
			return err
		}
		for _, revision := range ids {
			// The edit is recorded once. It was the story's own headline if the item's
			// present one is.
			if _, err := v.exec(`INSERT INTO edits (item_id, revision_id, own, at) SELECT ?1, ?2,
				EXISTS (SELECT 1 FROM appearances WHERE item_id = ?1 AND story_id = ?3 AND title IS NULL), ?4`,
				item, revision, story, stamp(at)); err != nil {
				return err
			}
			added = true
		}
	}
	if !added {
		return nil
	}
	return v.touchItem(item)
}
