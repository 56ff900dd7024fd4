package main

import (
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// statusOf is where a sync shows how far it is: on a terminal, and with a watch
// also to the service manager.
func (a *app) statusOf(watched *watcher) (status *terminal.Status, show func(archive.SyncProgress)) {
	status = a.err.Status()
	done := -1
	return status, func(p archive.SyncProgress) {
		if watched != nil {
			watched.state.Reached(p)
		}
		if watched != nil && p.Done != done {
			watched.service.status(fmt.Sprintf("fetching: %d of %s", p.Done, plural(p.Total, "feed", "feeds")))
			done = p.Done
		}
		if !a.quiet {
			status.Show(format.SyncProgress(p, a.now()))
		}
	}
}
