package main

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/access"
	"newsarchive/internal/archive"
	"newsarchive/store"
)

type feedSetOptions struct {
	name, address string
	every         every
	tags          []string
	private       bool // the whole address becomes a secret
	text          string
	access        accessFlags
	limits        limitFlags
}

func newFeedSetCmd(a *app) *cobra.Command {
	var o feedSetOptions
	cmd := &cobra.Command{
		Use:        "set FEED",
		SuggestFor: []string{"edit", "change", "rename", "update"},
		Short:      "Change what you decide about a feed",
		Long: `Change what you decide about a feed, which is named by its number, name or
address: its name, interval, tags and address, how it is asked for, and what of
it is stored. An empty value removes a setting; "archive feed show FEED" says
which there are. After a change of address the old one remains an alias: the feed
stays the same.

A user name and password in the new address replace those that are kept; an
address without any keeps those of the same scheme, host and port;
https://@host/ removes them. --private makes the address a secret, as "archive
feed add --help" says; with --url, the old and the new one.

With --text on, each sync fetches the pages of the feed's new stories and keeps
their texts; with off, none; with default, as "archive settings" says.

` + accessHelp + ` A login and a token
replace one another. A header is replaced by name; "Name:" removes it.

` + skipHelp + `
--no-skip removes a rule, --skip "" all of them; what they left out is stored if
the feed still has it.`,
		Example: `  archive feed set 3 --name world --every 1h
  archive feed set world --url https://news.example/new.xml
  archive feed set world --url https://ada:password@news.example/rss
  archive feed set world --private
  archive feed set world --tag politics --tag asia
  archive feed set world --text on      keep the texts of its stories
  archive feed set world --token @token.txt --proxy socks5://127.0.0.1:9050
  archive feed set world --cookie -     read it from standard input
  archive feed set world --skip 'title:"live updates"' --skip tag:sport`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.change(cmd.Context(), a, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			return runFeedSet(cmd.Context(), a, args[0], c, o.private)
		},
	}
	cmd.Flags().StringVar(&o.name, "name", "", "a short `NAME`; an empty one removes it")
	cmd.Flags().StringVar(&o.address, "url", "", "its new `ADDRESS`")
	cmd.Flags().BoolVar(&o.private, "private", false, "its address is a secret: show the host and a hash")
	cmd.Flags().Var(&o.every, "every", "fetch it at this `INTERVAL`: 45m, 2h, 1d, 1w")
	cmd.Flags().StringVar(&o.text, "text", "", "`ON`, off or default: fetch the pages of its stories")
	cmd.Flags().StringSliceVar(&o.tags, "tag", nil, "replace its tags with this `TAG`; may be repeated")
	o.access.register(cmd.Flags())
	o.limits.register(cmd.Flags())
	cmd.Flags().StringArrayVar(&o.limits.noSkip, "no-skip", nil, "remove this `RULE`; may be repeated")
	return cmd
}

// change is what the given flags ask for.
func (o *feedSetOptions) change(ctx context.Context, a *app, given func(flag string) bool) (c archive.FeedChange, err error) {
	if c.Edit, err = o.edit(given); err != nil {
		return c, err
	}
	if c.Access, err = o.access.edit(ctx, a, given); err != nil {
		return c, err
	}
	c.Skip = o.limits.rules()
	if c.IsZero() && !o.private {
		return c, usagef(`nothing to set; "archive feed set --help" lists what there is`)
	}
	return c, nil
}

// edit is the change of what the database has.
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
	if given("max-size") {
		size, err := o.limits.bytes()
		if err != nil {
			return e, err
		}
		e.MaxBytes = &size
	}
	return e, nil
}

func textSettings() map[string]news.TextSetting {
	return map[string]news.TextSetting{"on": news.TextOn, "off": news.TextOff, "default": news.TextDefault}
}

func runFeedSet(ctx context.Context, a *app, feed string, c archive.FeedChange, private bool) error {
	return a.withFeed(ctx, feed, func(ar *archive.Archive, f news.Feed) error {
		if private {
			if err := ar.MakePrivate(ctx, f.ID); err != nil {
				return err
			}
		}
		before, beforeErr := ar.Access(ctx, f)
		err := ar.ChangeFeed(ctx, f, c)
		if errors.Is(err, store.ErrNotFound) { // a rule that it does not have
			return usageError{err}
		}
		if err == nil && c.Edit.URL != nil && beforeErr == nil {
			err = a.withheld(ctx, ar, f, before, c)
		}
		if err == nil {
			a.note(`feed %d is changed; "archive feed show %d" shows it`, f.ID, f.ID)
		}
		return err
	})
}

// withheld notes that a feed's new address is on another server, which gets nothing
// of what was set for the old one.
func (a *app) withheld(ctx context.Context, ar *archive.Archive, f news.Feed, before access.Summary, c archive.FeedChange) error {
	f, err := ar.Feed(ctx, strconv.FormatInt(f.ID, 10))
	if err != nil {
		return err
	}
	after, err := ar.Access(ctx, f)
	if err == nil && after != before && c.Access.IsZero() {
		a.note("what was set for the old address was: %s; at the new one, on another scheme, host or port, it is: %s",
			before, cmp.Or(after.String(), "nothing"))
	}
	return err
}
