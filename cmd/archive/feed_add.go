package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/private"
	"newsarchive/store"
)

type feedAddOptions struct {
	name    string
	every   every
	tags    []string
	private bool // the whole address is a secret
	json    bool
}

func newFeedAddCmd(a *app) *cobra.Command {
	var o feedAddOptions
	cmd := &cobra.Command{
		Use:        "add ADDRESS…",
		SuggestFor: []string{"follow", "subscribe", "new"},
		Short:      "Follow feeds",
		Long: `Follow feeds: RSS, Atom, RDF or JSON Feed, at an http or https address or in a local
file. The archive is made when there is none. Nothing is fetched yet: "archive sync"
does that.

A user name and password in an address, https://name:password@host/feed, are
kept in private.db, a file in the archive's folder that only you can read. They
are sent only to that scheme, host and port, and never shown. Adding a feed
again replaces them; https://@host/feed removes them.

With --private the whole address is a secret, because it contains a token: lists,
exports and logs show its host and a hash. Where the feed's items repeat the
address or its token, "private" takes their place. A feed that is followed already
becomes private, and its old address is removed from the database. A backup has
private.db beside it, unless it is made with --no-private.`,
		Example: `  archive feed add https://news.example/rss --name world
  archive feed add https://blog.example/atom.xml --every 6h --tag tech
  archive feed add 'https://ada:password@news.example/rss'
  archive feed add --private 'https://news.example/rss?token=1a2b3c'
  archive feed add ./local.xml`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runFeedAdd(cmd.Context(), a, o, args) },
	}
	cmd.Flags().StringVar(&o.name, "name", "", "a short `NAME` to call it by")
	cmd.Flags().Var(&o.every, "every", "fetch it once per `INTERVAL`: 45m, 2h, 1d, 1w (default 30m)")
	cmd.Flags().StringSliceVar(&o.tags, "tag", nil, "a `TAG` for its stories; may be repeated")
	cmd.Flags().BoolVar(&o.private, "private", false, "the whole address is a secret: show its host and a hash")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runFeedAdd(ctx context.Context, a *app, o feedAddOptions, addresses []string) error {
	if o.name != "" && len(addresses) > 1 {
		return usagef("--name names one feed, and there are %d addresses", len(addresses))
	}
	return a.withNew(ctx, func(ar *archive.Archive) error {
		if err := a.askForTexts(ctx, ar); err != nil {
			return err
		}
		feeds := make([]news.Feed, len(addresses))
		for i, address := range addresses {
			var err error
			if feeds[i], err = a.follow(ctx, ar, address, o); err != nil {
				return err
			}
		}
		if !o.json {
			return nil
		}
		texts, err := readFeedTexts(ctx, ar)
		if err != nil {
			return err
		}
		return writeFeeds(a.out, feeds, texts)
	})
}

// askForTexts asks once, on a terminal, whether the texts of stories are kept.
func (a *app) askForTexts(ctx context.Context, ar *archive.Archive) error {
	s, err := ar.Settings(ctx)
	if err != nil || s.Text != nil || a.quiet || !a.canAsk() {
		return err
	}
	fmt.Fprintln(a.err, a.err.Fit("A feed has headlines and links. archive can also fetch the linked pages, politely, and keep their texts to search and read. "+ //nolint:errcheck // the question follows
		`"archive settings text on|off" changes it later.`, 0))
	keep := a.askYes(ctx, "Keep the texts of stories?")
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return ar.EditSettings(ctx, store.SettingsEdit{Text: &keep})
}

// follow follows a feed and notes that on stderr.
func (a *app) follow(ctx context.Context, ar *archive.Archive, address string, o feedAddOptions) (f news.Feed, err error) {
	f.Name = o.name
	if f.URL, err = feedAddress(address); err != nil {
		return f, err
	}
	follow := ar.Follow
	if o.private {
		follow = ar.FollowPrivate
	}
	f, added, err := follow(ctx, f, time.Duration(o.every))
	if err != nil {
		return f, err
	}
	if o.tags != nil {
		if err := ar.EditFeed(ctx, f.ID, store.FeedEdit{Tags: &o.tags}); err != nil {
			return f, err
		}
		f.Tags = o.tags
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
// An error does not repeat a user name and password.
func feedAddress(address string) (string, error) {
	bare := private.Bare(address)
	switch scheme, rest, ok := strings.Cut(address, "://"); {
	case ok && (scheme == "http" || scheme == "https") && rest != "":
		if err := private.Check(address); err != nil {
			return "", usageError{err}
		}
		return address, nil
	case ok && scheme == "file" && rest != "":
		return bare, nil
	case ok:
		return "", usagef("%s: a feed is at an http or https address, or in a file", bare)
	case strings.TrimSpace(address) == "" || strings.HasPrefix(address, news.LocalFeed):
		return "", usagef("%q is no address of a feed", address)
	}
	if _, err := os.Stat(address); err != nil && strings.Contains(address, "@") && strings.Contains(address, ":") {
		return "", usagef("an address with a user name and password begins with https:// or http://")
	}
	if !strings.ContainsAny(address, `/\`) && !strings.HasSuffix(address, ".xml") && strings.Contains(address, ".") {
		return "", usagef("%s: did you mean https://%s? A file is ./%s", address, address, address)
	}
	if _, err := os.Stat(address); err != nil && !strings.ContainsAny(address, `./\`) {
		return "", usagef("%s: a feed is at an http or https address, or in a file; there is no such file here", address)
	}
	return filepath.Abs(address)
}
