package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/pages"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// pruneBatch is how many items are deleted in one transaction.
const pruneBatch = 200

// PruneOptions say what to prune; all that is given must hold, and something
// must be given.
type PruneOptions struct {
	Text   string      // items all of whose stories this query finds
	Feeds  []news.Feed // items of one of these feeds
	Before time.Time   // items that no fetch and no import has carried since
	Tagged bool        // also those that link a story with tags of your own, or that is starred or kept for later
	// Confirm receives what would be deleted; if it returns false, nothing is.
	Confirm  func(store.Prunable) bool
	Progress Progress // in items
	// Unfollow stops following the feeds as well, and deletes their secrets,
	// errors and warnings.
	Unfollow bool
}

// ErrPruneAll means that a prune was given nothing to narrow it.
var ErrPruneAll = errors.New("it is not said what to prune")

// Pruning is what a prune chose and what it deleted.
type Pruning struct {
	Prunable store.Prunable `json:"chosen"`
	Pruned   store.Pruned   `json:"pruned"`
	// NotIndexed is how many stories are not yet indexed.
	NotIndexed int          `json:"not_indexed,omitempty"`
	Hints      []query.Hint `json:"hints,omitempty"`
}

// Prune deletes items permanently, with the stories that no other item links,
// and updates the index. Each item leaves a tombstone, so that neither its feed
// nor an import brings it back. Items are deleted a few hundred at a time; if a
// prune is interrupted, the next one deletes the rest.
//
// The error wraps [ErrRunning] when another process works on the archive.
func (a *Archive) Prune(ctx context.Context, o PruneOptions) (p Pruning, err error) {
	f, err := a.pruneFilter(ctx, o, &p)
	if err != nil {
		return p, err
	}
	if p.Prunable, err = a.store.Prunable(ctx, f); err != nil {
		return p, err
	}
	if len(p.Prunable.IDs) == 0 && !o.Unfollow || o.Confirm != nil && !o.Confirm(p.Prunable) {
		return p, nil
	}
	unlock, err := Lock(a.dir, "prune")
	if err != nil {
		return p, err
	}
	defer unlock()
	if err := a.unfollow(ctx, o); err != nil {
		return p, err
	}
	// Items may have been fetched again or tagged since the confirmation: only
	// those that were shown and still match are deleted.
	current, err := a.store.Prunable(ctx, f)
	if err != nil {
		return p, err
	}
	shown := make(map[int64]bool, len(p.Prunable.IDs))
	for _, id := range p.Prunable.IDs {
		shown[id] = true
	}
	ids := slices.DeleteFunc(current.IDs, func(id int64) bool { return !shown[id] })
	if err := a.pruneItems(ctx, ids, o, &p.Pruned); err != nil {
		return p, err
	}
	_, err = a.CatchUp(ctx, nil)
	if errors.Is(err, ErrIndexLocked) {
		a.log.Warn("the index is busy: what was pruned leaves it with the next sync", "because", err)
		err = nil
	}
	return p, err
}

func (a *Archive) pruneItems(ctx context.Context, ids []int64, o PruneOptions, p *store.Pruned) error {
	for batch := range slices.Chunk(ids, pruneBatch) {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("%d of %d items are pruned: %w", p.Items, len(ids), err)
		}
		gone, err := a.store.Prune(ctx, batch, o.reason(), a.now())
		if err != nil {
			return err
		}
		// A kill in between leaves pages of no story, which "doctor --fix" deletes.
		if _, err := a.dropPages(ctx, gone.Gone); err != nil {
			a.log.Warn("pages of deleted stories are left in "+pages.File, "because", err)
		}
		p.Items += gone.Items
		p.Stories += gone.Stories
		o.Progress.Report(p.Items, len(ids))
	}
	return nil
}

// pruneFilter turns the options into a filter; it runs the query.
func (a *Archive) pruneFilter(ctx context.Context, o PruneOptions, p *Pruning) (f store.PruneFilter, err error) {
	if o.Text == "" && len(o.Feeds) == 0 && o.Before.IsZero() {
		return f, ErrPruneAll
	}
	f.SeenBefore, f.Tagged = o.Before, o.Tagged
	for _, feed := range o.Feeds {
		f.Feeds = append(f.Feeds, feed.ID)
	}
	if o.Text != "" {
		// The index may lag behind; a story that was changed since is asked
		// for as it is now.
		if _, err := a.CatchUp(ctx, nil); err != nil {
			return f, err
		}
		m, err := a.Matching(ctx, Question{Text: o.Text, Strict: true}, nil)
		if f.Stories = m.Stories; f.Stories == nil {
			f.Stories = []int64{} // none; nil means all
		}
		p.Hints, p.NotIndexed = m.Hints, m.NotIndexed
		return f, err
	}
	return f, nil
}

func (a *Archive) unfollow(ctx context.Context, o PruneOptions) error {
	if !o.Unfollow {
		return nil
	}
	if err := a.forget(ctx, o.Feeds); err != nil {
		return err
	}
	proxied, rules := false, []string{}
	for _, f := range o.Feeds {
		if err := a.store.EditFeed(ctx, f.ID, store.FeedEdit{Proxied: &proxied, Skip: &rules}); err != nil {
			return err
		}
		if err := errors.Join(a.store.Unfollow(ctx, f.ID), a.store.ForgetFaults(ctx, f.ID)); err != nil {
			return err
		}
	}
	return nil
}

// reason is what the tombstones say.
func (o PruneOptions) reason() string {
	switch {
	case o.Unfollow:
		return "purged with its feed"
	case o.Text != "":
		return "query: " + o.Text
	case !o.Before.IsZero():
		return "not seen since " + o.Before.UTC().Format(time.RFC3339)
	}
	return "of its feed"
}

// PruneBefore reads the date of a --before: the beginning of its span, in the
// archive's zone. The error, if any, is a fault of the text.
func (a *Archive) PruneBefore(text string) (time.Time, error) {
	return query.Since(text, query.Options{Zone: a.Zone(), Now: a.now()})
}

// PruneOlder returns the moment that an age ends at: 90d, 12w, 18m, 2y before
// now.
func (a *Archive) PruneOlder(age string) (time.Time, error) {
	n, unit := 0, ""
	if _, err := fmt.Sscanf(age, "%d%s", &n, &unit); err == nil && n > 0 && n < 10_000 {
		switch unit {
		case "d":
			return a.now().AddDate(0, 0, -n), nil
		case "w":
			return a.now().AddDate(0, 0, -7*n), nil
		case "m":
			return a.now().AddDate(0, -n, 0), nil
		case "y":
			return a.now().AddDate(-n, 0, 0), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no age; write 90d, 12w, 18m or 2y", age)
}
