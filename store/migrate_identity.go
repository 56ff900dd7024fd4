package store

import (
	"context"
	"database/sql"
	_ "embed"
	"math/rand/v2"
	"time"
)

//go:embed schema_3_identity.sql
var schemaIdentity string

// keyByAddress is the step to version 3: http and https addresses share a key,
// and shared links are not keys.
func keyByAddress(ctx context.Context, _ *Store, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, schemaIdentity); err != nil {
		return err
	}
	return foldSchemes(ctx, tx)
}

// foldSchemes changes http to https in the keys of stories. Where both
// existed, the later story becomes the same as the earlier.
func foldSchemes(ctx context.Context, tx *sql.Tx) error {
	f := folding{ctx: ctx, tx: tx, root: map[int64]int64{}, now: stamp(time.Now().UTC().Truncate(time.Second))}
	pairs, err := f.pairs(`SELECT a.story_id, b.story_id FROM story_keys a JOIN story_keys b
		ON b.key = 'https' || substr(a.key, 5) WHERE a.key >= 'http://' AND a.key < 'http:0'`)
	if err != nil {
		return err
	}
	known, err := f.pairs(`SELECT story_id, root_id FROM same_as`)
	if err != nil {
		return err
	}
	for _, p := range append(known, pairs...) {
		f.join(p[0], p[1])
	}
	for _, p := range pairs {
		if err := f.write(p); err != nil {
			return err
		}
	}
	return f.do(`DELETE FROM story_keys WHERE key >= 'http://' AND key < 'http:0'
			AND EXISTS (SELECT 1 FROM story_keys b WHERE b.key = 'https' || substr(story_keys.key, 5))`,
		`UPDATE story_keys SET key = 'https' || substr(key, 5) WHERE key >= 'http://' AND key < 'http:0'`,
		`UPDATE missing_roots SET key = 'https' || substr(key, 5) WHERE key LIKE 'http://%'`,
		// A story that lost its only key gets one from its first item.
		`INSERT OR IGNORE INTO story_keys (key, story_id)
			SELECT 'item:' || i.feed_id || ':0:' || i.key, s.id FROM stories s
			JOIN stays y ON y.id = (SELECT min(id) FROM stays WHERE story_id = s.id) JOIN items i ON i.id = y.item_id
			WHERE NOT EXISTS (SELECT 1 FROM story_keys k WHERE k.story_id = s.id)`)
}

// folding joins stories; root maps a story to an earlier one.
type folding struct {
	ctx  context.Context
	tx   *sql.Tx
	root map[int64]int64
	now  stamp
}

func (f *folding) pairs(query string) (all [][2]int64, err error) {
	rows, err := f.tx.QueryContext(f.ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var p [2]int64
		if err := rows.Scan(&p[0], &p[1]); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

func (f *folding) find(story int64) int64 {
	for f.root[story] != 0 {
		story = f.root[story]
	}
	return story
}

func (f *folding) join(a, b int64) {
	if a, b = f.find(a), f.find(b); a != b {
		f.root[max(a, b)] = min(a, b)
	}
}

// write makes two stories, and all that are the same as either, the same as
// the earliest of them.
func (f *folding) write(pair [2]int64) error {
	root := f.find(pair[0])
	for _, story := range pair {
		var was int64
		err := f.tx.QueryRowContext(f.ctx, `SELECT coalesce((SELECT root_id FROM same_as WHERE story_id = ?1), ?1)`, story).Scan(&was)
		if err != nil {
			return err
		}
		if was == root {
			continue
		}
		for _, statement := range []string{
			`INSERT INTO past_same_as (story_id, root_id, reason, since, at) SELECT story_id, root_id, reason, since, ?3 FROM same_as WHERE root_id = ?1 AND ?2 <> 0`,
			`UPDATE same_as SET root_id = ?2, since = ?3 WHERE root_id = ?1`,
			`INSERT INTO same_as (story_id, root_id, reason, since) SELECT ?1, ?2, 'one address by http and https', ?3`,
			`INSERT INTO changes (story_id, nonce) SELECT DISTINCT z.story_id, ?4 FROM stays y JOIN stays z ON z.item_id = y.item_id
				WHERE y.story_id IN (SELECT story_id FROM same_as WHERE root_id = ?2) OR y.story_id = ?2 AND ?1 <> 0 AND ?3 <> ''`,
		} {
			if _, err := f.tx.ExecContext(f.ctx, statement, was, root, f.now, rand.Int64()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *folding) do(statements ...string) error {
	for _, s := range statements {
		if _, err := f.tx.ExecContext(f.ctx, s); err != nil {
			return err
		}
	}
	return nil
}
