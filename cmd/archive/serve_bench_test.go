//go:build linux

package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/web"
)

// load is what is asked of a server at a fixed rate. Latencies are measured from
// when a request was due.
type load struct {
	name string
	rate int // a second
	ask  func(n int) (path string, header http.Header)
}

// attack asks a server at the rate of a load for a time, and reports the latencies,
// the processor time of the server for a request, and what failed.
func (l load) attack(b *testing.B, s *served, name string, lasting time.Duration) {
	b.Helper()
	n := 0
	target := func(t *vegeta.Target) error {
		path, header := l.ask(n)
		n++
		*t = vegeta.Target{Method: http.MethodGet, URL: s.address + path, Header: header}
		return nil
	}
	var pace vegeta.Pacer = vegeta.Rate{Freq: l.rate, Per: time.Second}
	attacker := vegeta.NewAttacker(vegeta.Workers(8), vegeta.MaxWorkers(64), vegeta.KeepAlive(true), vegeta.Timeout(20*time.Second))
	var m vegeta.Metrics
	before := s.cpu(b)
	for res := range attacker.Attack(target, pace, lasting, name) {
		m.Add(res)
	}
	m.Close()
	cpu := s.cpu(b) - before
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	if len(m.Errors) > 0 {
		b.Errorf("%s: %v", name, m.Errors[:min(len(m.Errors), 3)])
	}
	fmt.Printf("%-28s %7.1f/s  p50 %7.2f  p95 %7.2f  p99 %7.2f  most %8.2f ms  cpu %6.2f ms  %6.1f kB  ok %.4f\n", name, m.Throughput, //nolint:forbidigo // a benchmark's table
		ms(m.Latencies.P50), ms(m.Latencies.P95), ms(m.Latencies.P99), ms(m.Latencies.Max), ms(cpu)/float64(m.Requests), m.BytesIn.Mean/1000, m.Success)
}

// cpu is the processor time that a server has used, user and system.
func (s *served) cpu(b *testing.B) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	var ticks int
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * time.Second / 100 // USER_HZ
}

// BenchmarkServe asks a server of a million stories at fixed rates, in a process of its
// own, and FTS5 behind net/http beside it with the same questions. It prints a table:
// latencies, and the server's processor time for a request. $ARCHIVE_SERVE_SECONDS is
// how long each row lasts, 10 if not set.
func BenchmarkServe(b *testing.B) {
	dir, stories := millionDir(b)
	seconds, err := strconv.Atoi(cmp.Or(os.Getenv("ARCHIVE_SERVE_SECONDS"), "10"))
	if err != nil {
		b.Fatal(err)
	}
	lasting := time.Duration(seconds) * time.Second
	corpus.FTS5(b, dir, func() []corpus.Headline { return corpus.Observations(b, 0) })
	ours := serving(b, exec.Command(program(b), "--dir", dir, "serve", "--listen", "127.0.0.1:0")) //nolint:gosec // built above
	fts5 := fts5Serving(b, corpus.FTS5Path(dir))
	all := servedQuestions(b, 100_000)
	ask := func(path string, more ...string) func(int) (string, http.Header) {
		return func(n int) (string, http.Header) { return addressOf(path, all[n%len(all)], more...), nil }
	}
	plain := func(path string, header http.Header) func(int) (string, http.Header) {
		return func(int) (string, http.Header) { return path, header }
	}
	known := http.Header{"If-None-Match": {ours.tag(b, addressOf("search.json", "korea"))}}
	page := ask("search")
	rows := []struct {
		load
		beside func(int) (string, http.Header) // of FTS5; nil: nothing
	}{
		{load{"hits (JSON)", 400, ask("search.json")}, ask("")},
		{load{"page, facets and timeline", 50, func(n int) (string, http.Header) {
			path, _ := page(n)
			return path, http.Header{"Accept": {"text/html"}}
		}}, ask("", "facets", "")},
		{load{"hits and feed facet (JSON)", 100, ask("search.json", "facet", "feed")}, nil},
		{load{"Atom", 50, ask("search.atom")}, nil},
		{load{"first page", 20, plain("", http.Header{"Accept": {"text/html"}})}, nil},
		{load{"unchanged (304)", 400, plain(addressOf("search.json", "korea"), known)}, nil},
	}
	for b.Loop() {
		fmt.Printf("%d stories, %v each\n", stories, lasting) //nolint:forbidigo // a benchmark's table
		for _, r := range rows {
			load{r.name, r.rate, r.ask}.attack(b, ours, "warming", 2*time.Second)
			r.attack(b, ours, r.name, lasting)
			if r.beside != nil {
				load{r.name, r.rate, r.beside}.attack(b, fts5, r.name+", FTS5", lasting)
			}
		}
		b.ReportMetric(0, "ns/op")
	}
}

// BenchmarkServeHandler answers drawn requests of a million stories in this process,
// one after the other and without a network: for profiles.
func BenchmarkServeHandler(b *testing.B) {
	dir, _ := millionDir(b)
	keeper := archive.NewKeeper(dir, archive.Options{})
	defer keeper.Close() //nolint:errcheck // only read
	server, err := web.New(keeper, web.Options{})
	if err != nil {
		b.Fatal(err)
	}
	all := servedQuestions(b, 20_000)
	for name, path := range map[string]func(q string) string{
		"hits":       func(q string) string { return addressOf("/search.json", q) },
		"feed facet": func(q string) string { return addressOf("/search.json", q, "facet", "feed") },
		"publishers": func(q string) string { return addressOf("/search.json", q, "facet", "publisher") },
		"months":     func(q string) string { return addressOf("/search.json", q, "facet", "month") },
		"timeline":   func(q string) string { return addressOf("/timeline.json", q) },
		"page":       func(q string) string { return addressOf("/search", q) },
		"first page": func(string) string { return "/" },
	} {
		b.Run(name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "http://127.0.0.1"+path(all[n%len(all)]), nil)
				w := httptest.NewRecorder()
				if server.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Fatalf("%s: %d %s", r.URL, w.Code, w.Body)
				}
				n++
			}
		})
	}
}

// BenchmarkServeMemory asks drawn requests as quickly as they are answered, eight at a
// time, and reports the server's own memory and its goroutines before and after.
// $ARCHIVE_SERVE_REQUESTS is their number, 100,000 if not set.
func BenchmarkServeMemory(b *testing.B) {
	dir, _ := millionDir(b)
	requests, err := strconv.ParseInt(cmp.Or(os.Getenv("ARCHIVE_SERVE_REQUESTS"), "100000"), 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	ours := serving(b, exec.Command(program(b), "--dir", dir, "serve", "--listen", "127.0.0.1:0")) //nolint:gosec // built above
	all := servedQuestions(b, 100_000)
	paths := []string{"search.json", "search.json", "search.json", "search.json", "search.json", "search.atom", "search", "timeline.csv"}
	for b.Loop() {
		ours.get(b, "search.json?q=korea")
		var most int64
		watched := watchMemory(ours.cmd.Process.Pid, &most)
		goroutines := ours.metric(b, "go_goroutines")
		var next atomic.Int64
		var clients sync.WaitGroup
		for range 8 {
			clients.Go(func() {
				for n := next.Add(1); n <= requests; n = next.Add(1) {
					ours.get(b, addressOf(paths[n%int64(len(paths))], all[n%int64(len(all))]))
				}
			})
		}
		clients.Wait()
		http.DefaultClient.CloseIdleConnections()
		watched()
		b.ReportMetric(float64(most)/1024, "MB-most")
		b.ReportMetric(goroutines, "goroutines-before")
		b.ReportMetric(ours.metric(b, "go_goroutines"), "goroutines-after")
		b.ReportMetric(0, "ns/op")
	}
}

// tag is the entity tag of an address.
func (s *served) tag(b *testing.B, path string) string {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodHead, s.address+path, nil)
	if err != nil {
		b.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	_ = res.Body.Close()
	return res.Header.Get("ETag")
}

// metric is a value of /metrics.
func (s *served) metric(b *testing.B, name string) (v float64) {
	b.Helper()
	for line := range strings.Lines(s.get(b, "metrics")) {
		if text, ok := strings.CutPrefix(line, name+" "); ok {
			v, _ = strconv.ParseFloat(strings.TrimSpace(text), 64)
		}
	}
	return v
}

// servedQuestions are drawn from real headlines: one to three of their words.
func servedQuestions(b *testing.B, n int) []string {
	b.Helper()
	draw := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same ones each time
	headlines := corpus.Headlines(b, 0)
	all := make([]string, 0, n)
	for len(all) < n {
		words := strings.FieldsFunc(headlines[draw.IntN(len(headlines))].Title, notLatin)
		var some []string
		for _, at := range draw.Perm(len(words))[:min(len(words), 1+draw.IntN(3))] {
			if len(words[at]) > 3 {
				some = append(some, strings.ToLower(words[at]))
			}
		}
		if len(some) > 0 {
			all = append(all, strings.Join(some, " "))
		}
	}
	return all
}

// notLatin reports a character that is no letter of a to z.
func notLatin(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }

func addressOf(name, q string, more ...string) string {
	v := url.Values{"q": {q}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Add(more[i], more[i+1])
	}
	return name + "?" + v.Encode()
}
