package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

func newFeedAddCmd(a *app) *cobra.Command {
	var name string
	var every every
	var tags []string
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "add ADDRESS…",
		SuggestFor: []string{"follow", "subscribe", "new"},
		Short:      "Follow feeds",
		Long: `Follow feeds: RSS, Atom, RDF or JSON Feed, at an http or https address or in a local
file. The archive is made when there is none. Nothing is fetched yet: "archive sync"
does that.`,
		Example: `  archive feed add https://news.example/rss --name world
  archive feed add https://blog.example/atom.xml --every 6h --tag tech
  archive feed add ./local.xml`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if name != "" && len(args) > 1 {
				return usagef("--name names one feed, and there are %d addresses", len(args))
			}
			return a.withNew(cmd.Context(), func(ar *archive.Archive) error {
				feeds := make([]store.Feed, len(args))
				for i, address := range args {
					var err error
					if feeds[i], err = a.follow(cmd.Context(), ar, store.Feed{URL: address, Name: name}, time.Duration(every), tags); err != nil {
						return err
					}
				}
				if asJSON {
					return writeFeeds(a.out, feeds)
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "a short `NAME` to call it by")
	cmd.Flags().Var(&every, "every", "fetch it at this `INTERVAL`: 45m, 2h, 1d, 1w (default 30m)")
	cmd.Flags().StringSliceVar(&tags, "tag", nil, "a `TAG` for its stories; may be repeated")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

// follow follows a feed and tells the person so, on stderr.
func (a *app) follow(ctx context.Context, ar *archive.Archive, f store.Feed, every time.Duration, tags []string) (store.Feed, error) {
	var err error
	if f.URL, err = feedAddress(f.URL); err != nil {
		return f, err
	}
	f, added, err := ar.Follow(ctx, f, every)
	if err != nil {
		return f, err
	}
	if tags != nil {
		if err := ar.EditFeed(ctx, f.ID, store.FeedEdit{Tags: &tags}); err != nil {
			return f, err
		}
		f.Tags = tags
	}
	if !added {
		a.note("already following feed %d: %s", f.ID, f.Label())
		return f, nil
	}
	a.note(`following feed %d: %s; "archive sync" fetches it`, f.ID, f.Label())
	if f.State.Items > 0 {
		a.note("%s kept", plural(f.State.Items, "imported item is", "imported items are"))
	}
	return f, nil
}

// feedAddress checks what a person typed as a feed's address. A path is made
// absolute, for a sync may run anywhere.
func feedAddress(address string) (string, error) {
	switch scheme, rest, ok := strings.Cut(address, "://"); {
	case ok && (scheme == "http" || scheme == "https" || scheme == "file") && rest != "":
		return address, nil
	case ok:
		return "", usagef("%s: a feed is at an http or https address, or in a file", address)
	case strings.TrimSpace(address) == "" || strings.HasPrefix(address, store.LocalFeed):
		return "", usagef("%q is no address of a feed", address)
	}
	if !strings.ContainsAny(address, `/\`) && !strings.HasSuffix(address, ".xml") && strings.Contains(address, ".") {
		return "", usagef("%s: did you mean https://%s? A file is ./%s", address, address, address)
	}
	if _, err := os.Stat(address); err != nil && !strings.ContainsAny(address, `./\`) {
		return "", usagef("%s: a feed is at an http or https address, or in a file; there is no such file here", address)
	}
	return filepath.Abs(address)
}
