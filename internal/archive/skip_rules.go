package archive

import (
	"context"
	"fmt"
	"slices"

	"newsarchive/internal/news"
	"newsarchive/internal/skip"
	"newsarchive/store"
)

// skipOf returns what leaves out the new items of a feed; nil without rules.
func (a *Archive) skipOf(ctx context.Context, feed int64) (store.Skip, error) {
	kept, err := a.store.SkipRules(ctx, feed)
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	var texts []string
	for _, r := range kept {
		texts = append(texts, r.Rule)
	}
	rules, err := skip.New(texts...)
	if err != nil {
		return nil, fmt.Errorf("a rule of the feed: %w; archive feed set %d --no-skip RULE removes it", err, feed)
	}
	return rules.Match, nil
}

// SkipEdit changes the rules by which a feed's new items are left out.
type SkipEdit struct {
	Add, Remove []string
	Clear       bool // remove all, before others are added
}

// IsZero reports whether nothing is to be changed.
func (e SkipEdit) IsZero() bool { return len(e.Add)+len(e.Remove) == 0 && !e.Clear }

// Rules returns the rules of a feed after the edit. Spellings of one rule are one.
// The error wraps [skip.ErrRule] for what is no rule, and [store.ErrNotFound] for
// one to remove that the feed does not have.
func (e SkipEdit) Rules(f news.Feed) ([]string, error) {
	rules := []string{}
	if f.State != nil && !e.Clear {
		for _, r := range f.State.Skip {
			rules = append(rules, r.Rule)
		}
	}
	for _, text := range e.Remove {
		at := slices.IndexFunc(rules, func(rule string) bool { return sameRule(rule, text) })
		if at < 0 {
			return nil, fmt.Errorf("the rule %s: %w; archive feed show %d lists those of the feed", text, store.ErrNotFound, f.ID)
		}
		rules = slices.Delete(rules, at, at+1)
	}
	for _, text := range e.Add {
		rule, err := skip.Parse(text)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(rules, func(r string) bool { return sameRule(r, text) }) {
			rules = append(rules, rule.String())
		}
	}
	return rules, nil
}

// sameRule reports whether two texts are spellings of one rule. A rule that cannot
// be read any more is known by its text.
func sameRule(a, b string) bool {
	x, errX := skip.Parse(a)
	y, errY := skip.Parse(b)
	return a == b || errX == nil && errY == nil && x.Same(y)
}

// notSkipped returns the items that no rule of a feed leaves out.
func (a *Archive) notSkipped(ctx context.Context, feed int64, items []news.Item) []news.Item {
	rule, err := a.skipOf(ctx, feed)
	if err != nil || rule == nil {
		return items // saving them has reported the error
	}
	return slices.DeleteFunc(slices.Clone(items), func(it news.Item) bool {
		_, skipped := rule(&it)
		return skipped
	})
}
