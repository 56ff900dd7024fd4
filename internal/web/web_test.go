package web

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestAddresses promises that every address answers, in its media type, with
// the fields that keep it safe, and that its documents are well formed.
func TestAddresses(t *testing.T) {
	s := newSite(t)
	for _, address := range addresses() {
		res := s.get(address)
		if res.StatusCode != http.StatusOK || len(res.body) == 0 && !strings.Contains(address, "nothingatall") {
			t.Errorf("%s: %s, %d bytes: %.300s", address, res.Status, len(res.body), res.body)
			continue
		}
		checkHeader(t, address, res)
		checkForm(t, address, res)
		head := s.do(http.MethodHead, address)
		if head.StatusCode != http.StatusOK || head.Header.Get("Content-Type") != res.Header.Get("Content-Type") {
			t.Errorf("HEAD %s: %s, %s", address, head.Status, head.Header.Get("Content-Type"))
		}
	}
}

func checkHeader(t *testing.T, address string, res got) {
	t.Helper()
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if res.Header.Get(name) != want {
			t.Errorf("%s: %s is %q", address, name, res.Header.Get(name))
		}
	}
	policy := res.Header.Get("Content-Security-Policy")
	for _, must := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, must) {
			t.Errorf("%s: the policy %q lacks %s", address, policy, must)
		}
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Errorf("%s: the policy is %q", address, policy)
	}
}

// checkForm checks that a document is of the form that it says.
func checkForm(t *testing.T, address string, res got) {
	t.Helper()
	kind, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	switch kind {
	case "text/html":
		checkPage(t, address, res.body)
	case "application/json":
		if !json.Valid([]byte(res.body)) {
			t.Errorf("%s: no JSON: %.200s", address, res.body)
		}
	case "application/x-ndjson":
		for line := range strings.Lines(res.body) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%s: no JSON: %.200s", address, line)
			}
		}
	case "text/csv":
		if rows, err := csv.NewReader(strings.NewReader(res.body)).ReadAll(); err != nil || len(rows) == 0 {
			t.Errorf("%s: %d rows, %v", address, len(rows), err)
		}
	case "application/atom+xml", "application/rss+xml", "image/svg+xml", "text/x-opml", "application/opensearchdescription+xml":
		d := xml.NewDecoder(strings.NewReader(res.body))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s: no XML: %v", address, err)
				break
			}
		}
	case "image/png":
		if img, err := png.Decode(strings.NewReader(res.body)); err != nil || img.Bounds().Dx() < 900 || len(res.body) > 300<<10 {
			t.Errorf("%s: %v, %d bytes", address, err, len(res.body))
		}
	case "text/plain", "text/markdown":
	default:
		t.Errorf("%s: Content-Type %q", address, res.Header.Get("Content-Type"))
	}
}

// TestPages promises what the pages show.
func TestPages(t *testing.T) {
	s := newSite(t)
	for address, wants := range map[string][]string{
		"/":                          {"korea", "The largest events of", "South Korea and Japan agree at the summit", "1 needs attention"},
		"/search?q=summit":           {"<mark>summit</mark>", "3 stories, 1 cluster, 3 publishers", "The Guardian", `href="/story/1?at=1&amp;q=summit"`, "publisher=Reuters"},
		"/search?q=smmit":            {"Nothing found"},
		"/search?q=publsher:reuters": {"Did you mean"},
		"/story/1":                   {"South Korea and Japan agree at the summit", "the headline was", "South Korea and Japan set a summit", "joined", "Read it at the publisher", `href="/event/1"`},
		"/event/1":                   {"3 stories, 3 publishers", "Headlines that led", "later"},
		"/timeline?q=korea":          {"Key dates", "3 stories"},
		"/topic/korea":               {"3 stories", `type="application/atom&#43;xml"`},
		"/feeds":                     {"1 needs attention", "failing", "world"},
		"/feed/1":                    {"Fetch log", "world"},
		"/feed/2":                    {"failing", "404 Not Found"},
	} {
		res := s.get(address)
		for _, want := range wants {
			if !strings.Contains(res.body, want) {
				t.Errorf("%s (%s) does not show %q", address, res.Status, want)
			}
		}
		if len(res.body) > 60<<10 {
			t.Errorf("%s has %d bytes", address, len(res.body))
		}
	}
}

// TestProblems promises that each error has its status, a page for people and a
// problem for programs, and says what to do.
func TestProblems(t *testing.T) {
	s := newSite(t)
	for address, c := range map[string]struct {
		status int
		says   string
	}{
		"/nothing":                               {404, "Nothing is here"},
		"/mcp":                                   {404, "--mcp"},
		"/story/999":                             {404, "Not found"},
		"/story/x":                               {404, "Nothing is here"},
		"/story/1?diff=2":                        {400, "has no text"},
		"/event/999":                             {404, "Not found"},
		"/feed/99":                               {404, "Not found"},
		"/topic/none":                            {404, "Not found"},
		"/search?q=date:2026-02-30":              {400, "28 days"},
		"/search?sort=best":                      {400, "there is no order"},
		"/search?group=x":                        {400, "group"},
		"/search?page=0":                         {400, "takes a number"},
		"/search?n=9999":                         {400, "takes a number"},
		"/search?since=nonsense":                 {400, "nonsense"},
		"/search?q=" + strings.Repeat("k", 5000): {400, "4096"},
		"/timeline?by=hour":                      {400, "hour"},
		"/timeline?q=a&vs=b&vs=c&vs=d&vs=e&vs=f": {400, "too many"},
		"/story/1?as-of=never":                   {400, "never"},
	} {
		page := s.get(address)
		if page.StatusCode != c.status || !strings.Contains(page.body, c.says) || !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: %s, %s; want %d and %q\n%.1500s", address, page.Status, page.Header.Get("Content-Type"), c.status, c.says, page.body)
		}
		checkPage(t, address, page.body)
		checkHeader(t, address, page)
		if strings.HasPrefix(address, "/search?q=") {
			continue // the page shows where the query is wrong
		}
		program := s.get(address, "Accept", "application/json")
		var p problem
		if err := json.Unmarshal([]byte(program.body), &p); program.Header.Get("Content-Type") != "application/problem+json" || err != nil || p.Status != c.status || p.Title == "" {
			t.Errorf("%s for programs: %s, %v\n%.300s", address, program.Header.Get("Content-Type"), err, program.body)
		}
		if program.Header.Get("ETag") != "" || program.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: an error may be kept: %v", address, program.Header)
		}
	}
	if res := s.get("/search.json?q=date:2026-02-30"); res.StatusCode != 400 || !strings.Contains(res.body, "28 days") {
		t.Errorf("a wrong query for programs: %s %s", res.Status, res.body)
	}
	if res := s.do(http.MethodPost, "/search"); res.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %s", res.Status)
	}
}

// TestStatic promises that files are found by their content's name and kept.
func TestStatic(t *testing.T) {
	s := emptySite(t)
	for _, name := range []string{"style.css", "keys.js", "box.js", "icon.svg"} {
		address := s.static.address(name)
		res := s.get(address)
		if res.StatusCode != 200 || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") || res.body == "" {
			t.Errorf("%s: %s %v", address, res.Status, res.Header)
		}
		if again := s.get(address, "If-None-Match", res.Header.Get("ETag")); again.StatusCode != 304 || again.body != "" {
			t.Errorf("%s again: %s", address, again.Status)
		}
	}
	if res := s.get("/static/none.css"); res.StatusCode != 404 {
		t.Errorf("a file that is not there: %s", res.Status)
	}
	if n := len(s.static.files["keys.js"].body) + len(s.static.files["box.js"].body); n > 5<<10 {
		t.Errorf("the scripts have %d bytes", n)
	}
}
