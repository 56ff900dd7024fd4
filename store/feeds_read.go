package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/private"
)

const selectFeeds = `SELECT id, url, coalesce(name, ''), title, link, language, followed, every, added, fetched, succeeded, due,
	failures, error, etag, last_modified, body_hash, key_by_link, description, image, copyright,
	CASE texts WHEN 1 THEN 'on' WHEN 0 THEN 'off' ELSE '' END, foreign_address,
	whole, brought, full_window, failing, failure, unreachable, moving_to, moving, coalesce(pace, 0), pace_by, asks, asks_by, rhythm, coalesce(max_bytes, 0), proxied FROM feeds `

// Feeds returns every feed with its state: the followed ones first, each group
// sorted by label.
func (s *Store) Feeds(ctx context.Context) ([]news.Feed, error) {
	feeds, err := s.feeds(ctx, selectFeeds+`ORDER BY id`)
	if err == nil {
		err = s.fillFeeds(ctx, feeds)
	}
	sortFeeds(feeds)
	return feeds, err
}

// sortFeeds sorts the followed feeds before the others, each group by label.
func sortFeeds(feeds []news.Feed) {
	slices.SortStableFunc(feeds, func(a, b news.Feed) int {
		if a.State.Followed != b.State.Followed {
			if a.State.Followed {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.ToLower(a.Label()), strings.ToLower(b.Label()))
	})
}

// Feed returns the feed that a reference names: its number, a present or
// earlier address, its name, or a unique part of its title or address. The
// error wraps [ErrNotFound] when there is none, and lists the candidates when
// there are several.
func (s *Store) Feed(ctx context.Context, ref string) (news.Feed, error) {
	all, err := s.MatchFeeds(ctx, ref)
	switch {
	case err != nil:
		return news.Feed{}, err
	case len(all) == 1:
		return all[0], s.fillFeeds(ctx, all)
	case len(all) == 0:
		return news.Feed{}, fmt.Errorf("feed %q: %w; \"archive feed list\" shows them", private.Bare(ref), ErrNotFound)
	}
	var labels []string
	for _, f := range all {
		labels = append(labels, fmt.Sprintf("%d (%s)", f.ID, f.Label()))
	}
	return news.Feed{}, fmt.Errorf("%q could be feed %s", private.Bare(ref), strings.Join(labels, ", "))
}

// FeedAt returns the feed that has or had exactly this address.
func (s *Store) FeedAt(ctx context.Context, address string) (f news.Feed, ok bool, err error) {
	feeds, err := s.feeds(ctx, selectFeeds+`WHERE id = (SELECT feed_id FROM feed_addresses WHERE url = ?)`, feedAddress(address))
	if len(feeds) == 0 {
		return f, false, err
	}
	return feeds[0], true, nil
}

// MatchFeeds returns the feeds that match a reference by the first of these
// that matches any: number, address, name, title, part of the title, part of
// the address.
func (s *Store) MatchFeeds(ctx context.Context, ref string) ([]news.Feed, error) {
	if id, err := strconv.ParseInt(strings.TrimPrefix(ref, "#"), 10, 64); err == nil {
		if feeds, err := s.feeds(ctx, selectFeeds+`WHERE id = ?`, id); err != nil || len(feeds) > 0 {
			return feeds, err
		}
	}
	feeds, err := s.feeds(ctx, selectFeeds+`WHERE id = (SELECT feed_id FROM feed_addresses WHERE url = ?)`, feedAddress(ref))
	if err != nil || len(feeds) > 0 {
		return feeds, err
	}
	all, err := s.feeds(ctx, selectFeeds+`ORDER BY id`)
	if err != nil {
		return nil, err
	}
	sortFeeds(all)
	wanted := strings.ToLower(ref)
	for _, is := range []func(news.Feed) bool{
		func(f news.Feed) bool { return strings.ToLower(f.Name) == wanted },
		func(f news.Feed) bool { return strings.ToLower(f.Title) == wanted },
		func(f news.Feed) bool { return strings.ToLower(f.Label()) == wanted },
		func(f news.Feed) bool { return strings.Contains(strings.ToLower(f.Title), wanted) },
		func(f news.Feed) bool { return strings.Contains(strings.ToLower(f.URL), wanted) },
	} {
		if some := slices.DeleteFunc(slices.Clone(all), func(f news.Feed) bool { return !is(f) }); len(some) > 0 {
			return some, nil
		}
	}
	return nil, nil
}

// DueFeeds returns the followed feeds that are due at the given time. Feeds
// whose last fetch lies in the future, because the clock was wrong, are due
// too.
func (s *Store) DueFeeds(ctx context.Context, at time.Time) ([]news.Feed, error) {
	return s.feeds(ctx, selectFeeds+`WHERE followed = 1 AND (due IS NULL OR due <= ?1 OR fetched > ?1) ORDER BY due, id`, stamp(at))
}

func (s *Store) feeds(ctx context.Context, query string, args ...any) (feeds []news.Feed, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		f, err := scanFeed(rows)
		feeds = append(feeds, f)
		return err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read feeds: %w", err)
	}
	return feeds, nil
}

func scanFeed(rows *sql.Rows) (news.Feed, error) {
	f := news.Feed{State: &news.FeedState{}}
	st := f.State
	var every sql.NullInt64
	var pace, asks int64
	var added, fetched, succeeded, due, whole, brought, full, failing, unreachable, moving stamp
	err := rows.Scan(&f.ID, &f.URL, &f.Name, &f.Title, &f.Link, &f.Language, &st.Followed, &every, &added, &fetched,
		&succeeded, &due, &st.Failures, &st.Error, &st.ETag, &st.LastModified, &st.BodyHash, &f.KeyByLink, &f.Description, &f.Image, &f.Copyright, &st.Text, &st.Foreign,
		&whole, &brought, &full, &failing, &st.Failure, &unreachable, &st.MovingTo, &moving, &pace, &st.PaceBy, &asks, &st.AsksBy, &st.Rhythm, &st.MaxBytes, &st.Proxied)
	st.EverySet, st.Pace, st.Asks = every.Valid, seconds(pace), seconds(asks)
	st.Every = seconds(cmp.Or(every.Int64, pace, int64(news.DefaultEvery/time.Second)))
	st.Whole, st.Brought, st.Full, st.Failing = whole.time(), brought.time(), full.time(), failing.time()
	st.Unreachable, st.Moving = unreachable.time(), moving.time()
	st.Added, st.Fetched, st.Succeeded, st.Due = added.time(), fetched.time(), succeeded.time(), due.time()
	return f, err
}

func seconds(n int64) news.Seconds { return news.Seconds(time.Duration(n) * time.Second) }

// fillFeeds adds tags, aliases, rules and the number of items and faults to feeds.
func (s *Store) fillFeeds(ctx context.Context, feeds []news.Feed) error {
	for i := range feeds {
		f := &feeds[i]
		var err error
		if f.Tags, err = s.strings(ctx, `SELECT tag FROM feed_tags WHERE feed_id = ? ORDER BY tag`, f.ID); err != nil {
			return err
		}
		if err := s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM items WHERE feed_id = ?1),
			(SELECT count(*) FROM faults WHERE feed_id = ?1)`, f.ID).Scan(&f.State.Items, &f.State.Faults); err != nil {
			return classify(err)
		}
		if f.State.Skip, err = s.SkipRules(ctx, f.ID); err != nil {
			return err
		}
		f.Aliases, err = s.strings(ctx, `SELECT url FROM feed_addresses WHERE feed_id = ? AND url <> ? ORDER BY url`,
			f.ID, feedAddress(f.URL))
		if err != nil {
			return err
		}
	}
	return nil
}

// strings returns the single text column of a query.
func (s *Store) strings(ctx context.Context, query string, args ...any) (all []string, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		all = append(all, text)
		return nil
	}, query, args...)
	return all, err
}

// Subscriptions returns the followed feeds with their tags, sorted by label. It
// reads what a list of them shows: with many feeds all else takes longer.
func (s *Store) Subscriptions(ctx context.Context) (feeds []news.Feed, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		f := news.Feed{State: &news.FeedState{Followed: true}}
		var added, fetched stamp
		err := rows.Scan(&f.ID, &f.URL, &f.Name, &f.Title, &f.Link, &added, &fetched, &f.State.Failures, &f.State.Error)
		f.State.Added, f.State.Fetched = added.time(), fetched.time()
		feeds = append(feeds, f)
		return err
	}, `SELECT id, url, coalesce(name, ''), title, link, added, fetched, failures, error FROM feeds WHERE followed = 1 ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("read feeds: %w", err)
	}
	at := make(map[int64]int, len(feeds))
	sortFeeds(feeds)
	for i, f := range feeds {
		at[f.ID] = i
	}
	return feeds, queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var feed int64
		var tag string
		err := rows.Scan(&feed, &tag)
		if i, ok := at[feed]; ok {
			feeds[i].Tags = append(feeds[i].Tags, tag)
		}
		return err
	}, `SELECT feed_id, tag FROM feed_tags ORDER BY feed_id, tag`)
}
