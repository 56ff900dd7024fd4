//go:build unix

package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// An import that waits for a pipe or for standard input can be interrupted.
func TestWaitingImportIsInterrupted(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip("needs named pipes:", err)
	}
	silent, _ := io.Pipe()
	for _, args := range [][]string{{"import", fifo}, {"import", "--from", "ndjson", fifo}, {"import", "-"}, {"add", "-", "--url", "https://a.example/"}} {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, cancel)
		var said strings.Builder
		code := newApp(silent, io.Discard, &said).run(ctx, append([]string{"--dir", t.TempDir()}, args...))
		if code != exitInterrupted || !strings.Contains(said.String(), "interrupted") {
			t.Errorf("%v: exit %d, %s", args, code, &said)
		}
	}
}
