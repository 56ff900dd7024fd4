// Command archive keeps a personal archive of the news: it follows feeds,
// keeps every item and story they ever carried in one SQLite file, and finds
// them again at once. "archive help" is its manual.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // an archive keeps its zone wherever it is carried
)

// garbage is the GC percentage: twice Go's default, which makes a rebuild a
// sixth faster. plenty is the memory limit in bytes above which the collector
// runs more often: so no document of 15 MB takes 250 MB. SQLite's caches are not
// counted. $GOGC or $GOMEMLIMIT replaces both.
const (
	garbage = 200
	plenty  = 192 << 20
)

func main() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(garbage)
		debug.SetMemoryLimit(plenty)
	}
	os.Exit(run())
}

// run is main with an exit code.
func run() int {
	signal.Ignore(syscall.SIGPIPE) // a write to a closed pipe returns an error
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	return newApp(os.Stdin, os.Stdout, os.Stderr).run(ctx, os.Args[1:])
}
