package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/doctor"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

type doctorOptions struct {
	fix    bool
	pages  bool
	json   bool
	mirror archive.MirrorOptions // with --at
}

func newDoctorCmd(a *app) *cobra.Command {
	var o doctorOptions
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the archive, and repair it with --fix",
		Long: `Read the whole archive and report what is wrong, why that matters, and what can
be done: every page and reference of the database, the rules between records
that SQLite cannot check, the change log, every document of the index against
its story, pages.db and what keeps pages from being fetched, locks, files left by
killed processes, space on the disk, the clock, whether passwords and private
addresses are safe, and whether the folder is writable. Syncs and searches may
run meanwhile. --pages also unpacks every page that is kept.

--fix repairs what can be repaired without loss, and nothing else. While a sync,
prune or restore runs it exits with 11.

Of feeds it reports those that fail, are silent, or are overdue, as no sync runs.
One that fails is a note; failing for a week, or most of the feeds, is a warning.

With --at it checks what "archive mirror" has brought to OpenSearch instead: that
every story is there once, as it is, and nothing else. --fix then mirrors what is
missing, and all of it anew if documents are wrong.

In a pipe, a record is: check, state, what, why, fix. The states are ok, note,
warning, error, damage, repaired and not checked.

Exits with 0 when all is well or was repaired, with 3 when errors or warnings
remain, with 12 when the database is damaged.`,
		Example: `  archive doctor
  archive doctor --fix
  archive doctor --at https://search.example:9200/news
  archive doctor --json | jq '.findings[].what'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runDoctor(cmd.Context(), a, o) },
	}
	cmd.Flags().BoolVar(&o.fix, "fix", false, "repair what can be repaired without loss")
	cmd.Flags().BoolVar(&o.pages, "pages", false, "also unpack every page that is kept")
	mirrorFlags(cmd.Flags().StringVar, &o.mirror, "at")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runDoctor(ctx context.Context, a *app, o doctorOptions) error {
	switch {
	case o.mirror.To == "" && o.mirror.Name != "":
		return usagef("--as goes with --at")
	case o.mirror.To != "" && o.pages:
		return usagef("--pages is for pages.db, and --at for OpenSearch: give one of the two")
	}
	show, done := a.progressOf("", "")
	var e doctor.Examined
	err := a.repeated(func() (err error) {
		options := doctor.ExamineOptions{
			Options: a.options(), Fix: o.fix, Pages: o.pages,
			Step: func(doing, unit string) {
				done()
				show, done = a.progressOf(doing, unit)
			},
			Progress: func(n, total int) {
				if show != nil {
					show(n, total)
				}
			},
		}
		if o.mirror.To != "" {
			e, err = doctor.ExamineMirror(ctx, a.dir, options, named(o.mirror))
			return err
		}
		e, err = doctor.Examine(ctx, a.dir, options)
		return err
	})
	done()
	if err != nil {
		return err
	}
	if o.json {
		err = format.WriteJSON(a.out, struct {
			format.Header
			doctor.Examined
		}{format.NewHeader(), e})
	} else {
		err = a.examined(e, o.checks())
	}
	switch {
	case err != nil:
		return err
	case e.Grade() == doctor.GradeDamage:
		return errDamage
	case e.Grade() != doctor.GradeNote:
		return errPart
	}
	return nil
}

// checks returns the names of the checks that are made.
func (o doctorOptions) checks() []string {
	if o.mirror.To != "" {
		return doctor.MirrorChecks()
	}
	return doctor.Checks()
}

// examined prints the findings: in a pipe the records
//
//	check  state  what  why  fix
func (a *app) examined(e doctor.Examined, checks []string) error {
	var rows [][]string
	for _, check := range checks {
		n := len(rows)
		for _, f := range e.Findings {
			if f.Check == check {
				rows = append(rows, []string{check, state(f), f.What, f.Why, f.Fix})
			}
		}
		switch {
		case len(rows) > n:
		case slices.Contains(e.Checked, check):
			rows = append(rows, []string{check, "ok", "", "", ""})
		default:
			rows = append(rows, []string{check, "not checked", "", "", ""})
		}
	}
	columns := []terminal.Column{{Title: "check", Style: terminal.Bold}, {Title: "state"}, {Title: "what", Grows: true}}
	if !a.out.Terminal {
		return a.out.Table(append(columns, terminal.Column{}, terminal.Column{}), rows)
	}
	short := make([][]string, len(rows))
	for i, row := range rows {
		short[i] = row[:len(columns)]
	}
	if err := a.out.Table(columns, short); err != nil {
		return err
	}
	w := &terminal.Lines{Stream: a.out}
	for _, f := range e.Findings {
		w.Print("")
		w.Wrap("  ", w.Style(stateStyle(f), f.Check+": ")+terminal.Clean(f.What))
		w.Wrap("  ", "  "+terminal.Clean(f.Why))
		if !f.Repaired {
			w.Wrap("  ", "  "+w.Style(terminal.Dim, terminal.Clean(f.Fix)))
		}
	}
	return w.Err
}

// state is a finding's state, in colour.
func state(f doctor.Finding) string {
	if f.Repaired {
		return "repaired"
	}
	return string(f.Grade)
}

func stateStyle(f doctor.Finding) string {
	switch {
	case f.Repaired:
		return terminal.Green
	case f.Grade == doctor.GradeDamage:
		return terminal.Red
	case f.Grade == doctor.GradeError, f.Grade == doctor.GradeWarning:
		return terminal.Yellow
	}
	return terminal.Cyan
}
