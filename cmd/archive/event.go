package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/store"
)

func newEventCmd(a *app) *cobra.Command {
	return newGroup(&cobra.Command{
		Use:   "event",
		Short: "Show, split and join events across feeds",
		Long: `An event is what papers and feeds tell of one happening, within days. The archive
decides which stories are of one: by the words of their headlines, by items that
link several stories, and by what you say. A search shows it as one.

It has the number of its oldest story, and the number of each of its stories leads
to it, also after events were joined.`,
		Example: `  archive event show 12
  archive event show 12 --why
  archive event split 15 16
  archive event join 12 40`,
	}, newEventShowCmd(a), newEventSplitCmd(a), newEventJoinCmd(a))
}

func newEventSplitCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "split STORY…",
		Short: "Take stories out of their event",
		Long: `Take stories out of their event; together they are another one. That lasts when
events are decided again, and is part of exports and backups. "archive event join"
undoes it.`,
		Example: `  archive event split 15
  archive event split 15 16 --json`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runEventChange(cmd.Context(), a, args, asJSON, (*archive.Archive).SplitEvent)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

func newEventJoinCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "join NUMBER NUMBER…",
		Short: "Make one of several events",
		Long: `Make one event of those to which the numbers lead: numbers of events, or of any of
their stories. What belongs to them later is of it too. It has the lowest number;
the others lead to it. That lasts when events are decided again, and is part of
exports and backups. "archive event split" undoes it.`,
		Example: `  archive event join 12 40
  archive event join 12 40 51 --json`,
		Args:              cobra.MinimumNArgs(2),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runEventChange(cmd.Context(), a, args, asJSON, (*archive.Archive).JoinEvents)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

type eventChange = func(*archive.Archive, context.Context, []int64, archive.Progress) (archive.EventChange, error)

func runEventChange(ctx context.Context, a *app, args []string, asJSON bool, change eventChange) error {
	var numbers []int64
	for _, arg := range args {
		n, err := strconv.ParseInt(arg, 10, 64)
		if err != nil || n < 1 {
			return usagef("%q is no number of a story or an event; a search prints them", arg)
		}
		numbers = append(numbers, n)
	}
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		progress, finish := a.progress("indexing")
		done, err := change(ar, ctx, numbers, progress)
		finish()
		if err != nil {
			return eventError(err, done)
		}
		if asJSON {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.EventChange
			}{format.NewHeader(), done})
		}
		if done.Rest != 0 {
			a.note("%s now of event %d; the others are event %d", storiesAre(len(done.Stories), "the story"), done.Event, done.Rest)
			return nil
		}
		a.note("they are event %d now", done.Event)
		return nil
	})
}

// storiesAre is "N stories are", or of one story what it is called, and "is".
func storiesAre(n int, one string) string {
	if n == 1 {
		return one + " is"
	}
	return plural(n, "story", "stories") + " are"
}

// eventError says what to do about a change that cannot be made.
func eventError(err error, done archive.EventChange) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return usagef("%w; a search prints the numbers of stories", err)
	case errors.Is(err, archive.ErrOneEvent):
		return usagef("%w: event %d; \"archive event show %d\" shows its stories", err, done.Was[0], done.Was[0])
	case errors.Is(err, archive.ErrWholeEvent):
		return usagef("%w %d: nothing would be left of it; name fewer", err, done.Was[0])
	case errors.Is(err, archive.ErrSeveralEvents):
		return usagef("%w, %s; split one event at a time", err, format.StoryNumbers(done.Was))
	}
	return err
}

// newChainCmd is what "event show" was called.
func newChainCmd(a *app) *cobra.Command {
	cmd := newEventShowCmd(a)
	cmd.Use, cmd.Hidden = "chain NUMBER", true
	return cmd
}
