package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

// atFlags are the flags that name an index in OpenSearch that is asked.
func (a *app) atFlags(cmd *cobra.Command, o *archive.ElsewhereOptions) {
	f := cmd.Flags()
	f.StringVar(&o.At, "at", "", "ask the archives mirrored to this `URL` of an index in OpenSearch: https://host:9200/news; @FILE reads it from a file, with a name and password in it")
	f.StringSliceVar(&o.Archives, "archive", nil, "with --at: only of this archive, by its `NAME` there")
	_ = cmd.RegisterFlagCompletionFunc("at", cobra.NoFileCompletions)
	_ = cmd.RegisterFlagCompletionFunc("archive", a.completeArchives)
}

// completeArchives offers the archives of the index that --at names.
func (a *app) completeArchives(cmd *cobra.Command, _ []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	at, err := cmd.Flags().GetString("at")
	if err != nil || at == "" || a.setup() != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_ = a.elsewhere(cmd.Context(), archive.ElsewhereOptions{At: at, Alone: true, Patience: completionPatience}, func(e *archive.Elsewhere) error {
		all, err := e.Archives(cmd.Context())
		for _, held := range all {
			names = append(names, cobra.CompletionWithDesc(held.Name, plural(int(held.Stories), "story", "stories")))
		}
		return err
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}

// completionPatience is how long a completion asks again: a person is typing.
const completionPatience = time.Second

// completing asks what the flags typed so far name: the index of --at, else the
// archive.
func (a *app) completing(cmd *cobra.Command, ask func(archive.Asker) error) {
	o := archive.ElsewhereOptions{Patience: completionPatience}
	if at := cmd.Flags().Lookup("at"); at != nil && at.Changed {
		o.At = at.Value.String()
		o.Archives, _ = cmd.Flags().GetStringSlice("archive") //nolint:errcheck // it goes with --at
		_ = a.elsewhere(cmd.Context(), o, func(e *archive.Elsewhere) error { return ask(e) })
		return
	}
	_ = a.with(cmd.Context(), func(ar *archive.Archive) error { return ask(ar) })
}

func checkAt(o archive.ElsewhereOptions) error {
	if o.At == "" && len(o.Archives) > 0 {
		return usagef("--archive goes with --at")
	}
	return nil
}

// elsewhere opens an index in OpenSearch while it is asked.
func (a *app) elsewhere(ctx context.Context, o archive.ElsewhereOptions, ask func(*archive.Elsewhere) error) error {
	o.UserAgent = userAgent()
	in := secretInput{ctx: ctx, in: a.in}
	var err error
	if o.At, err = in.read("at", o.At); err != nil {
		return err
	}
	e, err := archive.OpenElsewhere(ctx, a.dir, a.options(), o)
	if err != nil {
		return err
	}
	return errors.Join(ask(e), e.Close())
}

// searchAt searches an index in OpenSearch.
func (a *app) searchAt(ctx context.Context, o searchOptions) error {
	return a.elsewhere(ctx, o.at, func(e *archive.Elsewhere) error {
		answer, err := e.Search(ctx, o.SearchOptions)
		if err != nil {
			return queryError(err)
		}
		a.hints(answer.Hints)
		if len(o.fields) == 0 && slices.Contains([]string{"tsv", "csv"}, o.format) {
			o.fields = []string{"id", "date", "title", "publisher", "matched/total", "others", "link", "archives"}
		}
		if err := a.answer(answer, o, e.Zone()); err != nil {
			return err
		}
		if answer.Total == 0 && o.exitCode {
			return errNothing
		}
		return nil
	})
}

// timelineAt counts over time in an index in OpenSearch.
func (a *app) timelineAt(ctx context.Context, o timelineOptions) error {
	if o.key != "" {
		return usagef("--at does not go with --key: key dates are found in the archive itself")
	}
	return a.elsewhere(ctx, o.at, func(e *archive.Elsewhere) error {
		line, err := e.Timeline(ctx, o.TimelineOptions)
		if err != nil {
			return timelineError(err)
		}
		return a.timelineLine(line, o)
	})
}

// about marks a total that is counted nearly.
func about(answer archive.Answer) string {
	if answer.About {
		return "≈"
	}
	return ""
}
