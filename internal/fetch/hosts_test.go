package fetch

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A host is asked one thing at a time.
func TestOneAtATime(t *testing.T) {
	var now, limit atomic.Int32
	server := serve(t, func(http.ResponseWriter, *http.Request) {
		n := now.Add(1)
		for {
			old := limit.Load()
			if n <= old || limit.CompareAndSwap(old, n) {
				break
			}
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
	})
	c := client(t, Config{})
	var group sync.WaitGroup
	for range 10 {
		group.Go(func() {
			if _, err := c.Get(context.Background(), typed(server.URL)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if limit.Load() != 1 {
		t.Errorf("%d requests at once", limit.Load())
	}
	if len(c.hosts.turns) != 0 {
		t.Errorf("%d hosts are remembered for nothing", len(c.hosts.turns))
	}
}

// While one host takes its time, the others are asked.
func TestHostsDoNotWaitForOneAnother(t *testing.T) {
	begun, stop := make(chan struct{}), make(chan struct{})
	slow := serve(t, func(http.ResponseWriter, *http.Request) { close(begun); <-stop })
	c := client(t, Config{})
	done := make(chan error)
	go func() {
		_, err := c.Get(context.Background(), typed(slow.URL))
		done <- err
	}()
	<-begun
	get(t, c, typed(serve(t, hello).URL))
	close(stop)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestWaitIsNotTimedOut(t *testing.T) {
	answer := func(http.ResponseWriter, *http.Request) { time.Sleep(250 * time.Millisecond) }
	inBubble(t, Config{Timeout: 300 * time.Millisecond}, answer, func(t *testing.T, c *Client) {
		var group sync.WaitGroup
		for range 6 { // 1.5 s in all
			group.Go(func() {
				if _, err := c.Get(context.Background(), typed(bubbled)); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	})
}

func TestMinDelay(t *testing.T) {
	inBubble(t, Config{MinDelay: 300 * time.Millisecond}, hello, func(t *testing.T, c *Client) {
		begun := time.Now()
		for range 3 {
			get(t, c, typed(bubbled))
		}
		if took := time.Since(begun); took != 600*time.Millisecond {
			t.Errorf("three requests in %v", took)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
		defer cancel()
		if _, err := c.Get(ctx, typed(bubbled)); !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, ErrTimeout) {
			t.Errorf("error %v", err)
		}
		get(t, c, typed(bubbled)) // the turn was given back
	})
}

func TestWaitCancelled(t *testing.T) {
	h := newHosts()
	release, err := h.wait(context.Background(), "x", 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := h.wait(ctx, "x", 0); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	release()
	release, err = h.wait(context.Background(), "x", 0)
	if err != nil {
		t.Fatal(err)
	}
	release()
	if len(h.turns) != 0 {
		t.Errorf("%d hosts left", len(h.turns))
	}
}

func TestDelayedHostsAreForgotten(t *testing.T) {
	h := newHosts()
	for i := range 1000 {
		release, err := h.wait(context.Background(), string(rune('a'+i)), time.Nanosecond)
		if err != nil {
			t.Fatal(err)
		}
		release()
	}
	if len(h.turns) > 256 {
		t.Errorf("%d hosts are remembered", len(h.turns))
	}
}

// Sleep ends with its context, and in time.
func TestSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		if err := Sleep(t.Context(), 8*time.Second); err != nil || time.Since(begun) != 8*time.Second {
			t.Errorf("error %v after %v", err, time.Since(begun))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := Sleep(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) != 9*time.Second {
			t.Errorf("error %v after %v", err, time.Since(begun))
		}
	})
}
