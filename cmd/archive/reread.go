package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

type rereadOptions struct {
	archive.Question
	all  bool
	json bool
}

func newRereadCmd(a *app) *cobra.Command {
	var o rereadOptions
	cmd := &cobra.Command{
		Use:   "reread [QUERY…]",
		Short: "Read kept pages again with this version's reader",
		Long: `Read the kept pages again with this version's reader, without the network, and
keep what it finds: texts, dates, authors. With a query, the pages of the stories
that it finds. Only pages that an older version read are read again, so a command
that was interrupted goes on where it ended; --all reads the others, too.

The page is the same, so this makes no revision of a text. Where the reader finds
nothing at all, the text stays as it was.

Exits with 3 when some pages are damaged, with 11 when another process fetches
pages.`,
		Example: `  archive reread
  archive reread publisher:gazette
  archive reread --all id:12`,
		Annotations: map[string]string{"query": "yes"},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return runReread(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	a.filterFlags(cmd, &o.Question)
	f.BoolVar(&o.all, "all", false, "also pages that this version has read")
	f.BoolVar(&o.Strict, "strict", false, "treat hints about the query as errors")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runReread(ctx context.Context, a *app, o rereadOptions) error {
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		if err := a.checkFilters(ctx, ar, o.Question); err != nil {
			return err
		}
		progress, done := a.progressOf("reading again", "pages")
		run := archive.RereadOptions{All: o.all, Progress: progress}
		if !o.Empty() {
			run.Question = &o.Question
		}
		r, err := ar.Reread(ctx, run)
		done()
		if err != nil {
			return queryError(err)
		}
		a.hints(r.Hints)
		a.notIndexed(r.NotIndexed)
		if o.json {
			err = format.WriteJSON(a.out, struct {
				format.Header
				archive.RereadPages
			}{format.NewHeader(), r})
		} else {
			a.rereadEnd(r)
		}
		if err == nil && r.Failed > 0 {
			return errPart
		}
		return err
	})
}

// rereadEnd says what became better.
func (a *app) rereadEnd(r archive.RereadPages) {
	if r.Read+r.Failed == 0 {
		a.note("no page was read by an older version; --all reads the others, too")
		return
	}
	text := plural(r.Read, "page", "pages") + " read again: "
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{r.Gained, "with a text now"}, {r.Texts, "with another text"}, {r.Facts, "with other facts"}, {r.Lost, "no article any more"}} {
		if part.n > 0 {
			parts = append(parts, plural(part.n, part.what, part.what))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing changed"}
	}
	a.note("%s%s", text, strings.Join(parts, ", "))
	if r.Failed > 0 {
		a.note(`%s damaged or missing; see "archive doctor"`, plural(r.Failed, "page is", "pages are"))
	}
}
