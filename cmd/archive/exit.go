package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPart        = 3 // some of it failed, the rest is stored
	exitNothing     = 4 // nothing matched, with --exit-code
	exitNoArchive   = 10
	exitLocked      = 11
	exitDamaged     = 12 // or written by a newer version
	exitInterrupted = 130
)

// usageError is a mistake in how the program was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// usagef returns a usage error.
func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Errors that say only how a command ended: what there was to say was said.
var (
	errPart    = errors.New("done in part")
	errNothing = errors.New("nothing matched")
)

// report says an error in a person's words, with a hint, and returns the
// exit code. It is the one place that does.
func (a *app) report(err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, syscall.EPIPE) {
		return exitDone // the reader has seen enough
	}
	code, hint := a.classify(err)
	if code == exitPart && errors.Is(err, errPart) || code == exitNothing || errors.Is(err, errDamage) {
		return code
	}
	message := err.Error()
	if code == exitInterrupted {
		message = "interrupted"
	}
	for i, line := range strings.Split(strings.TrimRight(message, "\n"), "\n") {
		if i == 0 {
			line = a.err.fit(a.err.style(red, "archive: ")+clean(line), 9)
		} else {
			line = "         " + strings.TrimRight(clean(line), " ")
		}
		fmt.Fprintln(a.err, line) //nolint:errcheck // nowhere left to say so
	}
	if hint != "" {
		fmt.Fprintln(a.err, a.err.style(dim, a.err.fit("hint:    "+hint, 9))) //nolint:errcheck // see above
	}
	return code
}

// classify finds the exit code of an error, and what to do next.
func (a *app) classify(err error) (code int, hint string) {
	var usage usageError
	var handed handError
	switch {
	case errors.Is(err, context.Canceled):
		return exitInterrupted, "what was saved stays; the next sync goes on from there"
	case errors.As(err, &usage), isCobraUsage(err):
		return exitUsage, ""
	case errors.Is(err, errPart):
		return exitPart, ""
	case errors.Is(err, errNothing):
		return exitNothing, ""
	case errors.Is(err, errDamage):
		return exitDamaged, ""
	case errors.Is(err, store.ErrNoArchive):
		return exitNoArchive, `"archive feed add URL" or "archive import PATH" makes one; --dir or $ARCHIVE_DIR names another place`
	case errors.Is(err, archive.ErrRunning):
		return exitLocked, "wait until it has ended; nothing is lost"
	case errors.Is(err, archive.ErrIndexLocked), errors.Is(err, store.ErrLocked):
		return exitLocked, "try again in a moment; nothing is lost"
	case errors.Is(err, store.ErrNewer):
		return exitDamaged, "install the newer version of archive; nothing was changed"
	case errors.Is(err, store.ErrDamaged):
		return exitDamaged, "keep a copy of the folder as it is, then restore a backup; `sqlite3 archive.db .recover` saves what can be read"
	case errors.Is(err, archive.ErrChecksum):
		return exitDamaged, "nothing was changed; try another backup, or another copy of this one"
	case errors.As(err, &handed):
		return exitFailed, "the news stay new; the next check has them again"
	case errors.Is(err, store.ErrTopicExists):
		return exitFailed, `"archive topic remove NAME" first, or choose another name`
	case errors.Is(err, archive.ErrExists):
		return exitFailed, "nothing was changed; --force replaces it"
	case errors.Is(err, store.ErrReadOnly), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return exitFailed, "check who owns " + a.dir + ", and whether it may be written"
	case errors.Is(err, store.ErrFull), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG):
		return exitFailed, "the disk is full; free some space and run it again: nothing that was saved is lost"
	}
	return exitFailed, ""
}

// isCobraUsage reports whether cobra refused the arguments; it has no type
// for that.
func isCobraUsage(err error) bool {
	for _, start := range []string{"unknown command", "accepts ", "requires at least", "requires at most", "unknown flag", "required flag", "invalid argument"} {
		if strings.HasPrefix(err.Error(), start) {
			return true
		}
	}
	return false
}

// isCobraArgs reports whether cobra found too few arguments, or too many: an
// unknown command, where there is none to know.
func isCobraArgs(cmd *cobra.Command, err error) bool {
	if err == nil {
		return false
	}
	said := err.Error()
	return strings.HasPrefix(said, "accepts ") || strings.HasPrefix(said, "requires at ") ||
		strings.HasPrefix(said, "unknown command ") && !cmd.HasSubCommands()
}

// takes says which arguments a command takes.
func takes(cmd *cobra.Command) string {
	if _, args, ok := strings.Cut(cmd.Use, " "); ok {
		return args
	}
	return "no arguments"
}
