package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// unchanged serves feeds that have not changed since "x".
func unchanged(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", `"x"`)
	if r.Header.Get("If-None-Match") == `"x"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = io.WriteString(w, feedText)
}

// round asks for 200 feeds, eight at a time, spread over so many servers.
func round(servers []string, ask func(address string) error) error {
	work := make(chan string)
	errs := make(chan error, 8)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for address := range work {
				if err := ask(address); err != nil {
					select {
					case errs <- err:
					default:
					}
				}
			}
		})
	}
	for i := range 200 {
		work <- fmt.Sprintf("%s/feed/%d", servers[i%len(servers)], i)
	}
	close(work)
	group.Wait()
	close(errs)
	return <-errs
}

func farm(tb testing.TB, n int) []string {
	servers := make([]string, n)
	for i := range servers {
		servers[i] = serve(tb, unchanged).URL
	}
	return servers
}

func ours(c *Client) func(string) error {
	return func(address string) error {
		res, err := c.Get(context.Background(), Request{URL: address, Trusted: true, ETag: `"x"`})
		if err == nil && !res.NotModified {
			err = fmt.Errorf("%s was modified", address)
		}
		return err
	}
}

// A round of 200 feeds in which nothing is new must not be felt.
func TestRoundIsQuick(t *testing.T) {
	for _, n := range []int{1, 8, 200} {
		c, servers := client(t, Config{}), farm(t, n)
		took := time.Hour
		for range 3 { // the best counts: other tests share the machine
			begun := time.Now()
			if err := round(servers, ours(c)); err != nil {
				t.Fatal(err)
			}
			took = min(took, time.Since(begun))
		}
		t.Logf("200 feeds on %d servers: %v", n, took)
		if took > 500*time.Millisecond {
			t.Errorf("200 feeds on %d servers took %v", n, took)
		}
	}
}

func BenchmarkRound(b *testing.B) {
	for _, n := range []int{1, 8} {
		servers := farm(b, n)
		b.Run(fmt.Sprintf("client/%d", n), func(b *testing.B) {
			c := client(b, Config{})
			for b.Loop() {
				if err := round(servers, ours(c)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("plain/%d", n), func(b *testing.B) {
			transport := &http.Transport{MaxIdleConnsPerHost: 8}
			defer transport.CloseIdleConnections()
			plain := &http.Client{Transport: transport}
			for b.Loop() {
				err := round(servers, func(address string) error {
					req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
					if err != nil {
						return err
					}
					req.Header.Set("If-None-Match", `"x"`)
					res, err := plain.Do(req)
					if err != nil {
						return err
					}
					_, _ = io.Copy(io.Discard, res.Body)
					return res.Body.Close()
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPages fetches 1,000 pages of 100 hosts, eight at a time.
func BenchmarkPages(b *testing.B) {
	body := []byte(strings.Repeat("<p>A sentence of a page.</p>", 1000))
	servers := make([]string, 100)
	for i := range servers {
		servers[i] = publisher(b, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }).URL
	}
	for b.Loop() {
		c := visitor(b, Config{})
		for range 5 {
			err := round(servers, func(address string) error {
				_, err := c.Page(context.Background(), PageRequest{URL: address})
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
