package format

import (
	"testing"
	"time"

	"newsarchive/internal/archive"
)

// TestSyncProgress promises how a sync that runs is described.
func TestSyncProgress(t *testing.T) {
	now := time.Date(2026, 1, 14, 8, 0, 12, 700e6, time.UTC)
	since := now.Add(-12700 * time.Millisecond)
	for want, p := range map[string]archive.SyncProgress{
		"37 of 52 feeds; waiting for news.example (12 s)":              {Done: 37, Total: 52, Running: 1, Host: "news.example", Since: since},
		"37 of 52 feeds; waiting for news.example (12 s) and 3 others": {Done: 37, Total: 52, Running: 4, Host: "news.example", Since: since, Queued: 3, Busiest: "b.example"},
		"37 of 52 feeds; 14 wait for a turn, most at b.example":        {Done: 37, Total: 52, Running: 1, Host: "news.example", Since: now, Queued: 14, Busiest: "b.example"},
		"0 of 1 feed": {Total: 1, Running: 1, Host: "news.example", Since: now},
	} {
		if got := SyncProgress(p, now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
