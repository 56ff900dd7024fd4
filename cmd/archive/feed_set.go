package main

import (
	"context"
	"strings"
	"time"

	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

type feedSetOptions struct {
	name, address string
	every         every
	tags          []string
	private       bool // the whole address becomes a secret
	text          string
}

func newFeedSetCmd(a *app) *cobra.Command {
	var o feedSetOptions
	cmd := &cobra.Command{
		Use:        "set FEED",
		SuggestFor: []string{"edit", "change", "rename", "update"},
		Short:      "Change a feed's name, interval, tags or address",
		Long: `Change what you decide about a feed, which is named by its number, name or
address. After a change of address the old one remains an alias: the feed stays
the same.

A user name and password in the new address replace those that are kept; an
address without any keeps those of the same scheme, host and port;
https://@host/ removes them. --private makes the address a secret, as "archive
feed add --help" says; with --url, the old and the new one.

With --text on, each sync fetches the pages of the feed's new stories and keeps
their texts; with off, none; with default, as "archive settings" says.`,
		Example: `  archive feed set 3 --name world --every 1h
  archive feed set world --url https://news.example/new.xml
  archive feed set world --url https://ada:password@news.example/rss
  archive feed set world --private
  archive feed set world --tag politics --tag asia
  archive feed set world --text on      keep the texts of its stories`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := o.edit(cmd.Flags().Changed)
			if err != nil {
				return err
			}
			return runFeedSet(cmd.Context(), a, args[0], e, o.private)
		},
	}
	cmd.Flags().StringVar(&o.name, "name", "", "a short `NAME`; an empty one removes it")
	cmd.Flags().StringVar(&o.address, "url", "", "its new `ADDRESS`")
	cmd.Flags().BoolVar(&o.private, "private", false, "its address is a secret: show the host and a hash")
	cmd.Flags().Var(&o.every, "every", "fetch it at this `INTERVAL`: 45m, 2h, 1d, 1w")
	cmd.Flags().StringVar(&o.text, "text", "", "`ON`, off or default: fetch the pages of its stories")
	cmd.Flags().StringSliceVar(&o.tags, "tag", nil, "replace its tags with this `TAG`; may be repeated")
	return cmd
}

// edit is the change that the given flags ask for.
func (o *feedSetOptions) edit(given func(flag string) bool) (e store.FeedEdit, err error) {
	if given("name") {
		e.Name = &o.name
	}
	if given("every") {
		interval := time.Duration(o.every)
		e.Every = &interval
	}
	if given("tag") {
		e.Tags = &o.tags
	}
	if given("url") {
		address, err := feedAddress(o.address)
		if err != nil {
			return e, err
		}
		e.URL = &address
	}
	if given("text") {
		text, ok := textSettings()[strings.ToLower(o.text)]
		if !ok {
			return e, usagef("--text is on, off or default, not %q", o.text)
		}
		e.Text = &text
	}
	if e == (store.FeedEdit{}) && !o.private {
		return e, usagef("nothing to set; there are --name, --every, --tag, --text, --url and --private")
	}
	return e, nil
}

func textSettings() map[string]news.TextSetting {
	return map[string]news.TextSetting{"on": news.TextOn, "off": news.TextOff, "default": news.TextDefault}
}

func runFeedSet(ctx context.Context, a *app, feed string, e store.FeedEdit, private bool) error {
	return a.withFeed(ctx, feed, func(ar *archive.Archive, f news.Feed) error {
		if private {
			if err := ar.MakePrivate(ctx, f.ID); err != nil {
				return err
			}
		}
		return ar.EditFeed(ctx, f.ID, e)
	})
}
