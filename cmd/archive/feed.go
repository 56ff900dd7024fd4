package main

import (
	"context"
	"strconv"

	"newsarchive/internal/news"
	"newsarchive/internal/terminal"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

func newFeedCmd(a *app) *cobra.Command {
	return newGroup(&cobra.Command{
		Use:   "feed",
		Short: "Manage feeds",
		Example: `  archive feed add https://news.example/rss --name world
  archive feed list
  archive feed show world
  archive feed set world --every 2h
  archive feed remove world
  archive feed import subscriptions.opml`,
		Long: `Manage feeds: follow them, list and show them, change them, stop following them,
and bring them from other programs.`,
	}, newFeedAddCmd(a), newFeedListCmd(a), newFeedShowCmd(a), newFeedSetCmd(a), newFeedRemoveCmd(a), newFeedImportCmd(a), newFeedExportCmd(a))
}

// withFeed opens the archive and finds the feed that a person means.
func (a *app) withFeed(ctx context.Context, ref string, fn func(*archive.Archive, news.Feed) error) error {
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		f, err := a.feed(ctx, ar, ref)
		if err != nil {
			return err
		}
		return fn(ar, f)
	})
}

// completeFeeds completes the names of feeds in a shell.
func (a *app) completeFeeds(cmd *cobra.Command, _ []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	if a.setup() != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_ = a.with(cmd.Context(), func(ar *archive.Archive) error {
		feeds, err := ar.Feeds(cmd.Context())
		for _, f := range feeds {
			name := f.Name
			if name == "" {
				name = strconv.FormatInt(f.ID, 10)
			}
			names = append(names, cobra.CompletionWithDesc(name, terminal.Clean(f.Title)))
		}
		return err
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}
