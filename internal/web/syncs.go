package web

import (
	"bytes"
	"fmt"
	"slices"

	"newsarchive/internal/format"
)

// syncsOf says how the syncs of this process go, for a route whose page says so;
// "" for the others. It is read once for a request: the page and its tag are of the
// same moment.
func (s *Server) syncsOf(rt route) string {
	if !slices.Contains([]string{"home", "feeds", "feeds_fetch"}, rt.name) {
		return ""
	}
	return format.SyncStatus(s.options.Syncs.Status(), s.now())
}

// writeSyncMetrics writes how the syncs of this process go. metric begins one.
func (s *Server) writeSyncMetrics(b *bytes.Buffer, metric func(name, kind, help string)) {
	st := s.options.Syncs.Status()
	running := 0
	if st.Running {
		running = 1
	}
	metric("archive_sync_running", "gauge", "Whether this process is fetching feeds.")
	fmt.Fprintf(b, "archive_sync_running %d\n", running)
	metric("archive_sync_feeds_left", "gauge", "Feeds that the running sync has not finished.")
	fmt.Fprintf(b, "archive_sync_feeds_left %d\n", st.Progress.Total-st.Progress.Done)
	metric("archive_syncs_total", "counter", "Syncs of this process that have ended.")
	fmt.Fprintf(b, "archive_syncs_total %d\n", st.Syncs)
	metric("archive_syncs_failed_total", "counter", "Syncs of this process that failed as a whole.")
	fmt.Fprintf(b, "archive_syncs_failed_total %d\n", st.Failures)
	if !st.Ended.IsZero() {
		metric("archive_sync_ended_timestamp_seconds", "gauge", "When the last sync of this process ended.")
		fmt.Fprintf(b, "archive_sync_ended_timestamp_seconds %d\n", st.Ended.Unix())
	}
	if !st.Next.IsZero() {
		metric("archive_sync_next_timestamp_seconds", "gauge", "When the next feed is due.")
		fmt.Fprintf(b, "archive_sync_next_timestamp_seconds %d\n", st.Next.Unix())
	}
}
