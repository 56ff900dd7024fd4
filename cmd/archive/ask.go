package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

// canAsk reports whether somebody can read a question and answer it.
func (a *app) canAsk() bool {
	in, ok := a.in.(*os.File)
	return ok && a.err.terminal && term.IsTerminal(int(in.Fd())) //nolint:gosec // a descriptor fits
}

// ask asks a question; anything but yes is no.
func (a *app) ask(question string) bool {
	fmt.Fprintf(a.err, "%s [y/N] ", question) //nolint:errcheck // no answer is no
	line, _ := bufio.NewReader(a.in).ReadString('\n')
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "y" || answer == "yes"
}
