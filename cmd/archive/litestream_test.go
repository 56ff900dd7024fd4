package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// testLitestream replicates the database to a folder while syncs, a prune and a
// backup run. It restores the replica elsewhere and compares. It needs
// $LITESTREAM, the path of that program; .ci/long builds it.
func testLitestream(t *testing.T, program string) {
	litestream := os.Getenv("LITESTREAM")
	if litestream == "" {
		t.Skip("$LITESTREAM does not name the program")
	}
	p := newProcesses(t, program)
	p.must("sync", "--all")
	replica := "file://" + filepath.Join(p.work, "replica")
	var said bytes.Buffer
	replicate := exec.Command(litestream, "replicate", filepath.Join(p.dir, "archive.db"), replica) //nolint:gosec // from the environment of the test
	replicate.Stdout, replicate.Stderr = &said, &said
	if err := replicate.Start(); err != nil {
		t.Fatal(err)
	}
	for n := range 40 {
		p.tick.Add(1)
		p.must("sync", "--all")
		p.must("search", "harbour")
		switch n {
		case 15:
			p.must("prune", "feed0", "title:version", "--yes")
		case 20:
			p.must("backup", filepath.Join(p.work, "backup.db"))
		case 25:
			if code, _, _ := p.run("restore", filepath.Join(p.work, "backup.db"), "--force"); code != exitLocked {
				t.Errorf("a restore under a database that is replicated: exit %d", code)
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	p.sound()
	time.Sleep(3 * time.Second) // it copies once a second
	if err := replicate.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := replicate.Wait(); err != nil {
		t.Logf("litestream ended: %v", err)
	}
	t.Logf("%s", said.String())

	there := &processes{t: t, program: program, dir: filepath.Join(p.work, "there"), work: p.work}
	if err := os.Mkdir(there.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	restore := exec.Command(litestream, "restore", "-o", filepath.Join(there.dir, "archive.db"), replica) //nolint:gosec // as above
	if out, err := restore.CombinedOutput(); err != nil {
		t.Fatalf("litestream restore: %v\n%s", err, out)
	}
	there.must("reindex")
	there.sound()
	for _, query := range []string{"harbour", "summit", "title:version", "*"} {
		here, away := (&healthy{processes: p}), (&healthy{processes: there})
		_, want, _ := here.ids(query)
		_, got, _ := away.ids(query)
		if want == "" || got != want {
			t.Errorf("%s: %d stories there, %d here", query, strings.Count(got, "\n"), strings.Count(want, "\n"))
		}
	}
}
