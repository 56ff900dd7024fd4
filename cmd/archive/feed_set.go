package main

import (
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

func newFeedSetCmd(a *app) *cobra.Command {
	var e store.FeedEdit
	var name, address string
	var every every
	var tags []string
	var hidden bool
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
feed add --help" says; with --url, the old and the new one.`,
		Example: `  archive feed set 3 --name world --every 1h
  archive feed set world --url https://news.example/new.xml
  archive feed set world --url https://ada:password@news.example/rss
  archive feed set world --private
  archive feed set world --tag politics --tag asia`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			changed := cmd.Flags().Changed
			if changed("name") {
				e.Name = &name
			}
			if changed("every") {
				interval := time.Duration(every)
				e.Every = &interval
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
			if e == (store.FeedEdit{}) && !hidden {
				return usagef("nothing to set; there are --name, --every, --tag, --url and --private")
			}
			return a.withFeed(cmd.Context(), args[0], func(ar *archive.Archive, f store.Feed) error {
				if hidden {
					if err := ar.MakePrivate(cmd.Context(), f.ID); err != nil {
						return err
					}
				}
				return ar.EditFeed(cmd.Context(), f.ID, e)
			})
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "a short `NAME`; an empty one removes it")
	cmd.Flags().StringVar(&address, "url", "", "its new `ADDRESS`")
	cmd.Flags().BoolVar(&hidden, "private", false, "its address is a secret: show the host and a hash")
	cmd.Flags().Var(&every, "every", "fetch it at this `INTERVAL`: 45m, 2h, 1d, 1w")
	cmd.Flags().StringSliceVar(&tags, "tag", nil, "its `TAG`s, instead of those it has")
	return cmd
}
