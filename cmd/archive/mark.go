package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

type markOptions struct {
	archive.Marking
	json bool
}

func newMarkCmd(a *app) *cobra.Command {
	var o markOptions
	cmd := &cobra.Command{
		Use:   "mark [read|unread|starred|later QUERY|ID…]",
		Short: "Mark stories as read, starred or for later",
		Long: `Mark stories: those that a query finds, or those whose numbers you give. --off
takes a mark off; unread takes off read. Searches find them: is:read, is:unread,
is:starred, is:later. Marks are part of exports and come back with an import.

A feed alone, feed:NAME, or everything, "*", is marked read as a whole: every
story that has come until now, also those that are not yet indexed. A story that
is marked unread afterwards stays so.

Numbers alone are stories. Without arguments, the marks are listed with the
number of stories that have each.`,
		Example: `  archive mark starred 12 15
  archive mark later South Korea Japan summit
  archive mark --off later 12
  archive mark read feed:world
  archive mark read '*'
  archive mark unread 12
  archive search is:unread topic:korea
  archive mark`,
		Annotations: map[string]string{"query": afterTags},
		Args:        cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return markNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.read(args); err != nil {
				return err
			}
			return runMark(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.Off, "off", false, "take the mark off")
	cmd.Flags().BoolVar(&o.Strict, "strict", false, "treat hints about the query as errors")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func markNames() []string {
	return []string{news.MarkRead, query.Unread, news.MarkStarred, news.MarkLater}
}

// read takes the mark and the query or numbers out of the arguments.
func (o *markOptions) read(args []string) error {
	args = slices.DeleteFunc(slices.Clone(args), func(s string) bool { return s == "--" })
	if len(args) == 0 {
		if o.Off {
			return usagef("say which mark to take off, and of which stories")
		}
		return nil
	}
	o.Mark = strings.ToLower(args[0])
	switch {
	case !slices.Contains(markNames(), o.Mark):
		return usagef("there is no mark %q; there are read, unread, starred and later", args[0])
	case o.Mark == query.Unread && o.Off:
		return usagef("--off unread is \"archive mark read\"")
	case o.Mark == query.Unread:
		o.Mark, o.Off = news.MarkRead, true
	}
	o.Text = strings.Join(args[1:], " ")
	if strings.TrimSpace(o.Text) == "" {
		return usagef("say which stories: a query or their numbers; \"*\" is all of them")
	}
	o.Stories = idsIn(o.Text)
	return nil
}

// idsIn returns the stories that a text consists of; nil if it has
// anything but numbers.
func idsIn(text string) (stories []int64) {
	for _, word := range strings.Fields(text) {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return nil
		}
		stories = append(stories, id)
	}
	return stories
}

func runMark(ctx context.Context, a *app, o markOptions) error {
	return a.withWritableIf(ctx, o.Mark != "", func(ar *archive.Archive) error {
		if o.Mark == "" {
			return a.markCounts(ctx, ar, o.json)
		}
		progress, done := a.progress("indexing")
		o.Progress = progress
		marked, err := ar.Mark(ctx, o.Marking)
		done()
		if err != nil {
			return queryError(err)
		}
		a.hints(marked.Hints)
		if marked.ReadUpto.IsZero() {
			a.notIndexed(marked.NotIndexed)
		}
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.MarkedStories
			}{format.NewHeader(), marked})
		}
		a.note("%s marked %s, %d of them changed", plural(marked.Stories, "story", "stories"), o.name(), marked.Changed)
		return nil
	})
}

// name is what the stories are marked as.
func (o markOptions) name() string {
	switch {
	case o.Mark == news.MarkRead && o.Off:
		return query.Unread
	case o.Off:
		return "not " + o.Mark
	}
	return o.Mark
}

// markCounts lists the marks.
func (a *app) markCounts(ctx context.Context, ar *archive.Archive, asJSON bool) error {
	progress, done := a.progress("indexing")
	counts, notIndexed, err := ar.MarkCounts(ctx, progress)
	done()
	if err != nil {
		return err
	}
	a.notIndexed(notIndexed)
	if asJSON {
		return format.WriteJSON(a.out, struct {
			format.Header
			Marks []archive.MarkCount `json:"marks"`
		}{format.NewHeader(), counts})
	}
	rows := make([][]string, len(counts))
	for i, c := range counts {
		rows[i] = []string{c.Mark, strconv.Itoa(c.Stories)}
	}
	return a.out.Table([]terminal.Column{{Title: "mark", Style: terminal.Cyan, Grows: true}, {Title: "stories", Right: true}}, rows)
}
