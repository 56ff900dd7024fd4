package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
)

// marked returns the stories of the site that have a mark, or none.
func (s *site) marked(query string) (ids []int64) {
	s.Helper()
	s.withArchive(func(ar *archive.Archive) error {
		found, err := ar.Matching(s.Context(), archive.Question{Text: query}, nil)
		ids = found.Stories
		return err
	})
	return ids
}

// TestMarkForms promises that a story is marked from every page that lists it,
// that the browser comes back to the page, and that a mark is taken off again.
func TestMarkForms(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	button := regexp.MustCompile(`value="starred ([0-9]+)"`)
	for _, page := range []string{"/", "/search?q=summit&sort=newest", "/topic/korea", "/story/1"} {
		m := button.FindStringSubmatch(b.open(page).body)
		if m == nil {
			t.Fatalf("%s has no buttons", page)
		}
		story := m[1]
		for _, mark := range news.StoryMarks() {
			b.makes(page, "is marked", page, "/marks", "mark", mark+" "+story, "back", page)
			if got := s.marked("is:" + mark); len(got) != 1 {
				t.Fatalf("%s: %s: %v", page, mark, got)
			}
			shown := b.open(page).body
			if !strings.Contains(shown, `value="-`+mark+` `+story+`" aria-pressed="true"`) {
				t.Errorf("%s does not show %s", page, mark)
			}
			b.makes(page, "no longer", page, "/marks", "mark", "-"+mark+" "+story, "back", page)
			if got := s.marked("is:" + mark); len(got) != 0 {
				t.Fatalf("%s: %s was not taken off: %v", page, mark, got)
			}
		}
	}
}

// TestReading promises that looking marks nothing read.
func TestReading(t *testing.T) {
	s := newSite(t)
	for _, address := range addresses() {
		newBrowser(s).open(address)
	}
	if got := s.marked("is:read"); len(got) != 0 {
		t.Errorf("%v are read", got)
	}
}

// TestMarkAll promises that all that a page found is marked read, and nothing
// that came after the page was made.
func TestMarkAll(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	page := "/search?q=summit"
	token := b.token(page)
	upto := number(archivetest.Start().Unix() + 30*3600)
	s.save(40, archivetest.Cluster("3", "Another summit in Nara", "Kyodo"))
	res := b.ask(b.form("/marks", "token", token, "mark", "all", "upto", upto, "back", page))
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != page {
		t.Fatalf("%s to %s\n%s", res.Status, res.Header.Get("Location"), res.body)
	}
	if got := b.open(page).body; !strings.Contains(got, "3 stories marked read") {
		t.Errorf("%.3000s", got)
	}
	if got := s.marked("is:unread summit"); len(got) != 1 {
		t.Errorf("%v are unread", got)
	}
	b.makes("/topic/korea", "marked read", "/topic/korea", "/marks", "mark", "all", "upto", upto, "back", "/topic/korea")
	for _, back := range []string{"/", "/search", "/feeds", "https://evil.example/search?q=summit", "//evil.example/search?q=summit"} {
		if res := b.send(page, "/marks", "mark", "all", "upto", upto, "back", back); res.StatusCode != http.StatusBadRequest {
			t.Errorf("all of %s: %s", back, res.Status)
		}
	}
}

// TestMarksRefused promises that what names no mark or story is an error, and
// that no form leads to another site.
func TestMarksRefused(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	for _, mark := range []string{"", "seen 1", "starred", "starred x", "starred -1x", "<script> 1", "all"} {
		if res := b.send("/story/1", "/marks", "mark", mark, "back", "/story/1"); res.StatusCode != http.StatusBadRequest {
			t.Errorf("%q: %s", mark, res.Status)
		}
	}
	if res := b.send("/story/1", "/marks", "mark", "starred 999", "back", "/"); res.StatusCode != http.StatusNotFound {
		t.Errorf("no such story: %s", res.Status)
	}
	for _, back := range []string{"https://evil.example/", "//evil.example/", `/\evil.example`, "javascript:alert(1)", "", "search", "/%2f/evil\r\nX: y"} {
		res := b.send("/story/1", "/marks", "mark", "starred 1", "back", back)
		if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || to != "/" {
			t.Errorf("%q leads to %q: %s", back, to, res.Status)
		}
	}
	s.serve(Options{ReadOnly: true})
	if page := s.get("/search?q=summit").body; strings.Contains(page, "<button form=") || !strings.Contains(page, "· starred") {
		t.Errorf("read-only:\n%.4000s", page)
	}
}

// TestMarkedByScript promises that a script gets the message alone, and that
// answers change with a mark where they depend on one.
func TestMarkedByScript(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	page := b.open("/search?q=summit")
	feed := s.get("/search.atom?q=is:starred")
	plain := s.get("/search.atom?q=summit")
	token := b.token("/story/1")
	r := b.form("/marks", "token", token, "mark", "starred 1", "back", "/")
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	res := s.scripted(r)
	if res.StatusCode != http.StatusOK || res.Header.Get("Set-Cookie") != "" || !strings.Contains(res.body, "marked starred") {
		t.Errorf("%s %v %s", res.Status, res.Header, res.body)
	}
	for name, c := range map[string]struct {
		now  got
		want int
	}{
		"the page":             {b.open("/search?q=summit", "If-None-Match", page.Header.Get("ETag")), 200},
		"a query for marks":    {s.get("/search.atom?q=is:starred", "If-None-Match", feed.Header.Get("ETag")), 200},
		"a query without them": {s.get("/search.atom?q=summit", "If-None-Match", plain.Header.Get("ETag")), 304},
	} {
		if c.now.StatusCode != c.want {
			t.Errorf("%s: %s", name, c.now.Status)
		}
	}
}

// scripted sends a request as a script does.
func (s *site) scripted(r *http.Request) got {
	s.Helper()
	r.Header.Set("Accept", "*/*")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	res := w.Result()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.Fatal(err)
	}
	_ = res.Body.Close()
	return got{res, string(body)}
}
