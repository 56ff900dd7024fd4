package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

func newFeedCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feed",
		Short: "Say what to follow",
		Example: `  archive feed add https://news.example/rss --name world
  archive feed list
  archive feed set world --every 2h
  archive feed remove world`,
	}
	cmd.AddCommand(newFeedAddCmd(a), newFeedListCmd(a), newFeedSetCmd(a), newFeedRemoveCmd(a))
	return cmd
}

func newFeedAddCmd(a *app) *cobra.Command {
	var name string
	var every time.Duration
	var tags []string
	cmd := &cobra.Command{
		Use:   "add ADDRESS…",
		Short: "Follow a feed",
		Long: `Follow feeds: RSS, Atom, RDF or JSON Feed, at an http or https address or in a local
file. The archive is made when there is none. Nothing is fetched yet: "archive sync"
does that.`,
		Example: `  archive feed add "https://news.google.com/rss/topics/CAAq…?hl=en-US&gl=US&ceid=US:en" --name world
  archive feed add https://blog.example/atom.xml --every 6h --tag tech
  archive feed add ./local.xml`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if name != "" && len(args) > 1 {
				return usagef("--name names one feed, and there are %d addresses", len(args))
			}
			if err := checkEvery(cmd, every); err != nil {
				return err
			}
			return a.withNew(cmd.Context(), func(ar *archive.Archive) error {
				for _, address := range args {
					if err := a.follow(cmd.Context(), ar, address, name, every, tags); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "a short `NAME` to call it by")
	cmd.Flags().DurationVar(&every, "every", 0, "fetch it this often (default 30m), as `2h` or 45m")
	cmd.Flags().StringSliceVar(&tags, "tag", nil, "`TAG` that its stories are found by; may be repeated")
	return cmd
}

func (a *app) follow(ctx context.Context, ar *archive.Archive, address, name string, every time.Duration, tags []string) error {
	address, err := feedAddress(address)
	if err != nil {
		return err
	}
	f, added, err := ar.Follow(ctx, store.Feed{URL: address, Name: name}, every)
	if err != nil {
		return err
	}
	if tags != nil {
		if err := ar.EditFeed(ctx, f.ID, store.FeedEdit{Tags: &tags}); err != nil {
			return err
		}
	}
	if !added {
		a.note("feed %d is followed already: %s", f.ID, f.Label())
		return nil
	}
	_, err = fmt.Fprintf(a.out, "%d\t%s\n", f.ID, clean(f.Label()))
	if f.State.Items > 0 {
		a.note("its %s stay with it", plural(f.State.Items, "imported item", "imported items"))
	}
	a.note(`followed; "archive sync" fetches it`)
	return err
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
	return filepath.Abs(address)
}

func newFeedListCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the feeds, and how following them goes",
		Long:    "List the feeds: number, name, items, last good fetch, state, address.",
		Example: "  archive feed list\n  archive feed list --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), func(ar *archive.Archive) error {
				feeds, err := ar.Feeds(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(a.out, struct {
						header
						Feeds []store.Feed `json:"feeds"`
					}{header{schema}, feeds})
				}
				return a.feeds(feeds, ar.Zone())
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

func (a *app) feeds(feeds []store.Feed, zone *time.Location) error {
	if len(feeds) == 0 {
		a.note(`no feeds yet; "archive feed add ADDRESS" follows one`)
	}
	rows := make([][]string, len(feeds))
	for i, f := range feeds {
		good := ""
		if !f.State.Succeeded.IsZero() {
			good = moment(f.State.Succeeded, zone)
		}
		rows[i] = []string{strconv.FormatInt(f.ID, 10), f.Label(), strconv.Itoa(f.State.Items), good, health(f), f.URL}
	}
	return a.out.table([]column{
		{title: "feed", right: true, style: dim},
		{title: "name", style: bold},
		{title: "items", right: true},
		{title: "last good fetch"},
		{title: "state"},
		{title: "address", grows: true, style: dim},
	}, rows)
}

// health says in a word or two how following a feed goes.
func health(f store.Feed) string {
	st := f.State
	switch {
	case !st.Followed:
		return "not followed"
	case st.Failures > 0:
		return fmt.Sprintf("failing %d×: %s", st.Failures, st.Error)
	case st.Error != "":
		return "partly read: " + st.Error
	case st.Fetched.IsZero():
		return "not fetched yet"
	default:
		return "every " + interval(time.Duration(st.Every))
	}
}

// interval is a duration as a person types it: 30m, 2h.
func interval(d time.Duration) string {
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}

func newFeedSetCmd(a *app) *cobra.Command {
	var e store.FeedEdit
	var name, address string
	var every time.Duration
	var tags []string
	cmd := &cobra.Command{
		Use:   "set FEED",
		Short: "Change a feed's name, pace, tags or address",
		Long: `Change what you decide about a feed, which is named by its number, name or address.
After a change of address the old one remains an alias: the feed stays the same.`,
		Example: `  archive feed set 3 --name world --every 1h
  archive feed set world --url https://news.example/new.xml
  archive feed set world --tag politics --tag asia`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkEvery(cmd, every); err != nil {
				return err
			}
			changed := cmd.Flags().Changed
			if changed("name") {
				e.Name = &name
			}
			if changed("every") {
				e.Every = &every
			}
			if changed("tag") {
				e.Tags = &tags
			}
			if changed("url") {
				checked, err := feedAddress(address)
				if err != nil {
					return err
				}
				e.URL = &checked
			}
			if e == (store.FeedEdit{}) {
				return usagef("nothing to set; there are --name, --every, --tag and --url")
			}
			return a.withFeed(cmd.Context(), args[0], func(ar *archive.Archive, f store.Feed) error {
				return ar.EditFeed(cmd.Context(), f.ID, e)
			})
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "a short `NAME`; empty takes it away")
	cmd.Flags().StringVar(&address, "url", "", "its new `ADDRESS`")
	cmd.Flags().DurationVar(&every, "every", 0, "fetch it this often, as `2h`")
	cmd.Flags().StringSliceVar(&tags, "tag", nil, "its `TAG`s, in place of those it has")
	return cmd
}

// checkEvery refuses a pace that no server would forgive.
func checkEvery(cmd *cobra.Command, every time.Duration) error {
	if cmd.Flags().Changed("every") && every < time.Minute {
		return usagef("--every %s: once a minute is the most", every)
	}
	return nil
}

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

// withFeed opens the archive and finds the feed that a person means.
func (a *app) withFeed(ctx context.Context, ref string, fn func(*archive.Archive, store.Feed) error) error {
	return a.with(ctx, func(ar *archive.Archive) error {
		f, err := ar.Feed(ctx, ref)
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
			names = append(names, cobra.CompletionWithDesc(name, clean(f.Title)))
		}
		return err
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}
