package store

import (
	"context"
	"database/sql"
	"fmt"
	"hash/maphash"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/words"
)

// elsewhereSpan is how far apart the dates of a story of Google News and of the
// same publisher's story in another feed may be.
const elsewhereSpan = 3 * 24 * time.Hour

// headlined is what is compared of a story.
type headlined struct {
	id    int64
	title string
	site  string
	link  string
	at    time.Time
}

// ResolveElsewhere finds addresses of unresolved stories without asking anyone:
// another feed of the archive has a story of the same publisher's site and
// headline, dated within three days. The two are joined. Among several such
// stories none is chosen, and short headlines do not count: a daily column has
// one headline. It looks at the newest stories, or at all if newest is 0, and
// returns how many it resolved.
func (s *Store) ResolveElsewhere(ctx context.Context, newest int, at time.Time) (resolved int, err error) {
	pairs, err := s.elsewhere(ctx, newest)
	if err != nil || len(pairs) == 0 {
		return 0, err
	}
	err = s.transact(ctx, "resolve stories by other feeds", at, func(v *saver) error {
		for _, pair := range pairs {
			if err := ctx.Err(); err != nil {
				return err
			}
			joined, err := v.joinElsewhere(pair[0], pair[1])
			if err != nil {
				return err
			}
			if joined {
				resolved++
			}
		}
		return v.logChanges()
	})
	return resolved, err
}

// joinElsewhere joins an unresolved story with the same one of another feed.
func (v *saver) joinElsewhere(story, other headlined) (bool, error) {
	one, err := v.root(story.id)
	if err != nil {
		return false, err
	}
	two, err := v.root(other.id)
	if err != nil || one == two {
		return false, err
	}
	tokens := []string{}
	err = v.each(`SELECT substr(key, 7) FROM story_keys WHERE story_id = ? AND key LIKE 'gnews:%'`, []any{story.id}, func(rows *sql.Rows) error {
		var token string
		err := rows.Scan(&token)
		tokens = append(tokens, token)
		return err
	})
	for _, token := range tokens {
		if err == nil {
			err = v.recordResolution(Resolution{Token: token, Address: other.link, How: ResolvedByFeed})
		}
	}
	if err == nil {
		err = v.join(one, two, "same publisher and headline in another feed, under its own address")
	}
	return err == nil, err
}

// elsewhere returns pairs of an unresolved story and the one that it is.
func (s *Store) elsewhere(ctx context.Context, newest int) (pairs [][2]headlined, err error) {
	seed := maphash.MakeSeed()
	byHeadline := map[uint64][]headlined{}
	var unresolved []headlined
	if newest <= 0 {
		newest = -1
	}
	// Stories of Google News have a hash of their headline; others have none.
	const recent = `SELECT s.id, s.title, s.site, s.link, s.effective, s.twin IS NOT NULL AND NOT`
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var h headlined
		var date news.Date
		var google bool
		if err := rows.Scan(&h.id, &h.title, &h.site, &h.link, &date, &google); err != nil {
			return err
		}
		h.at = date.Start(s.zone)
		if h.site == "" || !longHeadline(h.title) {
			return nil
		}
		if google {
			unresolved = append(unresolved, h)
		} else if news.GoogleToken(h.link) == "" {
			hash := maphash.String(seed, folded(h.title))
			byHeadline[hash] = append(byHeadline[hash], h)
		}
		return nil
	}, recent+hasAddress(`s.id`)+` FROM (SELECT * FROM stories ORDER BY id DESC LIMIT ?) s
		WHERE s.title <> '' AND NOT EXISTS (SELECT 1 FROM same_as a WHERE a.story_id = s.id)`, newest)
	if err != nil {
		return nil, fmt.Errorf("look for the stories of Google News in other feeds: %w", err)
	}
	for _, story := range unresolved {
		if other, ok := onlyMatch(story, byHeadline[maphash.String(seed, folded(story.title))]); ok {
			pairs = append(pairs, [2]headlined{story, other})
		}
	}
	return pairs, nil
}

// onlyMatch returns the one story that matches another, if there is just one.
func onlyMatch(story headlined, candidates []headlined) (match headlined, ok bool) {
	for _, c := range candidates {
		if !sameSite(c.site, story.site) || c.at.Sub(story.at).Abs() > elsewhereSpan || folded(c.title) != folded(story.title) {
			continue
		}
		if ok {
			return headlined{}, false
		}
		match, ok = c, true
	}
	return match, ok
}

// folded is a headline's words, without case and accents.
func folded(title string) string { return strings.Join(words.Plain(title), " ") }
