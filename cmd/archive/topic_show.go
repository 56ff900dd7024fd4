package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

func newTopicShowCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show NAME",
		Short: "Show a topic, its weeks and its latest stories",
		Long: `Show a topic: its query, its stories over time, and the latest of them. They do
not count as seen; "archive topic check" shows what is new.`,
		Example:           "  archive topic show korea\n  archive topic show korea --json",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeTopics,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.with(ctx, func(ar *archive.Archive) error {
				t, err := ar.Topic(ctx, args[0])
				if err != nil {
					return a.topicError(ctx, ar, err, args[0])
				}
				return runTopicShow(ctx, a, ar, t, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

func runTopicShow(ctx context.Context, a *app, ar *archive.Archive, t store.Topic, asJSON bool) error {
	all, _, err := ar.TopicRhythms(ctx, []store.Topic{t})
	if err != nil {
		return err
	}
	if all[0].Err != nil {
		return queryError(all[0].Err)
	}
	answer, err := ar.Search(ctx, archive.SearchOptions{Question: archive.Question{Text: t.Query}, Page: archive.Page{Sort: archive.SortNewest, Size: 10}})
	if err != nil {
		return queryError(err)
	}
	a.notIndexed(answer.NotIndexed)
	if asJSON {
		return writeJSON(a.out, struct {
			header
			topicDoc
			Latest     []archive.Group `json:"latest"`
			NotIndexed int             `json:"not_indexed,omitempty"`
		}{header{schema}, newTopicDoc(all[0]), answer.Groups, answer.NotIndexed})
	}
	r := all[0].Rhythm
	w := &lines{stream: a.out}
	w.field("topic", t.Name)
	w.field("query", t.Query)
	w.field("added", moment(t.Added, ar.Zone()))
	if !t.Checked.IsZero() {
		w.field("checked", moment(t.Checked, ar.Zone()))
	}
	w.field("stories", strconv.Itoa(r.Stories))
	w.field("first", r.First)
	w.field("last", r.Last)
	w.field("weeks", recent(r))
	w.field("pulse", pulse(r))
	w.field("state", string(r.State))
	if w.err != nil {
		return w.err
	}
	return a.groups(answer.Groups, ar)
}

// groups prints events below something else, each under a blank line on a
// terminal.
func (a *app) groups(groups []archive.Group, ar *archive.Archive) error {
	w := &lines{stream: a.out}
	if len(groups) > 0 {
		w.print("")
	}
	for _, g := range groups {
		r := newRecord(g, 0, ar.Zone())
		if a.out.terminal {
			if err := a.group(r); err != nil {
				return err
			}
			continue
		}
		w.print(r.text("id") + "\t" + r.text("date") + "\t" + r.text("title") + "\t" + r.text("publisher"))
	}
	return w.err
}
