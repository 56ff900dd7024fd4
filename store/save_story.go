package store

import (
	"cmp"
	"time"

	"newsarchive/internal/news"
)

// storyRow is a stored story with the rank of its date.
type storyRow struct {
	news.Story
	rank int
	// created means that this entry created the story.
	created bool
	// joined means that it proved to be the same as an earlier one.
	joined bool
	// copied means that the entry comes from an export.
	copied bool
}

// saveStory returns the story that an entry links at index i. It creates a
// missing story, and fills in and redates an existing one.
func (v *saver) saveStory(e docEntry, i int, first time.Time) (*storyRow, error) {
	incoming := &e.Stories[i]
	row := &storyRow{copied: !v.fetched && incoming.IsCopy()}
	var keys []string
	var known bool
	var err error
	if e.IsOrdinary() && !row.copied {
		keys, known, err = v.ordinaryStory(e, row)
	} else if keys, err = v.storyKeys(e, i); err == nil {
		known, err = v.knownBy(keys, incoming, row)
	}
	if err != nil {
		return nil, err
	}
	date, rank := dateOf(e.Item, i, row.copied)
	if !v.fetched && !incoming.FirstSeen.IsZero() {
		first = incoming.FirstSeen
	}
	if known {
		err = v.updateStory(row, incoming, e, date, rank, first)
	} else {
		row.Story, row.rank, row.created = *incoming, rank, true
		row.ID = 0
		row.Published, row.FirstSeen = date, first
		if !row.copied {
			if news.GoogleToken(incoming.Link) == "" {
				row.Site = cmp.Or(row.Site, news.Site(incoming.Link))
			}
			row.Language = cmp.Or(row.Language, e.Language)
		}
		err = v.newStory(row, e, keys[0])
	}
	if err == nil && len(incoming.Keys) > 0 && !v.fetched {
		err = v.addKeys(row, keys)
	}
	if err == nil && len(incoming.Marks) > 0 && !v.fetched {
		err = v.saveMarks(row.ID, incoming.Marks)
	}
	if err == nil && row.created {
		err = v.unreadNew(row, e.Feed)
	}
	if err == nil && len(incoming.Pages) > 0 && !v.fetched {
		err = v.importReadings(row.ID, incoming.Pages)
	}
	if err == nil {
		err = v.wantPage(row.ID)
	}
	if err == nil {
		err = v.noteHeadline(e, row)
	}
	return row, err
}

// knownBy reads the story that has the first matching key. For keys after the
// first, the story must pass mayTie.
func (v *saver) knownBy(keys []string, incoming *news.Story, row *storyRow) (bool, error) {
	for i, key := range keys {
		known, err := v.get(`SELECT story_id FROM story_keys WHERE key = ?`, []any{key}, &row.ID)
		if err == nil && known {
			err = v.readStory(row)
		}
		if err != nil {
			return false, err
		}
		if known && (i == 0 || mayTie(key, incoming, &row.Story)) {
			return true, nil
		}
	}
	return false, nil
}

func (v *saver) readStory(row *storyRow) error {
	var seen stamp
	_, err := v.get(`SELECT link, title, publisher, site, author, image, language, published, rank, first_seen
		FROM stories WHERE id = ?`, []any{row.ID},
		&row.Link, &row.Title, &row.Publisher, &row.Site, &row.Author, &row.Image, &row.Language, &row.Published,
		&row.rank, &seen)
	row.FirstSeen = seen.time()
	row.Effective = effective(row.Published, row.FirstSeen, v.zone)
	return err
}

// dateOf returns the date that an entry gives its story at index i, and its
// rank. An export without a date has none.
func dateOf(it *news.Item, i int, copied bool) (news.Date, int) {
	switch st := &it.Stories[i]; {
	case !st.Published.IsZero():
		return st.Published, rank(st.PublishedBy)
	case it.Published.IsZero() || copied:
		return news.Date{}, rankNone
	case i == 0:
		return it.Published, rankLead
	default:
		return it.Published, rankItem
	}
}

// newStory inserts a story with its key, text and tags, and joins it to its
// twin.
func (v *saver) newStory(row *storyRow, e docEntry, key string) error {
	row.Effective = effective(row.Published, row.FirstSeen, v.zone)
	var err error
	row.ID, err = v.exec(`INSERT INTO stories (link, title, publisher, site, author, image, language, published, rank,
		effective, day, twin, first_seen) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`,
		row.Link, row.Title, row.Publisher, row.Site, row.Author, row.Image, row.Language, row.Published, row.rank,
		row.Effective, row.Effective.In(v.zone), twinOf(row, key), stamp(row.FirstSeen))
	if err != nil {
		return err
	}
	v.saved.Stories++
	if _, err := v.exec(`INSERT INTO story_keys (key, story_id) VALUES (?, ?)`, key, row.ID); err != nil {
		return err
	}
	if err := v.saveStoryText(row.ID, &row.Story); err != nil {
		return err
	}
	if err := v.saveOwnTags(row.ID, row.Tags); err != nil {
		return err
	}
	if err := v.resolveMissingRoots(key, row.ID); err != nil || row.copied {
		return err
	}
	return v.joinTwin(row, e, key)
}

// updateStory fills in missing fields of a story and improves its date.
func (v *saver) updateStory(row *storyRow, incoming *news.Story, e docEntry, date news.Date, rank int, first time.Time) error {
	was := *row
	row.Publisher = cmp.Or(row.Publisher, incoming.Publisher)
	row.Site = cmp.Or(row.Site, incoming.Site)
	row.Author = cmp.Or(row.Author, incoming.Author)
	row.Image = cmp.Or(row.Image, incoming.Image)
	row.Language = cmp.Or(row.Language, incoming.Language)
	if !row.copied {
		row.Language = cmp.Or(row.Language, e.Language)
	}
	if rank > row.rank || rank == row.rank && date.Refines(row.Published, v.zone) {
		row.Published, row.rank = date, rank
	}
	if !v.fetched && first.Before(row.FirstSeen) {
		row.FirstSeen = first
	}
	if err := v.saveStoryText(row.ID, incoming); err != nil {
		return err
	}
	if err := v.saveOwnTags(row.ID, incoming.Tags); err != nil {
		return err
	}
	if row.Publisher == was.Publisher && row.Site == was.Site && row.Author == was.Author && row.Image == was.Image &&
		row.Language == was.Language && row.Published == was.Published && row.rank == was.rank && row.FirstSeen.Equal(was.FirstSeen) {
		return nil
	}
	v.touch(row.ID)
	if row.Publisher != was.Publisher {
		if err := v.touchAround(row.ID); err != nil {
			return err
		}
	}
	if row.Published != was.Published {
		if err := v.recordPastDate(was.Story); err != nil {
			return err
		}
	}
	row.Effective = effective(row.Published, row.FirstSeen, v.zone)
	if !row.FirstSeen.Equal(was.FirstSeen) {
		if err := v.unreadSince(row, was.FirstSeen); err != nil {
			return err
		}
	}
	_, err := v.exec(`UPDATE stories SET publisher = ?, site = ?, author = ?, image = ?, language = ?, published = ?, rank = ?,
		effective = ?, day = ?, first_seen = ? WHERE id = ?`,
		row.Publisher, row.Site, row.Author, row.Image, row.Language, row.Published, row.rank,
		row.Effective, row.Effective.In(v.zone), stamp(row.FirstSeen), row.ID)
	return err
}

// saveStoryText stores the readable text of a story's page unless there is
// one, or it was forgotten.
func (v *saver) saveStoryText(story int64, incoming *news.Story) error {
	if incoming.Text == "" {
		return nil
	}
	if forgotten, err := v.isForgotten(story); err != nil || forgotten {
		return err
	}
	at := incoming.TextAdded
	if at.IsZero() {
		at = v.now
	}
	added, err := v.ids(`INSERT INTO story_texts (story_id, text, added) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING story_id`,
		story, incoming.Text, stamp(at))
	v.touch(added...)
	return err
}

// effective is the date for sorting and timelines: the published date, unless
// it is more than a day after the story was first seen, else that moment.
func effective(published news.Date, firstSeen time.Time, zone *time.Location) news.Date {
	if published.IsZero() || published.Start(zone).After(firstSeen.Add(24*time.Hour)) {
		return news.Instant(firstSeen)
	}
	return published
}
