package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// Unresolved is a story of which only Google News's addresses are known.
type Unresolved struct {
	Story     int64
	Token     string
	Title     string
	Publisher string
	Site      string // of the publisher, as Google News says
	Progress  string // what is known for asking on, from earlier answers
}

// How a token was resolved.
const (
	ResolvedOffline = "offline" // the token itself says it
	ResolvedByFeed  = "feed"    // another feed has the story
	ResolvedByAsk   = "asked"   // Google News said it
)

// Resolution is what is known of where a token leads: an address, or a refusal,
// or what is needed to ask on.
type Resolution struct {
	Token    string    `json:"token"`
	Address  string    `json:"address,omitempty"`
	How      string    `json:"how,omitempty"`
	Refused  string    `json:"refused,omitempty"` // why there is no address
	Progress string    `json:"-"`
	At       time.Time `json:"at"`
}

// Unresolved returns up to limit stories of which only Google News's addresses
// are known and whose tokens were not answered yet: the first ones in the order
// given, then the newest. Only some stories are considered if only is not nil.
func (s *Store) Unresolved(ctx context.Context, first, only []int64, limit int) (all []Unresolved, err error) {
	some := ``
	if only != nil {
		some = ` AND s.id IN (SELECT coalesce(a.root_id, j.value) FROM json_each(?3) j LEFT JOIN same_as a ON a.story_id = j.value)`
	}
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var u Unresolved
		err := rows.Scan(&u.Story, &u.Token, &u.Title, &u.Publisher, &u.Site, &u.Progress)
		all = append(all, u)
		return err
	}, `WITH turns AS MATERIALIZED (SELECT coalesce(a.root_id, j.value) AS id, min(j.key) AS turn FROM json_each(?1) j
			LEFT JOIN same_as a ON a.story_id = j.value GROUP BY 1)
		SELECT s.id, substr(k.key, 7), s.title, s.publisher, s.site, coalesce(r.progress, '')
		FROM stories s LEFT JOIN turns t ON t.id = s.id
		JOIN story_keys k ON k.key = (SELECT min(g.key) FROM story_keys g WHERE g.story_id = s.id AND g.key LIKE 'gnews:%')
		LEFT JOIN resolutions r ON r.token = substr(k.key, 7)
		WHERE (r.token IS NULL OR r.how = '' AND r.refused = '')`+some+`
		AND NOT EXISTS (SELECT 1 FROM same_as a WHERE a.story_id = s.id) AND NOT`+hasAddress(`s.id`)+`
		ORDER BY t.turn IS NULL, t.turn, s.id DESC LIMIT ?2`, array(first), limit, array(only))
	if err != nil {
		return nil, fmt.Errorf("find unresolved stories: %w", err)
	}
	return all, nil
}

// hasAddress is SQL for whether a story, or one that is the same as it, is known
// by anything but Google's tokens.
func hasAddress(story string) string {
	return ` (EXISTS (SELECT 1 FROM story_keys o WHERE o.story_id = ` + story + ` AND o.key NOT LIKE 'gnews:%')
		OR EXISTS (SELECT 1 FROM same_as b JOIN story_keys o ON o.story_id = b.story_id WHERE b.root_id = ` + story + ` AND o.key NOT LIKE 'gnews:%')) `
}

// Resolution returns what is known of a token; ok is false when nothing is.
func (s *Store) Resolution(ctx context.Context, token string) (r Resolution, ok bool, err error) {
	var at stamp
	r.Token = token
	err = s.read.QueryRowContext(ctx, `SELECT address, how, refused, progress, at FROM resolutions WHERE token = ?`, token).
		Scan(&r.Address, &r.How, &r.Refused, &r.Progress, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return Resolution{}, false, nil
	}
	if err != nil {
		return Resolution{}, false, fmt.Errorf("read where a token leads: %w", classify(err))
	}
	r.At = at.time()
	return r, true, nil
}

// Resolve records what became known of a token. An address becomes a key of the
// token's story, unless it is a front page or a shared link; joined reports
// whether that proved the story to be the same as another one. A refusal is
// remembered: [Store.Unresolved] returns the story no more.
func (s *Store) Resolve(ctx context.Context, r Resolution) (joined bool, err error) {
	err = s.transact(ctx, "record where a token leads", r.At, func(v *saver) error {
		if err := v.recordResolution(r); err != nil || r.Address == "" {
			return err
		}
		row, err := v.storyBy("gnews:" + r.Token)
		if err != nil || row == nil {
			return err
		}
		key, shared, err := v.addressKey(r.Address)
		if err != nil || key == "" || shared || news.IsFrontPage(key) {
			return err
		}
		if joined, err = v.addAddress(row.ID, key, row.Title, "Google's link leads to it"); err != nil {
			return err
		}
		return v.logChanges()
	})
	return joined, err
}

func (v *saver) recordResolution(r Resolution) error {
	if r.Address != "" || r.Refused != "" {
		r.Progress = ""
	}
	_, err := v.exec(`INSERT INTO resolutions (token, address, how, refused, progress, at) VALUES (?,?,?,?,?,?)
		ON CONFLICT DO UPDATE SET address = excluded.address, how = excluded.how, refused = excluded.refused,
		progress = excluded.progress, at = excluded.at`,
		r.Token, r.Address, r.How, r.Refused, r.Progress, stamp(v.now))
	return err
}
