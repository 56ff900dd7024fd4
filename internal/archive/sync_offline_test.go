package archive_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"syscall"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// network plays the Internet: why hosts cannot be reached. The others answer.
type network map[string]error

func (n network) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := n[r.URL.Hostname()]; err != nil {
		return nil, err
	}
	w := httptest.NewRecorder()
	pathFeed(w, r)
	return w.Result(), nil //nolint:bodyclose // the client closes it
}

func noName(host string) error {
	return &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
}

func noResolver(host string) error {
	return &net.OpError{Op: "dial", Err: &net.DNSError{Err: "server misbehaving", Name: host, IsTemporary: true}}
}

func noRoute(string) error {
	return &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ENETUNREACH)}
}

func timeout(string) error {
	return &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}
}

// Being offline is no failure of the feeds: none is recorded, none waits longer.
// What fails by itself is.
func TestOffline(t *testing.T) {
	found := func(context.Context, string) error { return nil }
	lost := func(context.Context, string) error { return errors.New("not found") }
	for name, test := range map[string]struct {
		hosts   int // followed, and fetched before
		due     int // of them, that are due
		fails   func(host string) error
		works   int // hosts that can be reached all the same
		resolve func(context.Context, string) error
		offline bool
		failed  int
	}{
		"no resolver":                        {5, 5, noResolver, 0, lost, true, 0},
		"no route":                           {5, 5, noRoute, 0, lost, true, 0},
		"all names gone at once":             {5, 5, noName, 0, lost, true, 0},
		"more hosts than are tried":          {80, 80, noResolver, 0, lost, true, 0},
		"one that works":                     {5, 5, noResolver, 1, lost, false, 4},
		"time-outs alone":                    {5, 5, timeout, 0, lost, false, 5},
		"one feed, without resolver":         {1, 1, noResolver, 0, lost, true, 0},
		"one feed, whose name is gone":       {1, 1, noName, 0, lost, false, 1},
		"one due of five, others are found":  {5, 1, noResolver, 0, found, false, 1},
		"one due of five, no name is found":  {5, 1, noResolver, 0, lost, true, 0},
		"one due of five, its name is gone":  {5, 1, noName, 0, lost, false, 1},
		"many, though their names are found": {80, 20, noResolver, 0, found, false, 20},
	} {
		t.Run(name, func(t *testing.T) {
			c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
			a := newArchiveAt(t, c)
			local := newHost(t, "127.0.0.1")
			feeds := make([]news.Feed, test.hosts)
			for i := range feeds {
				feeds[i] = follow(t, a, fmt.Sprintf("https://host%d.example/feed", i))
			}
			if n := outcomes(t, a, archive.SyncOptions{Transport: network{}}); n[store.OutcomeNew] != test.hosts {
				t.Fatal(n)
			}
			c.now = c.now.AddDate(0, 0, 2)
			down := network{}
			options := archive.SyncOptions{Transport: down, Resolve: test.resolve}
			for i := range feeds {
				host := fmt.Sprintf("host%d.example", i)
				if i >= test.works {
					down[host] = test.fails(host)
				}
				if feeds[i] = feedState(t, a, feeds[i].ID); i < test.due {
					options.Feeds = append(options.Feeds, feeds[i])
				}
			}
			options.Feeds = append(options.Feeds, follow(t, a, local.URL)) // says nothing of the Internet
			failed, reported := 0, 0
			err := a.Sync(t.Context(), options, func(s archive.Synced) {
				if reported++; s.Err != nil {
					failed++
				}
			})
			if errors.Is(err, archive.ErrOffline) != test.offline || err != nil && !test.offline || failed != test.failed {
				t.Errorf("%d of %d failed: %v", failed, reported, err)
			}
			for _, before := range feeds {
				after := feedState(t, a, before.ID)
				if test.offline && (after.State.Failures != 0 || after.State.Next != before.State.Next || after.State.Fetched != before.State.Fetched) {
					t.Errorf("%+v became %+v", before.State, after.State)
				}
			}
			if f, err := a.Feed(t.Context(), local.URL); err != nil || f.State.Items != 1 {
				t.Errorf("the feed of this machine: %+v %v", f.State, err)
			}
		})
	}
}
