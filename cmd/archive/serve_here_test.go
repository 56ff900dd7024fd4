package main

import (
	"bufio"
	"context"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// here is a command that serves an archive in this process.
type here struct {
	tb      testing.TB
	address string   // where it says that the archive is, with a slash at its end
	ended   chan int // its exit status
	stop    context.CancelFunc
	once    sync.Once

	mu   sync.Mutex
	text strings.Builder
}

// serveHere runs a command that serves an archive, until it is told to end or the
// test ends, and returns once it says where. change is done to the program before;
// nil: nothing.
func serveHere(tb testing.TB, change func(*app), args ...string) *here {
	tb.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(tb.Context()))
	said, says := io.Pipe()
	a := newApp(nil, io.Discard, says)
	if change != nil {
		change(a)
	}
	h := &here{tb: tb, ended: make(chan int, 1), stop: stop}
	go func() {
		code := a.run(ctx, args)
		_ = says.Close()
		h.ended <- code
	}()
	lines := bufio.NewScanner(said)
	for h.address == "" && lines.Scan() {
		h.say(lines.Text())
		h.address = regexp.MustCompile(`https?://\S+:\d+[a-z/]*/`).FindString(lines.Text())
	}
	if h.address == "" {
		stop()
		tb.Fatalf("%q does not say where the archive is; exit %d\n%s", args, <-h.ended, h.said())
	}
	go func() {
		for lines.Scan() {
			h.say(lines.Text())
		}
	}()
	tb.Cleanup(h.end)
	return h
}

func (h *here) say(line string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, _ = h.text.WriteString(line + "\n")
}

// said is all that it said so far.
func (h *here) said() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}

// end tells it to end, which is orderly.
func (h *here) end() {
	h.once.Do(func() {
		h.stop()
		if code := <-h.ended; code != exitDone {
			h.tb.Errorf("it ended with %d\n%s", code, h.said())
		}
	})
}
