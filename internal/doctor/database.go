package doctor

import (
	"context"
	"fmt"
	"strings"

	"newsarchive/store"
)

// reportDamage reports what SQLite finds wrong. Damage that is confined to
// SQLite's own indexes is repaired: they are rebuilt.
func (x *examiner) reportDamage(ctx context.Context, wrong []string) error {
	indexes := true
	for _, f := range wrong {
		indexes = indexes && (strings.Contains(f, "missing from index") || strings.Contains(f, "wrong # of entries in index"))
	}
	if !indexes {
		x.damaged(wrong, nil)
		return nil
	}
	f := x.damaged(wrong, func(ctx context.Context) error {
		if err := x.store.Reindex(ctx); err != nil {
			return err
		}
		left, err := x.store.CheckIntegrity(ctx, nil)
		if err == nil && len(left) > 0 {
			err = fmt.Errorf("%w: %s", store.ErrDamaged, left[0])
		}
		return err
	})
	f.Fix = "--fix rebuilds these indexes from their tables; nothing is lost"
	x.report.Findings = x.report.Findings[:len(x.report.Findings)-1]
	return x.add(ctx, *f)
}

// damaged adds a finding of damage.
func (x *examiner) damaged(wrong []string, repair func(context.Context) error) *Finding {
	what := wrong[0]
	if n := len(wrong) - 1; n > 0 {
		what += fmt.Sprintf("; and %d more", n)
	}
	x.report.Findings = append(x.report.Findings, Finding{
		Check: "database", Grade: GradeDamage, What: what,
		Why: "a part of the database cannot be trusted; what it held may be lost",
		Fix: "keep a copy of the folder as it is, then restore a backup; `sqlite3 archive.db .recover` saves what can be read",
	})
	f := &x.report.Findings[len(x.report.Findings)-1]
	f.repair = repair
	return f
}

// records reports the inconsistencies of the records, which SQLite does not
// check.
func (x *examiner) records(ctx context.Context, wrong []store.Inconsistency, c *comparison) error {
	for _, kind := range kinds() {
		for _, a := range wrong {
			if a.Kind != kind {
				continue
			}
			f := wordsFor(a, c)
			if repairable(kind) {
				f.repair = func(ctx context.Context) error { return x.store.Repair(ctx, kind, x.now()) }
			}
			if kind == store.LogGaps && !c.agrees() {
				f.repair = func(context.Context) error { return nil } // rebuilding the index repairs it
			}
			if err := x.add(ctx, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// kinds returns the kinds of inconsistency in the order of a report.
func kinds() []store.InconsistencyKind {
	return []store.InconsistencyKind{
		store.SameAsHops, store.WrongChains, store.WrongFeeds, store.LinkedTwice, store.Unlinked, store.WithoutKey,
		store.ReusableNumbers, store.LogGaps, store.FetchedInFuture, store.SeenInFuture, store.EndedBeforeBegun,
		store.EmptyText,
	}
}

// repairable reports whether the store repairs a kind without loss.
func repairable(kind store.InconsistencyKind) bool {
	switch kind {
	case store.SameAsHops, store.WrongChains, store.WrongFeeds, store.ReusableNumbers, store.FetchedInFuture:
		return true
	}
	return false
}
