package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"newsarchive/internal/archive"
)

// canAsk reports whether a person can read a question and answer it.
func (a *app) canAsk() bool {
	in, ok := a.in.(*os.File)
	return ok && a.err.Terminal && term.IsTerminal(int(in.Fd())) //nolint:gosec // a descriptor fits
}

// ask asks a question and reports whether the answer is yes. A cancelled
// context, as by Ctrl-C, is a no.
func (a *app) ask(ctx context.Context, question string) bool {
	answer, _ := a.reply(ctx, question+" [y/N] ")
	return answer == "y" || answer == "yes"
}

// askYes is ask where an empty line is a yes.
func (a *app) askYes(ctx context.Context, question string) bool {
	answer, answered := a.reply(ctx, question+" [Y/n] ")
	return answered && (answer == "" || answer == "y" || answer == "yes")
}

// reply asks a question and returns the answer in small letters. It is none when
// the input ends (Ctrl-D) or ctx is cancelled.
func (a *app) reply(ctx context.Context, question string) (answer string, answered bool) {
	fmt.Fprint(a.err, question) //nolint:errcheck // no answer is the default
	line, err := bufio.NewReader(archive.Interruptible(ctx, a.in)).ReadString('\n')
	if err != nil || ctx.Err() != nil {
		fmt.Fprintln(a.err) //nolint:errcheck // ends the line of the question
	}
	return strings.ToLower(strings.TrimSpace(line)), err == nil && ctx.Err() == nil
}
