package archive_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"newsarchive/internal/archive"
)

// reader is a stand-in for a running Miniflux, made from its API's documentation
// (miniflux.app/docs/api.html) with what it shows of a server's limits.
type reader struct {
	entries int
	// fault, if not nil, answers a request in the server's place; n counts the
	// requests from 1.
	fault func(w http.ResponseWriter, r *http.Request, n int) bool

	mu     sync.Mutex
	asked  []string
	status map[int]string // of entries; else unread
}

func (s *reader) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.URL.RequestURI())
	if s.fault != nil && s.fault(w, r, len(s.asked)) {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if r.Header.Get("X-Auth-Token") != "secret-key" {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = fmt.Fprint(w, `{"error_message":"access unauthorized"}`)
		return
	}
	switch r.URL.Path {
	case "/reader/v1/feeds":
		_, _ = fmt.Fprint(w, `[{"id":1,"feed_url":"https://harbour.example/rss","title":"Harbour News"}]`)
	case "/reader/v1/entries":
		q := r.URL.Query()
		after, _ := strconv.Atoi(q.Get("after_entry_id"))
		limit, _ := strconv.Atoi(q.Get("limit"))
		if q.Get("order") != "id" || q.Get("direction") != "asc" || limit <= 0 {
			http.Error(w, `{"error_message":"invalid order"}`, http.StatusBadRequest)
			return
		}
		var page []string
		for id := after + 1; id <= s.entries && len(page) < limit; id++ {
			page = append(page, s.entry(id))
		}
		_, _ = fmt.Fprintf(w, `{"total":%d,"entries":[%s]}`, s.entries-after, strings.Join(page, ","))
	default:
		http.NotFound(w, r)
	}
}

func (s *reader) entry(id int) string {
	status := s.status[id]
	if status == "" {
		status = "unread"
	}
	return fmt.Sprintf(`{"id":%d,"user_id":1,"feed_id":1,"status":%q,"hash":"%d","title":"Entry number %d of the harbour","url":"https://harbour.example/%d","published_at":"2026-01-14T09:30:00Z",
		"created_at":"2026-01-14T09:40:00.12345Z","changed_at":"2026-02-01T00:00:00Z","content":"<p>One.</p>","starred":%v,"enclosures":[],"tags":[],
		"feed":{"id":1,"feed_url":"https://harbour.example/rss","site_url":"https://harbour.example/","title":"Harbour News","category":{"id":2,"title":"Sea"}}}`, id, status, id, id, id, id%10 == 1)
}

// asking returns a function that imports from the stand-in.
func (s *reader) asking(t *testing.T) (*archive.Archive, func(key string) (archive.Imported, error)) {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	a := newArchive(t)
	return a, func(key string) (archive.Imported, error) {
		return a.Import(t.Context(), []string{server.URL + "/reader/"}, archive.ImportOptions{Format: archive.FormatMiniflux, Server: archive.Server{Key: key}})
	}
}

// TestRunningMiniflux promises that all pages of a running Miniflux are read, with
// marks and folders, and that reading it again changes nothing.
func TestRunningMiniflux(t *testing.T) {
	t.Parallel()
	s := &reader{entries: 601, status: map[int]string{1: "read", 2: "read", 3: "removed"}}
	a, ask := s.asking(t)
	got, err := ask("secret-key")
	if err != nil || got.Failed > 0 || got.Items != 600 || got.Stories != 600 || len(got.Exports) != 1 || got.Exports[0].Omitted["removed in Miniflux"] != 1 {
		t.Fatalf("%+v %v", got, err)
	}
	for text, want := range map[string]int{"is:read": 2, "is:starred": 61, "is:starred is:unread": 60, "tag:sea": 600, `feed:"Harbour News"`: 600} {
		if n := total(t, a, text); n != want {
			t.Errorf("%s: %d, want %d", text, n, want)
		}
	}
	if len(s.asked) != 5 { // feeds, three pages, an empty one
		t.Errorf("asked %q", s.asked)
	}
	if got, err = ask("secret-key"); err != nil || got.Items+got.Stories+got.Changed+got.Failed != 0 || got.Read != 600 {
		t.Errorf("again: %+v %v", got, err)
	}
	// What was added since comes with the next run.
	s.entries++
	if got, err = ask("secret-key"); err != nil || got.Items != 1 {
		t.Errorf("one more: %+v %v", got, err)
	}
}

// TestRunningMinifluxFails promises that a wrong key or address says so, that a
// busy server is waited for, and that a page that is cut is asked for again; what
// came before a failure is kept.
func TestRunningMinifluxFails(t *testing.T) {
	t.Parallel()
	cut := func(w http.ResponseWriter) bool {
		w.Header().Set("Content-Length", "100000")
		_, _ = fmt.Fprint(w, `{"total":600,"entries":[{"id":1,`)
		return true
	}
	for name, c := range map[string]struct {
		fault func(w http.ResponseWriter, r *http.Request, n int) bool
		key   string
		items int
		// wrong is part of the error, and fault of the fault.
		wrong, part string
	}{
		"wrong key":   {key: "another", wrong: "does not accept the API key (401)"},
		"no miniflux": {key: "secret-key", wrong: "it has no API (404)", fault: func(w http.ResponseWriter, r *http.Request, _ int) bool { http.NotFound(w, r); return true }},
		"a page":      {key: "secret-key", wrong: "no Miniflux answers", fault: func(w http.ResponseWriter, _ *http.Request, _ int) bool { _, _ = fmt.Fprint(w, "<html>"); return true }},
		"busy once": {key: "secret-key", items: 600, fault: func(w http.ResponseWriter, _ *http.Request, n int) bool {
			return n == 2 && status(w, http.StatusTooManyRequests, "1")
		}},
		"busy for long": {key: "secret-key", items: 250, part: "what came before is kept: run it again", fault: func(w http.ResponseWriter, _ *http.Request, n int) bool {
			return n >= 3 && status(w, http.StatusTooManyRequests, "86400")
		}},
		"a page is cut": {key: "secret-key", items: 600, fault: func(w http.ResponseWriter, _ *http.Request, n int) bool { return n == 3 && cut(w) }},
		"always cut":    {key: "secret-key", items: 250, part: "broke off", fault: func(w http.ResponseWriter, _ *http.Request, n int) bool { return n >= 3 && cut(w) }},
		"the same page": {key: "secret-key", items: 250, part: "do not go on", fault: samePage},
		"no list":       {key: "secret-key", items: 250, part: "no list of entries", fault: func(w http.ResponseWriter, _ *http.Request, n int) bool { return n == 3 && text(w, `{"error":"x"}`) }},
		"key is revoked": {key: "secret-key", items: 250, part: "does not accept the API key (401)", fault: func(w http.ResponseWriter, _ *http.Request, n int) bool {
			return n == 3 && status(w, http.StatusUnauthorized, "")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, ask := (&reader{entries: 600, fault: c.fault}).asking(t)
			got, err := ask(c.key)
			switch {
			case c.wrong != "":
				if err == nil || !strings.Contains(err.Error(), c.wrong) || strings.Contains(err.Error(), c.key) {
					t.Errorf("%v, want %q", err, c.wrong)
				}
			case err != nil:
				t.Error(err)
			case c.part == "":
				if got.Failed > 0 {
					t.Error(got.Faults)
				}
			case len(got.Faults) != 1 || !strings.Contains(got.Faults[0].Error(), c.part):
				t.Errorf("%v, want %q", got.Faults, c.part)
			}
			if got.Items != c.items {
				t.Errorf("%d items, want %d", got.Items, c.items)
			}
		})
	}
}

func samePage(_ http.ResponseWriter, r *http.Request, _ int) bool {
	q := r.URL.Query()
	q.Set("after_entry_id", "0")
	r.URL.RawQuery = q.Encode()
	return false
}

func status(w http.ResponseWriter, code int, retryAfter string) bool {
	if retryAfter != "" {
		w.Header().Set("Retry-After", retryAfter)
	}
	w.WriteHeader(code)
	return true
}

func text(w http.ResponseWriter, body string) bool {
	_, _ = fmt.Fprint(w, body)
	return true
}
