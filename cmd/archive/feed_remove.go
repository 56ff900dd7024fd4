package main

import (
	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

func newFeedRemoveCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove FEED…",
		Short: "Stop following a feed; what it brought stays",
		Long: `Stop following feeds. Everything they brought stays in the archive and is found as
before; following one again goes on where it left off.`,
		Example:           "  archive feed remove world\n  archive feed remove 3 4",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, ref := range args {
				err := a.withFeed(cmd.Context(), ref, func(ar *archive.Archive, f store.Feed) error {
					a.note("no longer following %s; its %s stay", f.Label(), plural(f.State.Items, "item", "items"))
					return ar.Unfollow(cmd.Context(), f.ID)
				})
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
}
