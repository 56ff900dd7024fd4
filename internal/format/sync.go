package format

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// showAfter is how long a request runs before its server is named as the one that
// is waited for.
const showAfter = 2 * time.Second

// SyncProgress says how far a sync is, and what it waits for.
func SyncProgress(p archive.SyncProgress, now time.Time) string {
	text := fmt.Sprintf("%d of %s", p.Done, Plural(p.Total, "feed", "feeds"))
	took := now.Sub(p.Since).Truncate(time.Second)
	switch {
	case p.Host != "" && took >= showAfter:
		text += fmt.Sprintf("; waiting for %s (%d s)", terminal.Clean(p.Host), took/time.Second)
		if p.Running > 1 {
			text += " and " + Plural(p.Running-1, "other", "others")
		}
	case p.Queued > 0:
		text += fmt.Sprintf("; %s for a turn, most at %s", Plural(p.Queued, "waits", "wait"), terminal.Clean(p.Busiest))
	}
	return text
}

// SyncStatus says how the syncs of a program go: whether one runs, why the last
// one failed, when the next one begins; "" if there is nothing to say.
func SyncStatus(st archive.SyncStatus, now time.Time) string {
	next := ""
	if st.Scheduled && !st.Next.IsZero() {
		next = clock(st.Next, now)
	}
	switch {
	case st.Running && st.Progress.Total > 0:
		return "A sync is running: " + SyncProgress(st.Progress, now)
	case st.Running:
		return "A sync is running"
	case st.Err != nil:
		text := "The sync at " + clock(st.Ended, now) + " failed: " + terminal.Clean(strings.SplitN(st.Err.Error(), "\n", 2)[0])
		if errors.Is(st.Err, archive.ErrOffline) {
			text = "This machine seemed to be offline at " + clock(st.Ended, now)
		}
		if next != "" {
			text += "; it is tried again at " + next
		}
		return text
	case next != "":
		return "The next feed is due at " + next
	case st.Scheduled:
		return "A schedule runs"
	}
	return ""
}

// clock is a time of today, or with its day, in the zone of now.
func clock(t, now time.Time) string {
	t = t.In(now.Location())
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return t.Format("15:04")
	}
	return t.Format("2006-01-02 15:04")
}
