package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// weeksShown is how many of the last weeks a sparkline has.
const weeksShown = 13

type topicListOptions struct {
	json bool
	at   archive.ElsewhereOptions
}

func newTopicListCmd(a *app) *cobra.Command {
	var o topicListOptions
	cmd := &cobra.Command{
		Use:     "list",
		Aliases: []string{"ls"},
		Short:   "List the topics with their activity",
		Long: `List the topics: name, stories of each of the last 13 weeks, this week's and the
usual number, state, all stories, first and last day, query. A week is seven
days and ends today.

A topic "wakes" when it has stories after more than twice as many silent weeks
as it ever had, "bursts" when it has far more stories than usual and than in any
of the last 26 weeks, and is "quiet" when it has far fewer than usual. Each is
measured by the topic's own weeks; weeks in which the archive collected nothing
do not count.

In a pipe, a record is: name, this week, usual, state, stories, first day, last
day, query, the stories of the last 26 weeks separated by commas, and the error
in the query, if any.

With --at, it lists the topics that archives share in an index in OpenSearch ("archive
mirror --share-topics"), with the archives that share each in a last column. Where two
mean different queries by one name, each has its archive behind the name:
korea@berlin.`,
		Example: `  archive topic list
  archive topic list --json
  archive topic list --at https://search.example:9200/news`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runTopicList(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	a.atFlags(cmd, &o.at)
	return cmd
}

func runTopicList(ctx context.Context, a *app, o topicListOptions) error {
	if err := checkAt(o.at); err != nil {
		return err
	}
	if o.at.At != "" {
		return a.elsewhere(ctx, o.at, func(e *archive.Elsewhere) error {
			return a.listTopics(ctx, e, o, `no archive there shares topics; "archive mirror --share-topics" does so`)
		})
	}
	return a.with(ctx, func(ar *archive.Archive) error {
		return a.listTopics(ctx, ar, o, `no topics yet; "archive topic add NAME QUERY" saves a query`)
	})
}

// listTopics prints all topics; none is said where there are none.
func (a *app) listTopics(ctx context.Context, asked archive.Asker, o topicListOptions, none string) error {
	topics, err := asked.Topics(ctx)
	if err != nil {
		return err
	}
	all, notIndexed, err := asked.TopicRhythms(ctx, topics)
	if err != nil {
		return err
	}
	a.notIndexed(notIndexed)
	if o.json {
		docs := make([]format.TopicDoc, len(all))
		for i, t := range all {
			docs[i] = format.NewTopicDoc(t)
		}
		return format.WriteJSON(a.out, struct {
			format.Header
			Topics     []format.TopicDoc `json:"topics"`
			NotIndexed int               `json:"not_indexed,omitempty"`
		}{format.NewHeader(), docs, notIndexed})
	}
	if len(all) == 0 {
		a.note("%s", none)
	}
	return a.topics(all)
}

func (a *app) topics(all []archive.TopicRhythm) error {
	if a.out.Terminal {
		return a.topicTable(all)
	}
	for _, t := range all {
		reason := ""
		if t.Err != nil {
			reason = t.Err.Error()
		}
		weeks := make([]string, len(t.Weeks))
		for i, n := range t.Weeks {
			weeks[i] = strconv.FormatInt(n, 10)
		}
		cells := []string{
			t.Name, strconv.Itoa(t.Week), format.Usual(t.BaseRate), string(t.State), strconv.Itoa(t.Stories), t.First, t.Last,
			t.Query, strings.Join(weeks, ","), reason,
		}
		if len(t.Archives) > 0 {
			cells = append(cells, strings.Join(t.Archives, ", "))
		}
		if err := a.record(cells...); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) topicTable(all []archive.TopicRhythm) error {
	rows := make([][]string, len(all))
	for i, t := range all {
		rows[i] = []string{
			t.Name, recent(t.Rhythm), strconv.Itoa(t.Week), format.Usual(t.BaseRate), string(t.State), strconv.Itoa(t.Stories),
			t.First, t.Last, t.Query,
		}
		if t.Err != nil {
			rows[i][len(rows[i])-1] = "not valid any more: " + t.Err.Error()
		}
	}
	columns := []terminal.Column{
		{Title: "topic", Style: terminal.Bold},
		{Title: "13 weeks", Style: terminal.Cyan},
		{Title: "week", Right: true},
		{Title: "usual", Right: true, Style: terminal.Dim},
		{Title: "state", Style: terminal.Yellow},
		{Title: "stories", Right: true},
		{Title: "first", Style: terminal.Dim},
		{Title: "last", Style: terminal.Dim},
		{Title: "query", Grows: true, Style: terminal.Dim},
	}
	if a.out.Width < wide { // room for the essential
		columns = append(columns[:5:5], columns[7:]...)
		for i, r := range rows {
			rows[i] = append(r[:5:5], r[7:]...)
		}
	}
	return a.out.Table(columns, rows)
}

func recent(r chronology.Rhythm) string {
	return terminal.Sparkline(r.Weeks[max(0, len(r.Weeks)-weeksShown):])
}
