package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/signin"
	"newsarchive/internal/terminal"
)

type passwordAddOptions struct {
	write bool
	fever bool
	json  bool
}

func newPasswordAddCmd(a *app) *cobra.Command {
	var o passwordAddOptions
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Make an app password, and show it once",
		Long: `Make the password of a device or program, and show it. It cannot be shown again:
only its hash is kept. NAME is what it is listed and removed by. In a pipe there
is the password alone.

It may read the archive, and mark and tag stories in feed readers that sync with
it. With --write it may change all: topics, feeds and stories, also on the pages
of the server and by its interface for programs.

With --fever it also opens Fever's API, for programs that speak nothing else: the
user is "archive". What those send instead of the password is a weak hash of it
(MD5), which opens that API alone.`,
		Example: `  archive password add phone
  archive password add laptop --write
  archive password add tablet --fever`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, args []string) error { return runPasswordAdd(cmd.Context(), a, o, args[0]) },
	}
	cmd.Flags().BoolVar(&o.write, "write", false, "it may also change the archive")
	cmd.Flags().BoolVar(&o.fever, "fever", false, "it also opens Fever's API")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runPasswordAdd(ctx context.Context, a *app, o passwordAddOptions, name string) error {
	return a.passwords(ctx, true, func(_ *archive.Archive, p *signin.Passwords) error {
		add := p.Add
		if o.fever {
			add = p.AddFever
		}
		password, app, err := add(ctx, name, o.write)
		switch {
		case errors.Is(err, signin.ErrNameTaken):
			return fmt.Errorf("there is an app password %q already; \"archive password remove\" it first, or choose another name", terminal.Clean(name))
		case errors.Is(err, signin.ErrName):
			return usageError{err}
		case err != nil:
			return err
		}
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				signin.App
				Password string `json:"password"`
			}{format.NewHeader(), app, password})
		}
		a.note("the password of %s, which may %s the archive; it is shown this once:", app.Name, scopeWords(app.Write))
		_, err = fmt.Fprintln(a.out, password)
		return err
	})
}
