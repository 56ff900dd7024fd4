package fetch

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// network plays servers that take a second for an answer, in the time of
// synctest, and records the requests that it gets.
type network struct {
	robots string // of every host
	begun  time.Time
	mu     sync.Mutex
	at     map[string][]time.Duration // by host, since begun
	now    map[string]int             // requests that run
	most   int                        // of them, of one host
}

func newNetwork(robots string) *network {
	return &network{robots: robots, begun: time.Now(), at: map[string][]time.Duration{}, now: map[string]int{}}
}

func (n *network) RoundTrip(req *http.Request) (*http.Response, error) {
	n.enter(req.URL.Host)
	defer n.leave(req.URL.Host)
	time.Sleep(time.Second)
	body := "hello"
	if req.URL.Path == "/robots.txt" {
		body = n.robots
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, ContentLength: -1,
		Body: io.NopCloser(strings.NewReader(body)), Request: req,
	}, nil
}

func (n *network) enter(host string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.at[host] = append(n.at[host], time.Since(n.begun))
	n.now[host]++
	n.most = max(n.most, n.now[host])
}

func (n *network) leave(host string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.now[host]--
}

// pages fetches three pages of each host at once.
func (n *network) pages(t *testing.T, config Config, hosts ...string) {
	config.Transport = n
	c := New(config)
	var group sync.WaitGroup
	for _, host := range hosts {
		for range 3 {
			group.Go(func() {
				if _, err := c.Page(context.Background(), PageRequest{URL: "http://" + host + "/page"}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	if n.most != 1 {
		t.Errorf("%d requests to one host at once", n.most)
	}
}

// Between two requests to a host lies the gap; hosts do not wait for one another.
func TestPageGap(t *testing.T) {
	for name, test := range map[string]struct {
		config Config
		robots string
		host   string
		gap    time.Duration
	}{
		"the default":                 {Config{}, "", "a.example", 2 * time.Second},
		"none on loopback":            {Config{}, "", "127.0.0.2:8080", 0},
		"none on localhost":           {Config{}, "", "localhost", 0},
		"a setting":                   {Config{PageGap: 5 * time.Second}, "", "a.example", 5 * time.Second},
		"a setting, loopback":         {Config{PageGap: 5 * time.Second}, "", "[::1]:8080", 5 * time.Second},
		"a setting, none":             {Config{PageGap: -1}, "", "a.example", 0},
		"Crawl-delay":                 {Config{}, "User-agent: *\nCrawl-delay: 7", "a.example", 7 * time.Second},
		"Crawl-delay, short":          {Config{}, "User-agent: *\nCrawl-delay: 0.5", "a.example", 2 * time.Second},
		"Crawl-delay, too long":       {Config{}, "User-agent: *\nCrawl-delay: 600", "a.example", 30 * time.Second},
		"Crawl-delay, on loopback":    {Config{}, "User-agent: *\nCrawl-delay: 7", "localhost", 7 * time.Second},
		"Crawl-delay of another name": {Config{}, "User-agent: x\nCrawl-delay: 7", "a.example", 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNetwork(test.robots)
				n.pages(t, test.config, test.host, "b.example")
				at := n.at[test.host]
				if len(at) != 4 || at[0] != 0 {
					t.Fatalf("asked at %v", at)
				}
				for i := 1; i < 3; i++ { // the pages; each takes a second
					if gap := at[i+1] - at[i] - time.Second; gap != test.gap {
						t.Errorf("asked at %v: gap %v, want %v", at, gap, test.gap)
					}
				}
				if n.at["b.example"][0] != 0 {
					t.Errorf("another host is asked at %v", n.at["b.example"])
				}
			})
		})
	}
}

// A page waits for its gap after a feed too, and whoever waits can be stopped.
func TestPageAfterFeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork("")
		c := New(Config{Transport: n, MinDelay: time.Second})
		r := PageRequest{URL: "http://a.example/page", IgnoreRobots: true}
		get(t, c, Request{URL: "http://a.example/feed"})
		page(t, c, r)
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if _, err := c.Page(ctx, r); !isKind(err, ErrTimeout) {
			t.Errorf("error %v", err)
		}
		page(t, c, r)
		want := []time.Duration{0, 3 * time.Second, 6 * time.Second}
		if at := n.at["a.example"]; len(at) != 3 || at[0] != want[0] || at[1] != want[1] || at[2] != want[2] {
			t.Errorf("asked at %v, want %v", at, want)
		}
	})
}
