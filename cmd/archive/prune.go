package main

import (
	"context"
	"fmt"
	"strings"

	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

type pruneOptions struct {
	archive.PruneOptions
	pruneAnswer
	feeds  []string
	before string
	older  string
}

// pruneAnswer is how a command that deletes items confirms and reports.
type pruneAnswer struct {
	yes    bool
	dryRun bool
	json   bool
}

func newPruneCmd(a *app) *cobra.Command {
	var o pruneOptions
	cmd := &cobra.Command{
		Use:   "prune [QUERY…]",
		Short: "Delete items for good",
		Long: `Delete items for good, with their stories: of a feed, or not seen for a time, or
those all of whose stories a query finds. All conditions must hold.

The command first lists what will be deleted, feed by feed, and asks on a
terminal; elsewhere it needs --yes. A story that another item still links is
kept. So are items that link a story with tags of your own, unless --tagged is
given. Deleted items stay out: neither their feed nor an import brings them
back, only restoring a backup does. Their space in the database is used again;
the file does not shrink.

--before and --older-than mean when an item was last seen: an old item that its
feed still carries is not old.`,
		Example: `  archive prune --feed gossip --dry-run
  archive prune --feed gossip --older-than 90d
  archive prune --before 2020 --yes
  archive prune 'date:2024 tag:sports -publisher:reuters'`,
		Annotations: map[string]string{"query": "yes"},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.TrimSpace(strings.Join(args, " "))
			return runPrune(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.feeds, "feed", nil, "items of this feed, by `NAME` or number")
	f.StringVar(&o.before, "before", "", "items not seen since this `DATE` began: 2020, 2024-06, 2025-01-14 …")
	f.StringVar(&o.older, "older-than", "", "items not seen for this `AGE`: 90d, 12w, 18m, 2y")
	f.BoolVar(&o.Tagged, "tagged", false, "also items that link a story with a tag or star of yours, or kept for later")
	o.flags(cmd)
	cmd.MarkFlagsMutuallyExclusive("before", "older-than")
	_ = cmd.RegisterFlagCompletionFunc("feed", a.completeFeeds)
	return cmd
}

func (o *pruneAnswer) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "only list what would be deleted")
	cmd.Flags().BoolVarP(&o.yes, "yes", "y", false, "do not ask")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
}

func runPrune(ctx context.Context, a *app, o pruneOptions) error {
	return a.withWritableIf(ctx, !o.dryRun, func(ar *archive.Archive) (err error) {
		if o.Feeds, err = a.feedsNamed(ctx, ar, o.feeds); err != nil {
			return err
		}
		switch {
		case o.before != "":
			o.Before, err = ar.PruneBefore(o.before)
		case o.older != "":
			o.Before, err = ar.PruneOlder(o.older)
		case o.Text == "" && len(o.Feeds) == 0:
			err = usagef("say which items to delete: --feed, --before, --older-than or a query")
		}
		if err != nil {
			return usageError{err}
		}
		return a.prune(ctx, ar, o.PruneOptions, o.pruneAnswer)
	})
}

// feedsNamed returns the feed of each reference.
func (a *app) feedsNamed(ctx context.Context, ar *archive.Archive, refs []string) (feeds []news.Feed, err error) {
	for _, ref := range refs {
		f, err := a.feed(ctx, ar, ref)
		if err != nil {
			return nil, err
		}
		feeds = append(feeds, f)
	}
	return feeds, nil
}

// prune lists what will be deleted, asks, and deletes it.
func (a *app) prune(ctx context.Context, ar *archive.Archive, o archive.PruneOptions, how pruneAnswer) error {
	refused := false
	var told error
	o.Confirm = func(p store.Prunable) bool {
		if !how.json {
			told = a.prunable(p)
		}
		if how.dryRun || told != nil {
			return false
		}
		switch {
		case how.yes:
			return true
		case !a.canAsk():
			refused = true
			return false
		}
		return a.ask(ctx, fmt.Sprintf("delete %s for good?", plural(p.Items, "item", "items")))
	}
	progress, done := a.progressOf("deleting", "items")
	o.Progress = progress
	p, err := ar.Prune(ctx, o)
	done()
	a.notIndexed(p.NotIndexed)
	switch {
	case told != nil:
		return told
	case err != nil:
		return queryError(err)
	case refused:
		return usagef("nothing was deleted: add --yes, or --dry-run to list what would be")
	case how.json:
		return format.WriteJSON(a.out, struct {
			format.Header
			DryRun bool `json:"dry_run"`
			archive.Pruning
		}{format.NewHeader(), how.dryRun, p})
	case len(p.Prunable.IDs) == 0:
		a.note("there is nothing to delete%s", keptForTags(p.Prunable))
	case p.Pruned.Items > 0:
		a.note("%s and %s deleted", plural(p.Pruned.Items, "item", "items"), plural(p.Pruned.Stories, "story", "stories"))
	default:
		a.note("nothing was deleted")
	}
	return nil
}

// prunable prints what will be deleted: in a pipe the records
//
//	feed  name  items  first  last
func (a *app) prunable(p store.Prunable) error {
	rows := make([][]string, len(p.Feeds))
	for i, f := range p.Feeds {
		rows[i] = []string{fmt.Sprint(f.ID), f.Label, fmt.Sprint(f.Items), f.First[:10], f.Last[:10]}
	}
	text := fmt.Sprintf("to be deleted: %s and %s", plural(p.Items, "item", "items"), plural(p.Stories, "story", "stories"))
	if p.Linked > 0 {
		text += "; " + plural(p.Linked, "story that another item links is kept", "stories that other items link are kept")
	}
	a.note("%s%s", text, keptForTags(p))
	return a.out.Table([]terminal.Column{
		{Title: "feed", Right: true, Style: terminal.Dim},
		{Title: "name", Grows: true, Style: terminal.Bold},
		{Title: "items", Right: true},
		{Title: "first seen"},
		{Title: "last"},
	}, rows)
}

func keptForTags(p store.Prunable) string {
	if p.Tagged == 0 {
		return ""
	}
	return "; " + plural(p.Tagged, "item with stories that you tagged or starred is kept", "items with stories that you tagged or starred are kept") + " (--tagged deletes them too)"
}
