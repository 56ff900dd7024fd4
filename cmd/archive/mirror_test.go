package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/opensearch/opensearchtest"
)

// TestMirror holds all that needs a node of OpenSearch: one is started for all of it.
func TestMirror(t *testing.T) {
	node := opensearchtest.Start(t)
	t.Run("command", func(t *testing.T) { testMirrorCommand(t, node) })
	t.Run("watch", func(t *testing.T) { testMirrorWatch(t, node) })
	t.Run("asked", func(t *testing.T) { testAsked(t, node) })
	t.Run("two", func(t *testing.T) { testMirrorTwo(t, node) })
	t.Run("killed", func(t *testing.T) { testMirrorKilled(t, node) })
}

// The command says what it did, and what is wrong with how it was called.
func testMirrorCommand(t *testing.T, node *opensearchtest.Node) {
	s := newSession(t, taught)
	to := node.URL + "/command"
	code, out, said := s.run("mirror", "--to", to, "--as", "a", "--json")
	var report struct {
		To, Name string
		Stories  int
		Anew     bool
	}
	if err := json.Unmarshal([]byte(out), &report); code != exitDone || err != nil || report.To != to || report.Name != "a" || report.Stories == 0 || !report.Anew {
		t.Errorf("exit %d, %v\n%s%s", code, err, out, said)
	}
	if code, _, said := s.run("mirror", "--to", to, "--as", "a"); code != exitDone || !strings.Contains(said, "nothing has changed: a in "+to) {
		t.Errorf("again: exit %d, %s", code, said)
	}
	if code, out, said := s.run("doctor", "--at", to, "--as", "a"); code != exitDone || strings.TrimSpace(out) != "mirror\tok" {
		t.Errorf("doctor: exit %d, %q %s", code, out, said)
	}
	for _, c := range []struct {
		code  int
		words string
		args  []string
	}{
		{exitUsage, `"to" not set`, []string{"mirror"}},
		{exitUsage, "https://host:9200/news", []string{"mirror", "--to", "news"}},
		{exitUsage, "letters of English", []string{"mirror", "--to", to, "--as", "a b"}},
		{exitUsage, "--shards", []string{"mirror", "--to", to, "--shards", "0"}},
		{exitUsage, "--replicas", []string{"mirror", "--to", to, "--replicas", "-2"}},
		{exitUsage, "goes with --at", []string{"doctor", "--as", "a"}},
		{exitPart, "", []string{"doctor", "--at", to, "--as", "nobody"}},
		{exitFailed, "refuses connections", []string{"mirror", "--to", "http://127.0.0.1:1/news", "--as", "a"}},
	} {
		if code, _, said := s.run(c.args...); code != c.code || !strings.Contains(said, c.words) {
			t.Errorf("%v: exit %d, %s", c.args, code, said)
		}
	}
}

// A watch mirrors what comes in, and ends when it is told to.
func testMirrorWatch(t *testing.T, node *opensearchtest.Node) {
	s := newSession(t, taught)
	ctx, cancel := context.WithCancel(t.Context())
	var out, said bytes.Buffer
	a := newApp(nil, &out, &said)
	waits := 0
	a.now = func() time.Time { return time.Date(2026, 1, 14, 9, waits, 0, 0, time.UTC) }
	a.sleep = func(ctx context.Context, _ time.Duration) error {
		if waits++; waits == 1 {
			if code, _, said := s.run("tag", "+mine", "1"); code != exitDone {
				t.Error(said)
			}
		} else if waits == 3 {
			cancel()
		}
		return ctx.Err()
	}
	code := a.run(ctx, []string{"--dir", s.dir, "mirror", "--watch", "--to", node.URL + "/watch", "--as", "a", "--json"})
	if rounds := strings.Count(out.String(), `"to":`); code != exitDone || rounds != 2 || !strings.Contains(said.String(), "told to end") {
		t.Errorf("exit %d, %d rounds\n%s%s", code, rounds, &out, &said)
	}
}
