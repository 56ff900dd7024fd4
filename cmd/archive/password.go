package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/signin"
	"newsarchive/internal/terminal"
)

func newPasswordCmd(a *app) *cobra.Command {
	return newGroup(&cobra.Command{
		Use:   "password",
		Short: "Say who may read the archive over the network",
		Long: `Say who may read, and who may change, what "archive serve" serves.

Each device and each program gets an app password of its own: made here, shown
once, removed when the device is lost. It is sent as the password of HTTP Basic,
with any user name, or as a Bearer token. A browser signs in with one, or with
the password that you set and type; "sign-out" ends such sessions.

What is kept of passwords is in private.db: hashes.`,
		Example: `  archive password add phone
  archive password add laptop --write
  archive password list
  archive password remove phone
  archive password set
  archive password sign-out --all`,
	}, newPasswordAddCmd(a), newPasswordListCmd(a), newPasswordRemoveCmd(a), newPasswordSetCmd(a), newPasswordSessionsCmd(a), newPasswordSignOutCmd(a))
}

// passwords calls a function with the passwords of the archive.
func (a *app) passwords(ctx context.Context, writes bool, fn func(*archive.Archive, *signin.Passwords) error) error {
	return a.withWritableIf(ctx, writes, func(ar *archive.Archive) error {
		p := signin.New(a.dir, signin.Options{Now: a.now})
		return errors.Join(fn(ar, p), p.Close())
	})
}

func newPasswordRemoveCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:        "remove NAME",
		Aliases:    []string{"rm"},
		SuggestFor: []string{"delete", "del", "revoke"},
		Short:      "Remove an app password",
		Long: `Remove an app password. A server that runs refuses it from now on; browsers that
signed in with it are signed out.`,
		Example:           "  archive password remove phone",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completePasswords,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.passwords(cmd.Context(), true, func(_ *archive.Archive, p *signin.Passwords) error {
				err := p.Remove(cmd.Context(), args[0])
				if errors.Is(err, signin.ErrNone) {
					return usagef("there is no app password %q; \"archive password list\" shows them", terminal.Clean(args[0]))
				}
				return err
			})
		},
	}
}

// completePasswords completes the names of app passwords in a shell.
func (a *app) completePasswords(cmd *cobra.Command, args []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	if len(args) > 0 || a.setup() != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_ = a.passwords(cmd.Context(), false, func(_ *archive.Archive, p *signin.Passwords) error {
		apps, err := p.Apps(cmd.Context())
		for _, app := range apps {
			names = append(names, cobra.CompletionWithDesc(app.Name, scopeWords(app.Write)))
		}
		return err
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}

// scopeWords is what a password allows.
func scopeWords(write bool) string {
	if write {
		return "read and write"
	}
	return "read"
}
