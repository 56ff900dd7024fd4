package store

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// storyKeys are the keys of the story that an entry links at index i: that of
// its link, and what a copy names. A story without an address of its own is
// known by its item.
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
	if at := slices.Index(keys, own); at > 0 { // what its link says comes first
		keys[0], keys[at] = keys[at], keys[0]
	}
	return keys, nil
}

// localKey is a key of a copy as it is kept here; see [portableKey].
func (v *saver) localKey(key string) (local string, ok bool, err error) {
	if rest, ok := strings.CutPrefix(key, "item@"); ok {
		address, rest, _ := strings.Cut(rest, ":")
		address, err := url.QueryUnescape(address)
		if err != nil || address == "" {
			return "", false, nil //nolint:nilerr // it is no key, and that is told
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

// addKeys gives a story the keys it is also known by. When another story
// holds one, the two are the same, unless that would tie a story to a home
// page or to another site.
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

// mayTie reports whether a key may make two stories one: it is no home page,
// and they are of one site.
func mayTie(key string, one, other *news.Story) bool {
	if news.IsFrontPage(key) {
		return false
	}
	sites := []string{other.Site, news.Site(other.Link), news.Site(key)}
	return slices.ContainsFunc([]string{one.Site, news.Site(one.Link)}, func(site string) bool {
		return site != "" && site != "news.google.com" && slices.Contains(sites, site)
	})
}

// copied fills in what a copy says of a story: the earlier one that it is the
// same as, and its earlier headlines in the item.
func (v *saver) copiedStory(item int64, row *storyRow, said *news.Story) error {
	if said.SameAs != nil {
		if err := v.sameAs(row.ID, *said.SameAs); err != nil {
			return err
		}
	}
	return v.copiedRevisions(item, row.ID, said.Revisions)
}

// copiedRevisions keeps revisions that are not known here.
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
			// That it gave way is told, once; it was the story's own headline
			// if what the item says now is.
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
