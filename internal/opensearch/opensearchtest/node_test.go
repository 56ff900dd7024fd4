package opensearchtest_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/opensearch/opensearchtest"
)

// TestNode promises that a node answers, again after it was killed, and that it
// does not outlive a killed test.
func TestNode(t *testing.T) {
	n := opensearchtest.Start(t)
	answers(t, n)
	n.Kill()
	n.Restart()
	answers(t, n)

	killed := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestKilled$")
	scratch := t.TempDir()
	killed.Env = append(os.Environ(), "KILLED_TEST=1", "TMPDIR="+scratch)
	out, err := killed.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil { // the node is ready
		t.Fatal(err)
	}
	_ = killed.Process.Kill()
	_ = killed.Wait()
	for wait := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		left, err := filepath.Glob(filepath.Join(scratch, "archive-opensearch-*"))
		if err != nil {
			t.Fatal(err)
		}
		if len(left) == 0 {
			return // it ended: this is the last that it does
		}
		if time.Now().After(wait) {
			t.Fatalf("the node of a killed test goes on: %s", left)
		}
	}
}

// TestKilled is the test that TestNode kills.
func TestKilled(t *testing.T) {
	if os.Getenv("KILLED_TEST") == "" {
		t.Skip("part of TestNode")
	}
	opensearchtest.Start(t)
	_, _ = os.Stdout.WriteString("ready\n")
	<-t.Context().Done()
}

func answers(t *testing.T, n *opensearchtest.Node) {
	t.Helper()
	if status, said := n.Do(http.MethodGet, "/", ""); status != http.StatusOK {
		t.Errorf("the node answers with %d: %s", status, said)
	}
}
