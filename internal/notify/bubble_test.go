package notify

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/fetch/fetchtest"
)

// timed delivers to a server whose answers are these handlers in turn, and
// returns when the requests came.
func timed(ctx context.Context, t *testing.T, limit time.Duration, handlers ...http.HandlerFunc) (came []time.Duration, err error) {
	t.Helper()
	begun := time.Now()
	network := fetchtest.NewNetwork()
	server := &http.Server{ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			t.Error(err)
		}
		came = append(came, time.Since(begun))
		handlers[min(len(came), len(handlers))-1](w, r)
	})}
	served := make(chan error, 1)
	go func() { served <- server.Serve(network) }()
	client := fetch.New(fetch.Config{Timeout: Timeout, Transport: &http.Transport{DialContext: network.Dial}})
	hook, err := NewWebhook(client, "http://h.example/secret", FormJSON)
	if err != nil {
		t.Fatal(err)
	}
	err = Deliver(ctx, hook, some(), Options{Limit: limit})
	client.Close()
	_ = server.Close()
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
	synctest.Wait()
	return came, err
}

func answers(status int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
	}
}

func stalls(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// The tries of a delivery come after 2 and 8 seconds, or as late as the server
// asks for within the limit.
func TestTimes(t *testing.T) {
	ok, down := answers(http.StatusNoContent), answers(http.StatusServiceUnavailable)
	date := func(w http.ResponseWriter, r *http.Request) {
		answers(http.StatusTooManyRequests, "Retry-After", time.Now().Add(5*time.Second).UTC().Format(http.TimeFormat))(w, r)
	}
	for name, c := range map[string]struct {
		limit    time.Duration
		handlers []http.HandlerFunc
		came     []time.Duration
		words    string // of the error; none when delivered
	}{
		"twice down":    {time.Minute, []http.HandlerFunc{down, down, ok}, []time.Duration{0, 2 * time.Second, 10 * time.Second}, ""},
		"always down":   {time.Minute, []http.HandlerFunc{down}, []time.Duration{0, 2 * time.Second, 10 * time.Second}, "the webhook at http://h.example has a problem (503) (tried 3 times)"},
		"wait":          {time.Minute, []http.HandlerFunc{answers(http.StatusTooManyRequests, "Retry-After", "30"), ok}, []time.Duration{0, 30 * time.Second}, ""},
		"wait, a date":  {time.Minute, []http.HandlerFunc{date, ok}, []time.Duration{0, 5 * time.Second}, ""},
		"wait a little": {time.Minute, []http.HandlerFunc{answers(http.StatusServiceUnavailable, "Retry-After", "1"), ok}, []time.Duration{0, 2 * time.Second}, ""},
		"wait too long": {time.Minute, []http.HandlerFunc{answers(http.StatusTooManyRequests, "Retry-After", "3600")}, []time.Duration{0}, "was asked too often (429); the next try would come in 1h0m0s, beyond the limit of 1m0s"},
		"stall":         {time.Minute, []http.HandlerFunc{stalls, ok}, []time.Duration{0, 17 * time.Second}, ""},
		"always stall":  {time.Minute, []http.HandlerFunc{stalls}, []time.Duration{0, 17 * time.Second, 40 * time.Second}, "cannot be reached: no answer within 15s (tried 3 times)"},
		"little time":   {5 * time.Second, []http.HandlerFunc{stalls}, []time.Duration{0}, "cannot be reached: no answer in time"},
		"two tries":     {5 * time.Second, []http.HandlerFunc{down}, []time.Duration{0, 2 * time.Second}, "the next try would come in 8s"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				came, err := timed(t.Context(), t, c.limit, c.handlers...)
				if !slices.Equal(came, c.came) {
					t.Errorf("requests came after %v, want %v", came, c.came)
				}
				if c.words == "" {
					if err != nil {
						t.Error(err)
					}
					return
				}
				wantError(t, err, len(c.came), c.words)
				if strings.Contains(err.Error(), "secret") {
					t.Errorf("the secret is told: %v", err)
				}
			})
		})
	}
}

// An interrupt ends a delivery at once, in a try and in the wait for the next.
func TestInterrupted(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{"wait": answers(http.StatusServiceUnavailable), "try": stalls} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				begun := time.Now()
				time.AfterFunc(time.Second, cancel)
				came, err := timed(ctx, t, time.Minute, handler)
				if !errors.Is(err, context.Canceled) || len(came) != 1 || time.Since(begun) != time.Second {
					t.Errorf("error %v after %v and %d requests", err, time.Since(begun), len(came))
				}
			})
		})
	}
}
