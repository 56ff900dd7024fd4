package store

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/access"
	"newsarchive/internal/private"
)

// The database contains no user names, passwords or addresses of private
// feeds. They are in private.db beside it; see package private.

// moveSecrets is the step to version 2: it moves user names and passwords of
// feeds' addresses to private.db and removes them from every text of the
// database. private.db is synced before the transaction commits; after a crash
// in between, the step runs again. [Store.Scrub] overwrites the old bytes.
func moveSecrets(ctx context.Context, s *Store, tx *sql.Tx) error {
	var logins []private.Feed
	var spelled []string
	for _, query := range []string{`SELECT url FROM feeds`, `SELECT url FROM feed_addresses`, `SELECT DISTINCT url FROM fetches`} {
		addresses, err := texts(ctx, tx, query)
		if err != nil {
			return err
		}
		for _, address := range addresses {
			bare, login, ok := private.Split(address)
			if !ok {
				continue
			}
			if strings.HasSuffix(query, " feeds") {
				logins = append(logins, private.Feed{Shown: bare, Settings: access.Settings{Login: login}})
			}
			userinfo, _ := private.Userinfo(address)
			spelled = append(spelled, userinfo, redacted(login.User), redacted(before(userinfo, ":")))
		}
	}
	if len(spelled) == 0 {
		return nil
	}
	db, err := private.Open(ctx, filepath.Join(filepath.Dir(s.path), private.File))
	if err != nil {
		return err
	}
	if err := errors.Join(db.Save(ctx, logins...), db.Close()); err != nil {
		return err
	}
	slices.Sort(spelled)
	var pairs []private.Pair
	for _, userinfo := range slices.Compact(spelled) {
		pairs = append(pairs, private.Pair{Secret: "//" + userinfo + "@", Instead: "//"})
	}
	return replaceEverywhere(ctx, tx, pairs)
}

// redacted is a user with a hidden password in the form of net/url.
func redacted(user string) string { return user + ":xxxxx" }

func before(s, sep string) string {
	head, _, _ := strings.Cut(s, sep)
	return head
}

// HideFeed replaces the address of a feed by the shown form of a private one,
// everywhere in the database, including elements. The full address must be in
// private.db already. The feed's other addresses may be secret too and are
// deleted. A change is logged for all its stories. [Store.Scrub] overwrites
// the old bytes.
func (s *Store) HideFeed(ctx context.Context, id int64, kept private.Feed) error {
	return s.transact(ctx, "hide the address of "+kept.Shown, time.Now(), func(v *saver) error {
		for _, statement := range []string{
			`UPDATE feeds SET url = ?1 WHERE id = ?2`,
			`UPDATE fetches SET url = ?1 WHERE feed_id = ?2`,
			`DELETE FROM feed_addresses WHERE feed_id = ?2 AND url <> ?1`,
			`INSERT INTO feed_addresses (url, feed_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING`,
		} {
			if _, err := v.exec(statement, kept.Shown, id); err != nil {
				return err
			}
		}
		hider := kept.Hider()
		if err := replaceEverywhere(ctx, v.conn, hider.Pairs()); err != nil {
			return err
		}
		if err := v.hideElements(ctx, kept, hider); err != nil {
			return err
		}
		stories, err := v.ids(`SELECT DISTINCT story_id FROM appearances WHERE feed_id = ?`, id)
		if err != nil {
			return err
		}
		v.touch(stories...)
		return v.logChanges()
	})
}

// bareFeed removes user name and password from the addresses of an imported
// item's feed, its files and its elements. They are dropped, because an
// imported file must not set a password.
func bareFeed(it *news.Item) {
	for i, alias := range it.Feed.Aliases {
		it.Feed.Aliases[i] = private.Bare(alias)
	}
	spelled, ok := private.Userinfo(it.Feed.URL)
	if !ok {
		return
	}
	it.Feed.URL = private.Bare(it.Feed.URL)
	without := func(text *string) { *text = strings.ReplaceAll(*text, "//"+spelled+"@", "//") }
	element := func(r *news.Raw) {
		without(&r.Element)
		without(&r.Head)
		r.Address = private.Bare(r.Address)
	}
	if it.Post != nil {
		without(&it.Post.Raw)
	}
	for i := range it.EarlierPosts {
		without(&it.EarlierPosts[i].Raw)
	}
	if it.Raw != nil {
		element(it.Raw)
	}
	for i := range it.EarlierRaw {
		element(&it.EarlierRaw[i])
	}
}
