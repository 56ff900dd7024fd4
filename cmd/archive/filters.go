package main

import (
	"context"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
)

// filterFlags adds the flags that filter what a query finds.
func (a *app) filterFlags(cmd *cobra.Command, o *archive.Question) {
	f := cmd.Flags()
	f.StringVar(&o.Since, "since", "", "published on or after `DATE`: 2026-01-14, 2026-01, yesterday …")
	f.StringVar(&o.Until, "until", "", "published on or before `DATE`")
	f.StringSliceVar(&o.Feed, "feed", nil, "only of this feed, by `NAME` or number")
	f.StringSliceVar(&o.Publisher, "publisher", nil, "only by this publisher, by `NAME` or its words")
	_ = cmd.RegisterFlagCompletionFunc("feed", a.completeFeeds)
}

// checkFilters fails on a feed that does not exist, and notes a moment before
// the archive's first item, at which nothing can be found.
func (a *app) checkFilters(ctx context.Context, ar *archive.Archive, o archive.Question) error {
	for _, ref := range o.Feed {
		// A name of several feeds means all of them.
		if _, err := a.feed(ctx, ar, ref); errkind.As[usageError](err) {
			return err
		}
	}
	if o.AsOf == "" {
		return nil
	}
	zone := o.TimeZone
	if zone == nil {
		zone = ar.Zone()
	}
	switch first, after, err := ar.BeganAfter(ctx, o.AsOf, o.TimeZone); {
	case err != nil:
		return queryError(err)
	case after && !first.IsZero():
		a.note("the archive was empty as of %s; its first item came on %s", o.AsOf, moment(first, zone))
	}
	return nil
}
