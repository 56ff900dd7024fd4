package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// testBesideAnImport promises that commands which read or follow the change log
// end while an import keeps adding items.
func testBesideAnImport(t *testing.T, program string) {
	p := newProcesses(t, program)
	p.must("sync", "--all")
	importing, _, said := p.command("import", "-")
	items, err := importing.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := importing.Start(); err != nil {
		t.Fatal(err)
	}
	ended, stop := make(chan int), make(chan struct{})
	go func() {
		n := 0
		defer func() { ended <- n }()
		defer items.Close() //nolint:errcheck // the import ends with it
		for ; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := fmt.Fprintf(items, `{"feed":{"url":"https://imported.example/rss"},"link":"https://imported.example/%d","title":"Harbour imported %d"}`+"\n", n, n); err != nil {
				t.Errorf("the import ended: %v", err)
				return
			}
		}
	}()
	for _, args := range [][]string{
		{"search", "harbour", "-n", "3"},
		{"tag", "+mine", "1", "2"},
		{"log", "-n", "0"},
		{"sync"},
		{"timeline", "harbour"},
		{"topic", "add", "harbour", "harbour"},
		{"topic", "list"},
		{"tag", "+other", "title:version"},
		{"export", "--to", "ndjson", "feed1"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		cmd := exec.CommandContext(ctx, program, args...) //nolint:gosec // built by the test
		cmd.Env = append(os.Environ(), "ARCHIVE_DIR="+p.dir, "TZ=UTC")
		cmd.Stdout = io.Discard
		began := time.Now()
		if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != exitLocked {
			t.Errorf("archive %v beside an import: %v, %v", args, err, ctx.Err())
		}
		t.Logf("archive %v: exit %d in %v", args, cmd.ProcessState.ExitCode(), time.Since(began).Round(time.Millisecond))
		cancel()
	}
	close(stop)
	n := <-ended
	if err := importing.Wait(); err != nil {
		t.Errorf("the import: %v\n%s", err, said)
	}
	t.Logf("%d items came meanwhile", n)
	p.sound()
}
