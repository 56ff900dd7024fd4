package store

import (
	"context"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// PageOutcome is how an attempt to fetch a page ended.
type PageOutcome string

// The outcomes of an attempt. The first four have a reading, and
// [Store.SavePage] finds which of them it is.
const (
	PageNew        PageOutcome = "new"        // its text is the story's text now
	PageUnchanged  PageOutcome = "unchanged"  // it says what the story's text says
	PageWorse      PageOutcome = "worse"      // its text does not replace the story's
	PageUnreadable PageOutcome = "unreadable" // the page is no article
	PageRefused    PageOutcome = "refused"    // it must not be fetched: robots.txt, a private address
	PageGone       PageOutcome = "gone"       // the server says that it is gone: 404, 410
	PageFailed     PageOutcome = "failed"
)

// PageFetch is one attempt to fetch a story's page: a row in the fetch log.
type PageFetch struct {
	ID      int64        `json:"-"`
	Story   int64        `json:"story"`
	URL     string       `json:"url"` // that was requested
	At      time.Time    `json:"at"`
	Took    news.Seconds `json:"took"`
	Outcome PageOutcome  `json:"outcome"`
	Status  int          `json:"status,omitempty"` // of HTTP; 0: no answer
	Bytes   int64        `json:"bytes"`
	Text    int64        `json:"-"` // the reading; 0: none
	Error   string       `json:"error,omitempty"`

	// NotBefore is when the server wants the next attempt; zero: it does not say.
	NotBefore time.Time `json:"-"`
}

// PageSaved is what became of a page.
type PageSaved struct {
	Outcome PageOutcome
	Text    int64 // the id of its reading; 0: there was none, or it was not kept
	// Unused is a page that no reading refers to any longer, or the page itself
	// when its reading was not kept. It need not be kept; 0: none.
	Unused int64
	Joined bool // the story proved to be the same as another one
}

// maxReadings is how many readings of a story are kept that do not replace its
// text.
const maxReadings = 20

// SavePage records an attempt to fetch a story's page, in one transaction: in
// the fetch log, in the queue, and, with a reading, in the story's texts. What a
// reading is worth is decided beside the text that the story has: a worse one
// never replaces it, an equal one makes no revision. The publisher's date
// becomes the story's, and the page's canonical address a key of the story's
// where it can be one.
//
// The fields of the reading that a fetch has are filled in: its story, and when
// it was fetched. A story whose text was forgotten gets none: the outcome is
// [PageRefused].
func (s *Store) SavePage(ctx context.Context, f PageFetch, r *news.Reading) (saved PageSaved, err error) {
	f.At = f.At.UTC().Truncate(time.Second)
	err = s.transact(ctx, fmt.Sprintf("save the page of story %d", f.Story), f.At, func(v *saver) error {
		known, err := v.ids(`SELECT 1 FROM stories WHERE id = ?`, f.Story)
		if err == nil && len(known) == 0 {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		forgotten, err := v.isForgotten(f.Story)
		if err != nil {
			return err
		}
		saved = PageSaved{Outcome: f.Outcome}
		if r != nil && forgotten {
			saved, r = PageSaved{Outcome: PageRefused, Unused: r.Page}, nil
			f.Error = "its text was forgotten"
		}
		if r != nil {
			r.Story, r.Fetched, r.Seen = f.Story, f.At, f.At
			if saved, err = v.savePage(r); err != nil {
				return err
			}
		}
		if saved.Unused, err = v.unlessUsed(saved.Unused); err != nil {
			return err
		}
		f.Outcome, f.Text = saved.Outcome, saved.Text
		if err := v.recordPageFetch(f); err != nil {
			return err
		}
		if err := v.settlePage(f, r); err != nil {
			return err
		}
		return v.logChanges()
	})
	return saved, err
}

// savePage saves a reading.
func (v *saver) savePage(r *news.Reading) (saved PageSaved, err error) {
	had, err := v.standing(r.Story)
	if err != nil {
		return saved, err
	}
	var text *news.Text
	if had != nil {
		text = &had.Text
	}
	switch judge(text, &r.Text) {
	case isSame:
		saved, err = v.seeAgain(had, r)
	case isBetter:
		saved, err = v.saveBetter(r)
	case isWorse:
		saved, err = v.saveBeside(r)
	}
	if err != nil || saved.Outcome == PageWorse || saved.Outcome == PageUnreadable {
		return saved, err
	}
	if err := v.datePage(r.Story, news.Date{}, r.Published); err != nil {
		return saved, err
	}
	saved.Joined, err = v.canonicalKey(r)
	return saved, err
}

// saveBetter keeps a reading that is the story's text from now on. It takes the
// place of one of the same moment and address.
func (v *saver) saveBetter(r *news.Reading) (saved PageSaved, err error) {
	saved.Outcome = PageNew
	before, err := v.readingOfMoment(r)
	if err != nil {
		return saved, err
	}
	if before != nil && r.Page != 0 && r.Page != before.Page {
		saved.Unused = before.Page
	}
	saved.Text, err = v.addReading(r)
	return saved, err
}

// readingOfMoment returns the reading that a story has of the moment and address
// of another, or nil.
func (v *saver) readingOfMoment(r *news.Reading) (*news.Reading, error) {
	all, err := v.readings(`WHERE t.story_id = ? AND t.fetched = ? AND t.url = ?`, r.Story, stamp(r.Fetched), r.URL)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}

// unlessUsed returns the page, or 0 if a reading refers to it: a text that
// returned to what it was has one page for both versions.
func (v *saver) unlessUsed(page int64) (int64, error) {
	used, err := v.ids(`SELECT 1 FROM page_texts WHERE page = ? LIMIT 1`, page)
	if err != nil || len(used) > 0 {
		return 0, err
	}
	return page, nil
}

// addReading inserts a reading that may become the story's text.
func (v *saver) addReading(r *news.Reading) (int64, error) {
	id, err := v.insertReading(r)
	if err != nil {
		return 0, err
	}
	v.touch(r.Story)
	return id, v.restand(r.Story)
}

// seeAgain records that a page says the same as the reading before: that one
// has the newer page's facts from now on.
func (v *saver) seeAgain(had, r *news.Reading) (saved PageSaved, err error) {
	saved = PageSaved{Outcome: PageUnchanged, Text: had.ID}
	if r.Page != 0 && r.Page != had.Page {
		saved.Unused = had.Page
	}
	v.touch(r.Story)
	_, err = v.exec(`UPDATE page_texts SET seen = max(seen, ?), page = coalesce(?, page), headline = coalesce(nullif(?, ''), headline),
		byline = coalesce(nullif(?, ''), byline), section = coalesce(nullif(?, ''), section), language = coalesce(nullif(?, ''), language),
		canonical = coalesce(nullif(?, ''), canonical), image = coalesce(nullif(?, ''), image),
		published = coalesce(?, published), modified = coalesce(?, modified), paywalled = ? WHERE id = ?`,
		stamp(r.Seen), orNull(r.Page), r.Headline, r.Byline, r.Section, r.Language, r.Canonical, r.Image,
		r.Published, r.Modified, r.Paywalled, had.ID)
	return saved, err
}

// saveBeside keeps a reading that does not replace the story's text, once. It does
// not take the place of one of the same moment and address.
func (v *saver) saveBeside(r *news.Reading) (saved PageSaved, err error) {
	saved.Outcome = PageWorse
	if !hasText(&r.Text) {
		saved.Outcome = PageUnreadable
	}
	beside, err := v.readings(`WHERE t.story_id = ? AND t.stands = 0 ORDER BY t.fetched DESC, t.url DESC`, r.Story)
	if err != nil {
		return saved, err
	}
	for i := range beside {
		had := &beside[i]
		if had.Kind == r.Kind && readingHash(&had.Text) == readingHash(&r.Text) {
			again, err := v.seeAgain(had, r)
			again.Outcome = saved.Outcome
			return again, err
		}
	}
	same, err := v.readingOfMoment(r)
	if err != nil || same != nil || len(beside) >= maxReadings {
		saved.Unused = r.Page
		return saved, err
	}
	saved.Text, err = v.addReading(r)
	return saved, err
}

// datePage gives a story the date that its page states, unless it has one of a
// page already. was is what an earlier reading of that page said; zero: there
// was none.
func (v *saver) datePage(story int64, was, now news.Date) error {
	if now.IsZero() || now == was {
		return nil
	}
	row := &storyRow{Story: news.Story{ID: story}}
	if err := v.readStory(row); err != nil {
		return err
	}
	corrected := !was.IsZero() && row.Published == was
	if row.rank == rankPage && !corrected && !now.Refines(row.Published, v.zone) {
		return nil
	}
	if row.Published != now {
		if err := v.recordPastDate(row.Story); err != nil {
			return err
		}
	}
	at := effective(now, row.FirstSeen, v.zone)
	_, err := v.exec(`UPDATE stories SET published = ?, rank = ?, effective = ?, day = ? WHERE id = ?`, now, rankPage, at, at.In(v.zone), story)
	v.touch(story)
	return err
}
