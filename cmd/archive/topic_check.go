package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/notify"
	"newsarchive/internal/terminal"
)

type checkOptions struct {
	formatOptions
	deliveryOptions
	size int
	peek bool
}

func newTopicCheckCmd(a *app) *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:   "check [NAME…]",
		Short: "Show the new stories of topics",
		Long: `Show the stories of each topic, or of those named, that were not shown before:
those that arrived, and older ones that match only now. Stories that were shown
are no longer new; those that could not be delivered stay new. In a timer or a
mail job: when nothing is new, nothing is printed and the exit code is 4.

On a terminal, ten events of a topic are shown at most, unless -n says
otherwise; the rest comes with the next check. In a pipe all are shown, a record
a story: topic, story, date, headline, publisher, link.

The news can be delivered instead, by one way at a time:

  --exec COMMAND   to a program, as the JSON document of --json on its standard
                   input; split into words as a shell does, but no shell runs
  --mail ADDRESS   by sendmail, which msmtp, Postfix and others bring
  --webhook URL    by HTTP: to ntfy (https://ntfy.sh/NAME), to Slack's incoming
                   webhooks, or as JSON to any other. The address is a secret:
                   @FILE reads it from a file, and messages name its host only

A delivery is tried three times within --timeout. When it fails the stories stay
new, and the next check delivers them again. So do events for which a message of
ntfy or Slack has no room.

Exits with 3 when some topic could not be asked.`,
		Example: `  archive topic check
  archive topic check korea --peek        look, and leave them new
  archive topic check --mail me@example.org
  archive topic check --webhook https://ntfy.sh/my-news-1a2b
  archive topic check --exec 'tee news.json'
  archive topic check --json`,
		ValidArgsFunction: a.completeTopics,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.withWritableIf(ctx, !o.peek, func(ar *archive.Archive) error {
				n, err := a.check(ctx, ar, o, args)
				if err == nil && n == 0 {
					err = errNothing
				}
				return err
			})
		},
	}
	formatFlags(cmd, &o.formatOptions)
	f := cmd.Flags()
	f.IntVarP(&o.size, "number", "n", 0, "show `N` events of a topic at most (default: 10 on a terminal, else all)")
	f.BoolVar(&o.peek, "peek", false, "do not mark the stories as shown")
	deliveryFlags(cmd, &o.deliveryOptions)
	return cmd
}

// read checks the flags, and returns the way of delivery; nil for standard
// output.
func (o *checkOptions) read(a *app) (notify.Sender, error) {
	by, err := o.sender(a)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(checkFormat(o.format), checkSelf(o.self)); err != nil {
		return nil, err
	}
	switch {
	case o.size < 0:
		return nil, usagef("-n must be at least 1")
	case o.json && o.format != "" && o.format != "json":
		return nil, usagef("--json is short for --format json; here is --format %s too", o.format)
	case by != nil && o.format != "" && o.format != "json":
		return nil, usagef("%s has a form of its own; leave --format %s out", o.chosen(), o.format)
	case o.json || by != nil:
		o.format = "json"
	case o.format == "" && a.out.Terminal:
		o.format = "table"
	case o.format == "" || o.format == "table" && !a.out.Terminal:
		o.format = "tsv"
	}
	if o.size == 0 && o.format == "table" {
		o.size = 10
	}
	return by, nil
}

// check shows or delivers the new stories of topics, and returns how many topics
// had any. Stories that were shown or delivered are no longer new. It is one
// round of a check, and may be called again.
func (a *app) check(ctx context.Context, ar *archive.Archive, o checkOptions, names []string) (n int, err error) {
	by, err := o.read(a)
	if err != nil {
		return 0, err
	}
	news, notIndexed, failed, err := a.gather(ctx, ar, names, o.size)
	n = len(news)
	if err == nil && n > 0 {
		news, err = a.tell(ctx, ar, o, by, news, notIndexed)
	}
	if err != nil {
		return 0, err
	}
	if !o.peek && !a.shown(ctx, ar, news) || failed {
		err = errPart
	}
	return n, err
}

// gather runs the topics' queries, and reports those that failed.
func (a *app) gather(ctx context.Context, ar *archive.Archive, names []string, size int) (news []archive.Checked, notIndexed int, failed bool, err error) {
	progress, done := a.progress("indexing")
	all, notIndexed, err := ar.Check(ctx, names, size, progress)
	done()
	if !a.quiet { // the next check has them
		a.notIndexed(notIndexed)
	}
	for _, c := range all {
		if c.Err != nil {
			failed = true
			a.warn("topic %s could not be asked: %s", terminal.Clean(c.Name), terminal.Clean(c.Err.Error()))
			continue
		}
		news = append(news, c)
	}
	return news, notIndexed, failed, a.topicError(ctx, ar, err, names...)
}

// shown records that the new stories were delivered, and reports whether all
// could be recorded.
func (a *app) shown(ctx context.Context, ar *archive.Archive, news []archive.Checked) bool {
	all := true
	for _, c := range news {
		if err := ar.Shown(ctx, c.Answer); err != nil {
			all = false
			a.warn("%s", terminal.Clean(err.Error()))
		}
	}
	return all
}
