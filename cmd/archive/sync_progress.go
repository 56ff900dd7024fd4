package main

import (
	"fmt"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// showAfter is how long a request runs before its server is named as the one that
// is waited for.
const showAfter = 2 * time.Second

// awaited says how far a sync is, and what it waits for.
func awaited(p archive.SyncProgress, now time.Time) string {
	text := fmt.Sprintf("%d of %s", p.Done, plural(p.Total, "feed", "feeds"))
	took := now.Sub(p.Since).Truncate(time.Second)
	switch {
	case p.Host != "" && took >= showAfter:
		text += fmt.Sprintf("; waiting for %s (%d s)", terminal.Clean(p.Host), took/time.Second)
		if p.Running > 1 {
			text += " and " + plural(p.Running-1, "other", "others")
		}
	case p.Queued > 0:
		text += fmt.Sprintf("; %s for a turn, most at %s", plural(p.Queued, "waits", "wait"), terminal.Clean(p.Busiest))
	}
	return text
}

// statusOf is where a sync shows how far it is: on a terminal, and with a watch
// also to the service manager.
func (a *app) statusOf(watched *watcher) (status *terminal.Status, show func(archive.SyncProgress)) {
	status = a.err.Status()
	done := -1
	return status, func(p archive.SyncProgress) {
		if watched != nil && p.Done != done {
			watched.service.status(fmt.Sprintf("fetching: %d of %s", p.Done, plural(p.Total, "feed", "feeds")))
			done = p.Done
		}
		if !a.quiet {
			status.Show(awaited(p, a.now()))
		}
	}
}
