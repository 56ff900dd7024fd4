package notify

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"time"
)

// Program is a program that takes the news as JSON on its standard input.
type Program struct {
	Words    []string // its name and arguments; no shell sees them
	Out, Err io.Writer
}

// Name implements [Sender].
func (p Program) Name() string { return "the program " + p.Words[0] }

// Fit implements [Sender]: a program takes everything.
func (p Program) Fit(n News) News { return n }

// Send implements [Sender]. It fails when the program fails, or has not ended
// when the time is over and is killed.
func (p Program) Send(ctx context.Context, n News) error {
	return run(ctx, p.Words, n.JSON, p.Out, p.Err)
}

// run runs a program to its end.
func run(ctx context.Context, words []string, in []byte, out, errs io.Writer) error {
	cmd := exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // what the user asks for, word by word
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), out, errs
	cmd.WaitDelay = time.Second // what it has started may keep its output open
	err := cmd.Run()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return &Error{Reason: "had not ended in time and was stopped", Hint: "--timeout gives it more", Err: err}
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return &Error{Reason: "cannot be found", Hint: "check its name; a path works from everywhere", Final: true, Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &Error{Reason: "cannot be started: permission denied", Hint: "check that it may be executed", Final: true, Err: err}
	}
	return &Error{Reason: "failed: " + err.Error(), Err: err}
}
