package store

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The stories of an event are read by their numbers, however many others there are.
func TestStoriesOfAnEventAreReadByNumber(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "archive.db")
	s, err := Create(t.Context(), path, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's look
	var plan strings.Builder
	err = queryRows(t.Context(), s.stmtCache, func(rows *sql.Rows) error {
		var n int
		var detail string
		err := rows.Scan(&n, &n, &n, &detail)
		plan.WriteString(detail + "\n")
		return err
	}, `EXPLAIN QUERY PLAN `+eventMembers, `[1]`)
	if err != nil {
		t.Fatal(err)
	}
	if got := plan.String(); strings.Contains(got, "SCAN stories") || !strings.Contains(got, "SEARCH s USING INTEGER PRIMARY KEY") {
		t.Errorf("planned as\n%s", got)
	}
}
