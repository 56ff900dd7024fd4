package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"text/template"

	"newsarchive/internal/access"
	"newsarchive/internal/archive"
	"newsarchive/internal/doctor"
	"newsarchive/internal/errkind"
	"newsarchive/internal/notify"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/skip"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// The exit codes. "archive help exit-codes" explains them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPart        = 3
	exitNothing     = 4
	exitNoArchive   = 10
	exitLocked      = 11
	exitDamaged     = 12
	exitOffline     = 13
	exitInterrupted = 130
)

// usageError is a mistake in how the program was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// usagef returns a usage error.
func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Errors that only set the exit code; the message was already printed.
var (
	errPart    = errors.New("done in part")
	errNothing = errors.New("nothing matched")
	errDamage  = errors.New("the archive is damaged")
	errNone    = errors.New("none was followed")
	errTold    = errors.New("told to end") // what a watch ends with
)

// An ending is the exit code for some errors, with a hint what to do next.
type ending struct {
	on   func(error) bool
	code int
	hint string
}

// endings is the one table from error to exit code. The first that matches
// counts; an error that none matches is a failure.
func (a *app) endings() []ending {
	return []ending{
		{errkind.Is(context.Canceled), exitInterrupted, "what was saved stays; the next run goes on from there"},
		{errkind.As[usageError], exitUsage, ""},
		{errkind.As[template.ExecError], exitUsage, ""},
		{isCobraUsage, exitUsage, ""},
		{errkind.Is(errPart), exitPart, ""},
		{errkind.Is(errNothing), exitNothing, ""},
		{errkind.Is(errDamage), exitDamaged, ""},
		{errkind.Is(errNone), exitFailed, ""},
		{errkind.Is(access.ErrInvalid, skip.ErrRule, opensearch.ErrTarget, opensearch.ErrCannot), exitUsage, ""},
		{errkind.Is(archive.ErrMirrorNewer), exitDamaged, "install the newer version of archive; nothing was changed"},
		{errkind.Is(errTold), exitDone, ""},
		{errkind.As[*archive.NamedError], exitFailed, ""},
		{notAFeed, exitFailed, "--force follows the address whatever is there"},
		{errkind.As[refusal], exitFailed, "--later follows it all the same; a sync fetches it then"},
		{errkind.Is(store.ErrNoArchive), exitNoArchive, `"archive feed add URL", "archive add URL" or "archive import PATH" makes one; --dir or $ARCHIVE_DIR names another place`},
		{errkind.Is(archive.ErrRunning), exitLocked, "wait until it has ended; nothing is lost"},
		{errkind.Is(archive.ErrIndexLocked, store.ErrLocked, store.ErrChanged), exitLocked, "try again in a moment; nothing is lost"},
		{errkind.Is(archive.ErrOffline), exitOffline, "nothing counts as a failure of the feeds; the next sync tries them again"},
		{errkind.Is(store.ErrNewer), exitDamaged, "install the newer version of archive; nothing was changed"},
		{errkind.Is(store.ErrDamaged), exitDamaged, "keep a copy of the folder as it is, then restore a backup; `sqlite3 archive.db .recover` saves what can be read"},
		{errkind.Is(doctor.ErrChecksum), exitDamaged, "nothing was changed; try another backup, or another copy of this one"},
		{errkind.As[*notify.Error], exitFailed, "the stories stay new; the next check has them again"},
		{errkind.Is(store.ErrTopicExists), exitFailed, `"archive topic remove NAME" first, or choose another name`},
		{errkind.Is(doctor.ErrExists), exitFailed, "nothing was changed; --force replaces it"},
		{errkind.Is(archive.ErrNoCache), exitFailed, "set $XDG_CACHE_HOME to a folder that can be written to: the archive is read-only"},
		{errkind.Is(store.ErrReadOnly, fs.ErrPermission, syscall.EROFS), exitFailed, "check who owns " + a.dir + ", and whether it may be written"},
		{errkind.Is(store.ErrFull, syscall.ENOSPC, syscall.EFBIG), exitFailed, "the disk is full; free some space and run it again: nothing that was saved is lost"},
	}
}

// notAFeed matches the refusal of what is no feed.
func notAFeed(err error) bool {
	return errkind.As[refusal](err) && errkind.As[*archive.NoFeedError](err)
}

// classify finds the exit code of an error, and what to do next.
func (a *app) classify(err error) (code int, hint string) {
	for _, e := range a.endings() {
		if e.on(err) {
			return e.code, e.hint
		}
	}
	return exitFailed, ""
}

// report prints an error with its hint and returns the exit code. All errors
// of commands end here.
func (a *app) report(err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, syscall.EPIPE) {
		return exitDone // the reader has seen enough
	}
	code, hint := a.classify(err)
	message := err.Error()
	switch {
	case code == exitInterrupted:
		message = "interrupted"
	case errkind.Is(errPart, errNothing, errDamage, errNone, errTold)(err):
		return code
	}
	for i, line := range strings.Split(strings.TrimRight(message, "\n"), "\n") {
		if i == 0 {
			line = a.err.Fit(a.err.Style(terminal.Red, "archive: ")+terminal.Clean(line), 9)
		} else {
			line = "         " + strings.TrimRight(terminal.Clean(line), " ")
		}
		fmt.Fprintln(a.err, line) //nolint:errcheck // nowhere left to say so
	}
	if hint != "" {
		fmt.Fprintln(a.err, a.err.Style(terminal.Dim, a.err.Fit("hint:    "+hint, 9))) //nolint:errcheck // see above
	}
	return code
}
