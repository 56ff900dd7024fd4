package store

import "fmt"

// maxKeys bounds the links that become keys of a story when its link changes.
// A link that changes with every fetch, such as one with a session id, stops
// there; the item's guid still identifies it.
const maxKeys = 64

// ordinaryStory finds the story of an entry that is about one story: by its
// item or by its link. If there is none, it returns the keys of the new one.
func (v *saver) ordinaryStory(e docEntry, row *storyRow) (keys []string, known bool, err error) {
	key, shared, err := v.addressKey(e.Stories[0].Link)
	if err != nil {
		return nil, false, err
	}
	var found *storyRow
	if e.item != 0 {
		if found, err = v.storyOf(e.item); err != nil {
			return nil, false, err
		}
	}
	if found == nil && key != "" && !shared {
		if found, err = v.storyBy(key); err != nil || found == nil {
			return []string{key}, false, err
		}
	}
	if found != nil {
		other, err := v.aboutAnotherStory(found.ID, e)
		if err != nil {
			return nil, false, err
		}
		if !other {
			*row = *found
			if e.item != 0 {
				err = v.addLinkKey(row, e.Stories[0].Link, e.Headline())
			}
			return []string{key}, true, err
		}
		if key != "" && !shared {
			if err := v.markShared(key); err != nil {
				return nil, false, err
			}
		}
	}
	key, err = v.freeStoryKey(v.feed.id, e.key)
	return []string{key}, false, err
}

// storyBy returns the story with a key, or nil.
func (v *saver) storyBy(key string) (*storyRow, error) {
	row := &storyRow{}
	known, err := v.get(`SELECT story_id FROM story_keys WHERE key = ?`, []any{key}, &row.ID)
	if err != nil || !known {
		return nil, err
	}
	return row, v.readStory(row)
}

// aboutAnotherStory reports whether an entry with a story's link is about
// another story, judged by the other entries of the document and, if its item
// is new, by the feed's earlier items.
func (v *saver) aboutAnotherStory(story int64, e docEntry) (bool, error) {
	if v.docHeadlines != nil {
		root, err := v.root(story)
		if err != nil {
			return false, err
		}
		if title, ok := v.docHeadlines[root]; ok && !alike(title, e.Headline()) {
			// Stories that were joined may both stand in a document, each under a
			// headline of its own.
			own, err := v.joinedUnder(story, e.Headline())
			return !own, err
		}
	}
	if e.item != 0 {
		return false, nil
	}
	return v.feedDiffers(story, e)
}

// joinedUnder reports whether a story is joined with others and has a headline
// of its own like this one.
func (v *saver) joinedUnder(story int64, headline string) (bool, error) {
	var title string
	joined, err := v.get(`SELECT title FROM stories s WHERE id = ?1
		AND EXISTS (SELECT 1 FROM same_as WHERE story_id = ?1 OR root_id = ?1)`, []any{story}, &title)
	return joined && alike(title, headline), err
}

// noteHeadline records the headline that an entry of the document gives its
// story.
func (v *saver) noteHeadline(e docEntry, row *storyRow) (err error) {
	if v.docHeadlines == nil || !e.IsOrdinary() {
		return nil
	}
	root := row.ID
	if !row.created || row.joined {
		root, err = v.root(row.ID)
	}
	v.docHeadlines[root] = e.Headline()
	return err
}

// feedDiffers reports whether the feed's latest item about a story has a
// headline that is not like the entry's, or another enclosure. The headline is
// the one that the document gives the item, if it lists it.
func (v *saver) feedDiffers(story int64, e docEntry) (bool, error) {
	items, err := v.ids(`SELECT item_id FROM appearances WHERE story_id IN (SELECT ?1 UNION SELECT story_id FROM same_as WHERE root_id = ?1)
		AND feed_id = ?2 AND item_id <> ?3 ORDER BY gone IS NOT NULL, id DESC LIMIT 1`, story, v.feed.id, e.item)
	if err != nil || len(items) == 0 {
		return false, err
	}
	title, listed := v.listed[items[0]]
	if !listed {
		if title, err = v.headlineOf(items[0]); err != nil {
			return false, err
		}
	}
	if !alike(title, e.Headline()) {
		return true, nil
	}
	return v.hasAnotherFile(items[0], &e)
}

// hasAnotherFile reports whether an item and an entry have different first
// enclosures.
func (v *saver) hasAnotherFile(item int64, e *docEntry) (bool, error) {
	var file string
	_, err := v.get(`SELECT url FROM enclosures WHERE item_id = ? AND gone IS NULL ORDER BY position LIMIT 1`, []any{item}, &file)
	now := enclosureOf(e.Item)
	return file != "" && now != "" && file != now, err
}

// freeStoryKey returns an unused key for the story of an item.
func (v *saver) freeStoryKey(feed int64, itemKey string) (string, error) {
	key := fmt.Sprintf("item:%d:0:%s", feed, itemKey)
	for n := 2; ; n++ {
		taken, err := v.ids(`SELECT 1 FROM story_keys WHERE key = ?`, key)
		if err != nil || len(taken) == 0 {
			return key, err
		}
		key = fmt.Sprintf("item:%d:0:%s~%d", feed, itemKey, n)
	}
}

// storyOf returns the story that an item is about, or nil: its lead, or the
// lead that it last had.
func (v *saver) storyOf(item int64) (*storyRow, error) {
	row := &storyRow{}
	known, err := v.get(`SELECT story_id FROM appearances WHERE item_id = ? ORDER BY gone IS NOT NULL, position, id DESC LIMIT 1`,
		[]any{item}, &row.ID)
	if err != nil || !known {
		return nil, err
	}
	return row, v.readStory(row)
}

// addLinkKey makes a changed link of an item a key of its story. If another
// story has the key, the two are joined when their headlines are alike;
// otherwise the link is shared.
func (v *saver) addLinkKey(row *storyRow, link, headline string) error {
	key, shared, err := v.addressKey(link)
	if err != nil || key == "" || shared {
		return err
	}
	var holder int64
	var title string
	known, err := v.get(`SELECT s.id, s.title FROM story_keys k JOIN stories s ON s.id = k.story_id WHERE k.key = ?`,
		[]any{key}, &holder, &title)
	if err != nil || holder == row.ID {
		return err
	}
	if !known {
		_, err := v.exec(`INSERT INTO story_keys (key, story_id) SELECT ?1, ?2
			WHERE (SELECT count(*) FROM story_keys WHERE story_id = ?2) < ?3`, key, row.ID, maxKeys)
		if err == nil {
			v.touch(row.ID)
			err = v.resolveMissingRoots(key, row.ID)
		}
		return err
	}
	var roots [2]int64
	for i, story := range []int64{row.ID, holder} {
		if roots[i], err = v.root(story); err != nil || i == 1 && roots[0] == roots[1] {
			return err
		}
	}
	beside, ok := v.docHeadlines[roots[1]]
	if alike(title, headline) && (!ok || alike(beside, headline)) {
		return v.join(row.ID, holder, "one item linked both addresses")
	}
	v.unsettled = true // until that changes
	own, err := v.ids(`SELECT 1 FROM appearances WHERE story_id = ? AND feed_id = ? LIMIT 1`, holder, v.feed.id)
	if err != nil || len(own) == 0 {
		return err
	}
	return v.markShared(key)
}
