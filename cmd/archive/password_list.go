package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/signin"
	"newsarchive/internal/terminal"
)

func newPasswordListCmd(a *app) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     "list",
		Aliases: []string{"ls"},
		Short:   "List the app passwords",
		Long: `List the app passwords: name, what each may do, when it was made and last used
(to about an hour). The passwords themselves are not kept. One that may read may
also mark and tag stories in feed readers.

In a pipe, a record is: name, scope, made, used.`,
		Example: `  archive password list
  archive password list --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runPasswordList(cmd.Context(), a, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

func runPasswordList(ctx context.Context, a *app, asJSON bool) error {
	return a.passwords(ctx, false, func(ar *archive.Archive, p *signin.Passwords) error {
		apps, err := p.Apps(ctx)
		if err != nil {
			return err
		}
		typed, err := p.HasTyped(ctx)
		if err != nil {
			return err
		}
		if asJSON {
			return format.WriteJSON(a.out, struct {
				format.Header
				Passwords []signin.App `json:"passwords"`
				Typed     bool         `json:"typed"` // one to type is set
			}{format.NewHeader(), append([]signin.App{}, apps...), typed})
		}
		rows := make([][]string, len(apps))
		for i, app := range apps {
			scope := scopeWords(app.Write)
			if app.Fever {
				scope += ", Fever"
			}
			rows[i] = []string{terminal.Clean(app.Name), scope, moment(app.Made, ar.Zone()), usedWords(app.Used, ar.Zone())}
		}
		if typed {
			a.note("a password to type in browsers is set")
		}
		if len(apps) == 0 {
			a.note(`no app passwords; "archive password add NAME" makes one`)
			return nil
		}
		return a.out.Table([]terminal.Column{
			{Title: "name", Style: terminal.Bold, Grows: true}, {Title: "scope"}, {Title: "made", Style: terminal.Dim}, {Title: "used", Style: terminal.Dim},
		}, rows)
	})
}

// usedWords is when a password was last used.
func usedWords(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return "never"
	}
	return moment(at, zone)
}

func newPasswordSessionsCmd(a *app) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "sessions",
		Short: "List the browsers that are signed in",
		Long: `List the browsers that are signed in: number, since when, last used (to about an
hour), until when, and the browser as it calls itself. A session ends when it was
not used for 30 days, and after 180 days.

In a pipe, a record is: number, made, used, ends, browser.`,
		Example: `  archive password sessions
  archive password sessions --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runPasswordSessions(cmd.Context(), a, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

func runPasswordSessions(ctx context.Context, a *app, asJSON bool) error {
	return a.passwords(ctx, false, func(ar *archive.Archive, p *signin.Passwords) error {
		sessions, err := p.Sessions(ctx)
		if err != nil {
			return err
		}
		if asJSON {
			return format.WriteJSON(a.out, struct {
				format.Header
				Sessions []signin.Session `json:"sessions"`
			}{format.NewHeader(), append([]signin.Session{}, sessions...)})
		}
		if len(sessions) == 0 {
			a.note("no browser is signed in")
			return nil
		}
		rows := make([][]string, len(sessions))
		for i, s := range sessions {
			rows[i] = []string{fmt.Sprint(s.ID), moment(s.Made, ar.Zone()), moment(s.Used, ar.Zone()), moment(s.Ends, ar.Zone()), terminal.Clean(s.Client)}
		}
		return a.out.Table([]terminal.Column{
			{Title: "session", Right: true}, {Title: "since"}, {Title: "used"}, {Title: "ends"}, {Title: "browser", Grows: true, Style: terminal.Dim},
		}, rows)
	})
}
