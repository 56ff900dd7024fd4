// Package effort says how much tests try: the usual amount, all of it with
// ARCHIVE_TESTS=all, less under the race detector.
package effort

import (
	"flag"
	"os"
	"strconv"
	"testing"
)

// All reports whether $ARCHIVE_TESTS asks for everything, however long it takes.
// .ci/run does.
func All() bool { return os.Getenv("ARCHIVE_TESTS") == "all" }

// OnlyAll skips a test unless $ARCHIVE_TESTS asks for everything, and says why.
func OnlyAll(tb testing.TB, why string) {
	tb.Helper()
	if !All() {
		tb.Skip(why + ": ARCHIVE_TESTS=all, as in .ci/run, runs it")
	}
}

// WithoutRace skips a test under the race detector, which makes everything some
// ten times slower, and says why it can. It is for a test that computes for long
// on one goroutine, where there is no race to detect. .ci/run runs all tests that
// were skipped here without the race detector.
func WithoutRace(tb testing.TB, why string) {
	tb.Helper()
	if Race {
		tb.Skip(why + ": runs without the race detector")
	}
}

// Checks sets how many cases rapid draws for the properties of a test, unless
// -rapid.checks says so. The test must not run in parallel with others.
func Checks(tb testing.TB, n int) {
	tb.Helper()
	checks := flag.Lookup("rapid.checks")
	usual := checks.Value.String()
	if usual != checks.DefValue {
		return
	}
	if err := checks.Value.Set(strconv.Itoa(n)); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := checks.Value.Set(usual); err != nil {
			tb.Error(err)
		}
	})
}
