package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/private"
)

// Follow starts to follow the feed at the address and returns it. A feed that
// exists already, as the origin of imported items or unfollowed, keeps its
// items. added reports whether it was not followed before. With State.Foreign,
// the address of a feed that was not followed is marked so; without, a person
// typed it.
func (s *Store) Follow(ctx context.Context, f news.Feed, every time.Duration) (feed news.Feed, added bool, err error) {
	f.URL = private.Bare(f.URL)
	var id int64
	err = s.transact(ctx, "follow "+f.URL, time.Now(), func(v *saver) error {
		if id, err = v.originFeed(f); err != nil {
			return err
		}
		was, err := v.ids(`SELECT followed FROM feeds WHERE id = ?`, id)
		if err != nil {
			return err
		}
		added = was[0] == 0
		foreign := f.State != nil && f.State.Foreign
		_, err = v.exec(`UPDATE feeds SET name = coalesce(?1, name), every = coalesce(?2, every),
			due = CASE WHEN foreign_address AND NOT ?3 THEN NULL ELSE due END,
			foreign_address = ?3 AND (followed = 0 OR foreign_address), followed = 1 WHERE id = ?4`,
			textOrNull(f.Name), secondsOrNull(every), foreign, id)
		return uniqueName(err, f.Name)
	})
	if err != nil {
		return news.Feed{}, false, err
	}
	feed, err = s.Feed(ctx, strconv.FormatInt(id, 10))
	return feed, added, err
}

// Unfollow stops following a feed. Its items and its address are kept:
// following it again continues where it stopped.
func (s *Store) Unfollow(ctx context.Context, id int64) error {
	return s.transact(ctx, "unfollow feed "+strconv.FormatInt(id, 10), time.Now(), func(v *saver) error {
		_, err := v.exec(`UPDATE feeds SET followed = 0 WHERE id = ?`, id)
		return err
	})
}

// ErrNameTaken means that a feed cannot have a name because of another one.
var ErrNameTaken = errors.New("another feed is named")

// FeedEdit lists the settings of a feed to change; nil fields keep their
// values.
type FeedEdit struct {
	Name  *string
	URL   *string // the old address becomes an alias
	Every *time.Duration
	Tags  *[]string
	Text  *news.TextSetting
	// MaxBytes is how long its document may be; 0: the default.
	MaxBytes *int64
	Proxied  *bool // private.db has a proxy for it
	Anew     bool  // the next sync fetches it, whole
	// Skip are the rules by which its new items are left out, at most
	// [MaxSkipRules]; a rule that stays keeps its counts.
	Skip *[]string
}

// EditFeed changes the settings of a feed. It fails when another feed has the
// new name or address.
func (s *Store) EditFeed(ctx context.Context, id int64, e FeedEdit) error {
	return s.transact(ctx, "set feed "+strconv.FormatInt(id, 10), time.Now(), func(v *saver) error {
		if e.Name != nil {
			if _, err := v.exec(`UPDATE feeds SET name = ? WHERE id = ?`, textOrNull(*e.Name), id); err != nil {
				return uniqueName(err, *e.Name)
			}
		}
		if e.URL != nil {
			if err := v.moveFeed(id, *e.URL); err != nil {
				return err
			}
			if _, err := v.exec(`UPDATE feeds SET foreign_address = 0, failures = 0, failing = NULL, failure = '', unreachable = NULL WHERE id = ?`, id); err != nil { // a person typed it
				return err
			}
		}
		for set, value := range e.columns() {
			if _, err := v.exec(`UPDATE feeds SET `+set+` WHERE id = ?`, value, id); err != nil {
				return err
			}
		}
		if e.Skip != nil {
			if err := v.setSkipRules(id, *e.Skip); err != nil {
				return err
			}
		}
		if e.Anew || e.MaxBytes != nil {
			if err := v.fetchAnew(id); err != nil {
				return err
			}
		}
		if e.Tags != nil {
			return v.setFeedTags(id, *e.Tags)
		}
		return nil
	})
}

// columns returns what is set in the feed's row: SQL with its value.
func (e FeedEdit) columns() map[string]any {
	set := map[string]any{}
	if e.Every != nil { // for the next fetch, too
		set[`every = ?, due = NULL`] = secondsOrNull(*e.Every)
	}
	if e.Text != nil {
		set[`texts = ?`] = textColumn(*e.Text)
	}
	if e.MaxBytes != nil {
		set[`max_bytes = nullif(?, 0)`] = *e.MaxBytes
	}
	if e.Proxied != nil {
		set[`proxied = ?`] = *e.Proxied
	}
	return set
}

// fetchAnew makes a feed due, and forgets its validators.
func (v *saver) fetchAnew(id int64) error {
	_, err := v.exec(`UPDATE feeds SET etag = '', last_modified = '', body_hash = '', due = NULL WHERE id = ?`, id)
	return err
}

// textColumn is a feed's setting for the database.
func textColumn(t news.TextSetting) any {
	switch t {
	case news.TextOn:
		return 1
	case news.TextOff:
		return 0
	}
	return nil
}

func (v *saver) setFeedTags(id int64, tags []string) error {
	if _, err := v.exec(`DELETE FROM feed_tags WHERE feed_id = ?`, id); err != nil {
		return err
	}
	for _, tag := range tags {
		if _, err := v.exec(`INSERT INTO feed_tags (feed_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, tag); err != nil {
			return err
		}
	}
	return nil
}

// originFeed returns the feed that has or had the address. If there is none,
// it creates one that is not followed.
func (v *saver) originFeed(f news.Feed) (int64, error) {
	f.URL = private.Bare(f.URL)
	known, err := v.ids(`SELECT feed_id FROM feed_addresses WHERE url = ?`, feedAddress(f.URL))
	if err != nil {
		return 0, err
	}
	if len(known) > 0 {
		_, err := v.exec(`UPDATE feeds SET title = CASE title WHEN '' THEN ? ELSE title END WHERE id = ?`, f.Title, known[0])
		return known[0], err
	}
	id, err := v.exec(`INSERT INTO feeds (url, title, link, language, added) VALUES (?, ?, ?, ?, ?)`,
		f.URL, f.Title, f.Link, f.Language, stamp(v.now))
	if err != nil {
		return 0, err
	}
	_, err = v.exec(`INSERT INTO feed_addresses (url, feed_id) VALUES (?, ?)`, feedAddress(f.URL), id)
	return id, err
}

// moveFeed gives a feed another address. It fails when another feed has it.
func (v *saver) moveFeed(id int64, address string) error {
	address = private.Bare(address)
	owners, err := v.ids(`INSERT INTO feed_addresses (url, feed_id) VALUES (?, ?)
		ON CONFLICT (url) DO UPDATE SET url = excluded.url RETURNING feed_id`, feedAddress(address), id)
	if err != nil {
		return err
	}
	if owners[0] != id {
		return fmt.Errorf("%s is the address of feed %d already", address, owners[0])
	}
	_, err = v.exec(`UPDATE feeds SET url = ?, etag = '', last_modified = '', body_hash = '', due = NULL,
		whole = NULL, moving_to = '', moving = NULL WHERE id = ?`, address, id)
	return err
}

// feedAddress returns the normalized form of a feed's address. A private
// feed's address is kept as it is, with its fragment.
func feedAddress(address string) string {
	if private.Is(address) {
		return strings.TrimSpace(address)
	}
	return cmp.Or(news.NormalizeURL(address), strings.TrimSpace(address))
}

func textOrNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func secondsOrNull(d time.Duration) any {
	if d <= 0 {
		return nil
	}
	return int64(d / time.Second)
}

func uniqueName(err error, name string) error {
	if err != nil && strings.Contains(err.Error(), "feeds.name") {
		return fmt.Errorf("%w %q already", ErrNameTaken, name)
	}
	return err
}
