package web

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// metrics counts requests, for Prometheus. The text form is short enough to be
// written by hand (Prometheus text format 0.0.4).
type metrics struct {
	refused atomic.Int64 // for want of a place
	panics  atomic.Int64

	mu       sync.Mutex
	requests map[asked]*counted
}

// asked is a pattern and the status of its answer.
type asked struct {
	pattern string
	status  int
}

// counted are requests by how long they took; the last bucket has all.
type counted struct {
	buckets [len(bounds{}) + 1]int64
	sum     time.Duration
}

// bounds are those of the buckets, in seconds.
type bounds [9]float64

func bucketBounds() bounds { return bounds{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5} }

func newMetrics() *metrics { return &metrics{requests: map[asked]*counted{}} }

// count counts a request. Patterns are few, whatever clients ask for.
func (m *metrics) count(pattern string, status int, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := asked{strings.TrimPrefix(pattern, "GET "), status}
	c := m.requests[key]
	if c == nil {
		c = &counted{}
		m.requests[key] = c
	}
	c.sum += took
	for i, b := range bucketBounds() {
		if took.Seconds() <= b {
			c.buckets[i]++
		}
	}
	c.buckets[len(c.buckets)-1]++
}

// writeMetrics writes what was counted.
func (s *Server) writeMetrics(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	metric := func(name, kind, help string) { fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind) }
	metric("archive_info", "gauge", "The version of the program.")
	fmt.Fprintf(&b, "archive_info{version=%q} 1\n", s.options.Version)
	metric("go_goroutines", "gauge", "Goroutines that exist.")
	fmt.Fprintf(&b, "go_goroutines %d\n", runtime.NumGoroutine())
	metric("archive_connections", "gauge", "Connections that are open.")
	fmt.Fprintf(&b, "archive_connections %d\n", len(s.connections))
	metric("archive_requests_running", "gauge", "Requests that are being answered.")
	fmt.Fprintf(&b, "archive_requests_running %d\n", len(s.places.serving))
	metric("archive_requests_waiting", "gauge", "Requests that wait for their turn.")
	fmt.Fprintf(&b, "archive_requests_waiting %d\n", len(s.places.waiting))
	metric("archive_requests_refused_total", "counter", "Requests refused because too many were being answered.")
	fmt.Fprintf(&b, "archive_requests_refused_total %d\n", s.metrics.refused.Load())
	metric("archive_panics_total", "counter", "Requests that failed by a mistake of the program.")
	fmt.Fprintf(&b, "archive_panics_total %d\n", s.metrics.panics.Load())
	s.writeSyncMetrics(&b, metric)
	metric("archive_request_seconds", "histogram", "How long answers took, by address and status.")
	s.metrics.write(&b)
	s.write(w, r, &answer{kind: "text/plain; version=0.0.4; charset=utf-8", body: b.Bytes(), header: notKept()})
}

func (m *metrics) write(b *bytes.Buffer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	keys := slices.SortedFunc(maps.Keys(m.requests), func(x, y asked) int {
		return strings.Compare(fmt.Sprint(x), fmt.Sprint(y))
	})
	for _, k := range keys {
		c := m.requests[k]
		labels := fmt.Sprintf("path=%q,status=\"%d\"", k.pattern, k.status)
		for i, bound := range bucketBounds() {
			fmt.Fprintf(b, "archive_request_seconds_bucket{%s,le=\"%g\"} %d\n", labels, bound, c.buckets[i])
		}
		fmt.Fprintf(b, "archive_request_seconds_bucket{%s,le=\"+Inf\"} %d\n", labels, c.buckets[len(c.buckets)-1])
		fmt.Fprintf(b, "archive_request_seconds_sum{%s} %g\n", labels, c.sum.Seconds())
		fmt.Fprintf(b, "archive_request_seconds_count{%s} %d\n", labels, c.buckets[len(c.buckets)-1])
	}
}
