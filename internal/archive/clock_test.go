package archive_test

import (
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/doctor"
)

// A clock that jumps a year ahead and back loses no data and delays no feed, and
// doctor finds it.
func TestClockThatJumps(t *testing.T) {
	server := newFeedServer(t)
	start := time.Now()
	now := start
	o := archive.Options{Now: func() time.Time { return now }}
	dir := filepath.Join(t.TempDir(), "archive")
	a, err := archive.Create(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	follow(t, a, server.URL)
	due := func() (n int) {
		t.Helper()
		err := a.Sync(t.Context(), archive.SyncOptions{}, func(s archive.Synced) {
			n++
			if s.Err != nil {
				t.Error(s.Err)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	lee, ties, kpop := "A|Lee heads for Japan|Reuters", "B|Push for closer ties|Coast", "C|K-pop after talks|Guardian"
	for i, step := range []struct {
		at      time.Time
		stories []string
	}{
		{start, []string{lee, ties}},
		{start.AddDate(1, 0, 0), []string{lee, ties, kpop}},
		{start.Add(time.Hour), []string{lee, kpop}}, // back again
		{start.Add(2 * time.Hour), []string{lee, ties, kpop}},
	} {
		now = step.at
		server.google(8, step.stories)
		if n := due(); n != 1 {
			t.Errorf("step %d: %d feeds were due", i, n)
		}
		indexAgrees(t, a)
		if found := search(t, a, "lee heads"); found.Total < 2 {
			t.Errorf("step %d: %d found", i, found.Total)
		}
	}
	if n := search(t, a, "talks").Total; n != 3 {
		t.Errorf("all three stand in one cluster, and %d are found", n)
	}
	e, err := doctor.Examine(t.Context(), dir, doctor.ExamineOptions{Options: o})
	if err != nil {
		t.Fatal(err)
	}
	clock := 0
	for _, f := range e.Findings {
		if f.Check == "clock" && f.Grade == doctor.GradeNote {
			clock++
		} else {
			t.Errorf("doctor finds: %+v", f)
		}
	}
	if clock == 0 || e.Grade() != doctor.GradeNote {
		t.Errorf("the doctor does not see that the clock was wrong: %+v", e)
	}
}
