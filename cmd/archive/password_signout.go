package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/signin"
	"newsarchive/internal/terminal"
)

func newPasswordSignOutCmd(a *app) *cobra.Command {
	all := false
	cmd := &cobra.Command{
		Use:   "sign-out SESSION… | --all",
		Short: "Sign browsers out",
		Long: `Sign browsers out: those of the sessions whose numbers you give, or all. They
can sign in again with a password; to prevent that, remove or set the password.`,
		Example: `  archive password sign-out 3
  archive password sign-out --all`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.completeSessions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if all == (len(args) > 0) {
				return usagef(`say which sessions, or --all; "archive password sessions" lists them`)
			}
			ids := make([]int64, len(args))
			for i, arg := range args {
				id, err := strconv.ParseInt(arg, 10, 64)
				if err != nil {
					return usagef("%q is no number of a session", terminal.Clean(arg))
				}
				ids[i] = id
			}
			return runPasswordSignOut(cmd.Context(), a, ids)
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "all browsers")
	return cmd
}

// runPasswordSignOut ends sessions; without numbers, all of them.
func runPasswordSignOut(ctx context.Context, a *app, ids []int64) error {
	return a.passwords(ctx, true, func(_ *archive.Archive, p *signin.Passwords) error {
		if len(ids) == 0 {
			n, err := p.EndAll(ctx)
			if err == nil {
				a.note("%s signed out", format.Plural(int(n), "browser is", "browsers are"))
			}
			return err
		}
		for _, id := range ids {
			err := p.End(ctx, id)
			if errors.Is(err, signin.ErrNone) {
				return usagef(`there is no session %d; "archive password sessions" lists them`, id)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// completeSessions completes the numbers of sessions in a shell.
func (a *app) completeSessions(cmd *cobra.Command, _ []string, _ string) (ids []cobra.Completion, _ cobra.ShellCompDirective) {
	if a.setup() != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_ = a.passwords(cmd.Context(), false, func(_ *archive.Archive, p *signin.Passwords) error {
		sessions, err := p.Sessions(cmd.Context())
		for _, s := range sessions {
			ids = append(ids, cobra.CompletionWithDesc(strconv.FormatInt(s.ID, 10), terminal.Clean(s.Client)))
		}
		return err
	})
	return ids, cobra.ShellCompDirectiveNoFileComp
}
