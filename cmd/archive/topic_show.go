package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type topicShowOptions struct {
	name string
	json bool
	at   archive.ElsewhereOptions
}

func newTopicShowCmd(a *app) *cobra.Command {
	var o topicShowOptions
	cmd := &cobra.Command{
		Use:   "show NAME",
		Short: "Show a topic, its weeks and its latest stories",
		Long: `Show a topic: its query, its stories over time, and the latest of them. They do
not count as seen; "archive topic check" shows what is new.

With --at, it shows a topic that archives share in an index in OpenSearch, with the
stories of all of them.`,
		Example: `  archive topic show korea
  archive topic show korea --json
  archive topic show korea --at https://search.example:9200/news`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeTopics,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = args[0]
			return runTopicShow(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	a.atFlags(cmd, &o.at)
	return cmd
}

func runTopicShow(ctx context.Context, a *app, o topicShowOptions) error {
	if err := checkAt(o.at); err != nil {
		return err
	}
	show := func(asked archive.Asker) error {
		t, err := asked.Topic(ctx, o.name)
		if err != nil {
			return a.topicError(ctx, asked, err, o.name)
		}
		return a.topic(ctx, asked, t, o.json)
	}
	if o.at.At != "" {
		return a.elsewhere(ctx, o.at, func(e *archive.Elsewhere) error { return show(e) })
	}
	return a.with(ctx, func(ar *archive.Archive) error { return show(ar) })
}

// topic prints a topic with its latest stories.
func (a *app) topic(ctx context.Context, asked archive.Asker, t store.Topic, asJSON bool) error {
	all, _, err := asked.TopicRhythms(ctx, []store.Topic{t})
	if err != nil {
		return err
	}
	if all[0].Err != nil {
		return queryError(all[0].Err)
	}
	answer, err := asked.Search(ctx, archive.SearchOptions{Question: archive.Question{Text: t.Query}, Page: archive.Page{Sort: archive.SortNewest, Size: 10}})
	if err != nil {
		return queryError(err)
	}
	a.notIndexed(answer.NotIndexed)
	if asJSON {
		return format.WriteJSON(a.out, struct {
			format.Header
			format.TopicDoc
			Latest     []archive.Group `json:"latest"`
			NotIndexed int             `json:"not_indexed,omitempty"`
		}{format.NewHeader(), format.NewTopicDoc(all[0]), answer.Groups, answer.NotIndexed})
	}
	r := all[0].Rhythm
	w := &terminal.Lines{Stream: a.out}
	w.Field("topic", t.Name)
	w.Field("query", t.Query)
	w.Field("shared by", terminal.Clean(strings.Join(all[0].Archives, ", ")))
	if !t.Added.IsZero() {
		w.Field("added", moment(t.Added, asked.Zone()))
	}
	if !t.Checked.IsZero() {
		w.Field("checked", moment(t.Checked, asked.Zone()))
	}
	w.Field("stories", strconv.Itoa(r.Stories))
	w.Field("first", r.First)
	w.Field("last", r.Last)
	w.Field("weeks", recent(r))
	w.Field("pulse", pulse(r))
	w.Field("state", string(r.State))
	if w.Err != nil {
		return w.Err
	}
	return a.groups(answer.Groups, asked.Zone())
}

// groups prints events; on a terminal, a blank line precedes each.
func (a *app) groups(groups []archive.Group, zone *time.Location) error {
	w := &terminal.Lines{Stream: a.out}
	if len(groups) > 0 {
		w.Print("")
	}
	if w.Err != nil {
		return w.Err
	}
	if !a.out.Terminal {
		return format.WriteAnswer(a.out, archive.Answer{Groups: groups}, format.Options{Format: "tsv", Fields: []string{"id", "date", "title", "publisher"}, Zone: zone})
	}
	for _, g := range groups {
		if err := a.group(g, zone); err != nil {
			return err
		}
	}
	return nil
}
