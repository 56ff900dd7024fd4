// Package unit writes what is installed to run a program by itself: units of
// systemd for a user, a property list of launchd, a line of a crontab. It only
// makes text; each text says in its comments where it goes and which commands
// follow.
package unit

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Job is what is run.
type Job struct {
	Program string   // its absolute path
	Archive string   // the absolute path of the archive's folder
	Home    string   // the absolute path of the person's folder; for launchd
	Flags   []string // further flags of the call
	Serve   bool     // what goes on is "archive serve", with its flags; else "archive sync --watch"
	// Programs says that the flags start other programs. Those may need rights that
	// a service would give up: sendmail is often set-group-ID.
	Programs bool
}

// check returns an error if no format can carry the job: paths must be absolute,
// and no value may have a line break, another control character, or bytes that
// are no UTF-8.
func (j Job) check() error {
	for what, path := range map[string]string{"the program": j.Program, "the archive": j.Archive} {
		if !filepath.IsAbs(path) {
			return fmt.Errorf("the path of %s is not absolute: %q", what, path)
		}
	}
	for _, word := range append([]string{j.Program, j.Archive, j.Home}, j.Flags...) {
		if !utf8.ValidString(word) || strings.ContainsFunc(word, unwritable) {
			return fmt.Errorf("%q has a line break or another character that cannot be written into a unit; move the archive or the program to a path without it", word)
		}
	}
	return nil
}

// unwritable reports whether a format cannot carry a character, or an editor would
// hide it.
func unwritable(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == 0xfffe || r == 0xffff
}

// words are the words of the call: a sync with a flag of its own, and the others.
func (j Job) words(flag ...string) []string {
	return append(append([]string{j.Program, "--dir", j.Archive, "sync"}, flag...), j.Flags...)
}

// lasting are the words of the call that goes on.
func (j Job) lasting() []string {
	if j.Serve {
		return append([]string{j.Program, "--dir", j.Archive, "serve"}, j.Flags...)
	}
	return j.words("--watch")
}

// purpose is what the call that goes on is for.
func (j Job) purpose() string {
	if j.Serve {
		return "Keep the feeds of the archive up to date, and show it to browsers"
	}
	return "Keep the feeds of the archive up to date"
}
