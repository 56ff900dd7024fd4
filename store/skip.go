package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"unicode/utf8"

	"newsarchive/internal/news"
)

// Skip returns the rule of a feed by which an item is not stored. ok is false if
// there is none. Rules concern new items only: one that is stored already is
// present as long as the document has it. What is left out counts once for each
// stay in the document.
type Skip func(*news.Item) (rule string, ok bool)

// MaxSkipRules is how many rules a feed may have.
const MaxSkipRules = 50

// SkipRules returns the rules of a feed, in their order.
func (s *Store) SkipRules(ctx context.Context, feed int64) (rules []news.SkipRule, err error) {
	err = queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var r news.SkipRule
		var last stamp
		err := rows.Scan(&r.Rule, &r.Items, &last, &r.Example)
		r.Last = last.time()
		rules = append(rules, r)
		return err
	}, `SELECT rule, items, last, example FROM skip_rules WHERE feed_id = ? ORDER BY rowid`, feed)
	if err != nil {
		return nil, fmt.Errorf("read the rules of feed %d: %w", feed, err)
	}
	return rules, nil
}

// setSkipRules makes these the rules of a feed; those that it has keep their
// counts. When one goes, the document is read again: what it left out may be there.
func (v *saver) setSkipRules(feed int64, rules []string) error {
	if len(rules) > MaxSkipRules {
		return fmt.Errorf("a feed may have %d rules, and these are %d", MaxSkipRules, len(rules))
	}
	gone := false
	err := v.each(`SELECT rule FROM skip_rules WHERE feed_id = ?`, []any{feed}, func(r *sql.Rows) error {
		var rule string
		err := r.Scan(&rule)
		gone = gone || !slices.Contains(rules, rule)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := v.exec(`DELETE FROM skip_rules WHERE feed_id = ? AND rule NOT IN (SELECT value FROM json_each(?))`, feed, stringArray(append([]string{}, rules...))); err != nil {
		return err
	}
	for _, rule := range rules {
		if _, err := v.exec(`INSERT INTO skip_rules (feed_id, rule) VALUES (?, ?) ON CONFLICT DO NOTHING`, feed, rule); err != nil {
			return err
		}
	}
	if !gone {
		return nil
	}
	return v.fetchAnew(feed)
}

// maxExample is how many bytes of a headline are kept with a rule.
const maxExample = 200

// leftOut reports whether a rule leaves out an entry that is no item yet, and
// counts it.
func (v *saver) leftOut(e *docEntry) (bool, error) {
	if v.skip == nil {
		return false, nil
	}
	rule, ok := v.skip(e.Item)
	if !ok {
		return false, nil
	}
	v.skipped[e.key] = true
	added, err := v.change(`INSERT INTO skipped (feed_id, key) VALUES (?, ?) ON CONFLICT DO NOTHING`, v.feed.id, e.key)
	if err != nil || added == 0 {
		return true, err
	}
	v.saved.Skipped++
	_, err = v.exec(`UPDATE skip_rules SET items = items + 1, last = ?, example = ? WHERE feed_id = ? AND rule = ?`,
		stamp(v.now), cutText(e.Headline(), maxExample), v.feed.id, rule)
	return true, err
}

// forgetSkipped forgets the left-out entries that the document no longer has.
func (v *saver) forgetSkipped() error {
	var gone []string
	err := v.each(`SELECT key FROM skipped WHERE feed_id = ?`, []any{v.feed.id}, func(r *sql.Rows) error {
		var key string
		err := r.Scan(&key)
		if !v.skipped[key] {
			gone = append(gone, key)
		}
		return err
	})
	if err != nil || len(gone) == 0 {
		return err
	}
	_, err = v.exec(`DELETE FROM skipped WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))`, v.feed.id, stringArray(gone))
	return err
}

// cutText returns the beginning of a text, in whole runes.
func cutText(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most] + "…"
}
