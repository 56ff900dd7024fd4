package main

import (
	"context"

	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

type feedRemoveOptions struct {
	pruneAnswer
	purge  bool
	tagged bool
}

func newFeedRemoveCmd(a *app) *cobra.Command {
	var o feedRemoveOptions
	cmd := &cobra.Command{
		Use:        "remove FEED…",
		Aliases:    []string{"rm"},
		SuggestFor: []string{"delete", "del", "unfollow", "unsubscribe"},
		Short:      "Stop following feeds and keep their items",
		Long: `Stop following feeds. Their items are kept and found as before; following a feed
again goes on where it left off.

With --purge, their items are deleted for good, as "archive prune --feed" does:
the command first lists what will be deleted and asks on a terminal; elsewhere
it needs --yes. The items do not come back when the feed is followed again.`,
		Example: `  archive feed remove world
  archive feed remove 3 4
  archive feed remove gossip --purge --dry-run`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !o.purge && (o.yes || o.dryRun || o.tagged || o.json) {
				return usagef("--yes, --dry-run, --tagged and --json belong to --purge")
			}
			return runFeedRemove(cmd.Context(), a, o, args)
		},
	}
	cmd.Flags().BoolVar(&o.purge, "purge", false, "also delete its items")
	cmd.Flags().BoolVar(&o.tagged, "tagged", false, "with --purge: also items that link a story with tags of your own")
	o.flags(cmd)
	return cmd
}

func runFeedRemove(ctx context.Context, a *app, o feedRemoveOptions, refs []string) error {
	if o.purge {
		return a.withWritableIf(ctx, !o.dryRun, func(ar *archive.Archive) error {
			feeds, err := a.feedsNamed(ctx, ar, refs)
			if err != nil {
				return err
			}
			return a.prune(ctx, ar, archive.PruneOptions{Feeds: feeds, Tagged: o.tagged, Unfollow: true}, o.pruneAnswer)
		})
	}
	for _, ref := range refs {
		err := a.withFeed(ctx, ref, func(ar *archive.Archive, f news.Feed) error {
			a.note("no longer following %s; %s kept", f.Label(), plural(f.State.Items, "item is", "items are"))
			return ar.Unfollow(ctx, f.ID)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
