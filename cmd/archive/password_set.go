package main

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/signin"
)

type passwordSetOptions struct {
	stdin  bool
	remove bool
}

func newPasswordSetCmd(a *app) *cobra.Command {
	var o passwordSetOptions
	cmd := &cobra.Command{
		Use:   "set [-]",
		Short: "Set the password that you type in browsers",
		Long: `Set the password with which you sign in in a browser: 12 characters or more. It
is asked for twice and not shown; with "-" it is the first line of standard
input. All browsers are signed out.

Once it is set, "archive serve" asks on this machine, too. --remove removes it.`,
		Example: `  archive password set
  pass show archive | archive password set -
  archive password set --remove`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.stdin = len(args) > 0; o.stdin && args[0] != "-" {
				return usagef(`a password on the command line is seen by others; type it when you are asked, or give it on standard input with "-"`)
			}
			if o.stdin && o.remove {
				return usagef(`"-" and --remove exclude each other`)
			}
			return runPasswordSet(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.remove, "remove", false, "remove it: browsers sign in with app passwords only")
	return cmd
}

func runPasswordSet(ctx context.Context, a *app, o passwordSetOptions) error {
	return a.passwords(ctx, true, func(_ *archive.Archive, p *signin.Passwords) error {
		if o.remove {
			err := p.RemoveTyped(ctx)
			if errors.Is(err, signin.ErrNone) {
				return errors.New("no password is set")
			}
			return err
		}
		password, err := a.newTyped(ctx, o.stdin)
		if err != nil {
			return err
		}
		err = p.SetTyped(ctx, password)
		if errors.Is(err, signin.ErrPassword) {
			return usageError{err}
		}
		if err == nil {
			a.note("the password is set; browsers that were signed in have to sign in again")
		}
		return err
	})
}

// newTyped reads a new password: from a person twice, or a line of standard input.
func (a *app) newTyped(ctx context.Context, stdin bool) (string, error) {
	const maxLine = 4 << 10
	if stdin {
		raw, err := io.ReadAll(io.LimitReader(archive.Interruptible(ctx, a.in), maxLine))
		line, _, _ := strings.Cut(string(raw), "\n")
		return strings.TrimSuffix(line, "\r"), err
	}
	const otherwise = `there is no terminal to ask at; give the password on standard input: archive password set -`
	first, err := a.askSecret(ctx, "New password: ", otherwise)
	if err != nil {
		return "", err
	}
	again, err := a.askSecret(ctx, "The same again: ", otherwise)
	if err == nil && string(first) != string(again) {
		err = errors.New("the two passwords differ; nothing was changed")
	}
	return string(first), err
}
