package web

import (
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
	pagesdb "newsarchive/internal/pages"
	"newsarchive/store"
)

// keepPage keeps a version of the text of story 1, with its page.
func (s *site) keepPage(n int, words string) {
	s.Helper()
	at := archivetest.Start().Add(time.Duration(n) * time.Hour)
	body := "<!doctype html><html><head><title>T</title><style>p{}</style></head><body onload=alert(1)><script>alert(1)</script><p>" + words + "</p><img src=x onerror=alert(1)></body></html>"
	db, err := pagesdb.Open(s.Context(), s.dir)
	if err != nil {
		s.Fatal(err)
	}
	id, err := db.Add(s.Context(), 1, news.Page{
		Asked: "https://reuters.example/1", URL: "https://reuters.example/1", Status: 200, Fetched: at,
		Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(body),
	})
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		s.Fatal(err)
	}
	s.withStore(func(st *store.Store) error {
		text := strings.Repeat("The leaders met again in the old town to speak about trade and the sea. ", 20)
		_, err := st.SavePage(s.Context(), store.PageFetch{Story: 1, URL: "https://reuters.example/1", At: at, Status: 200}, &news.Reading{
			URL: "https://reuters.example/1", Page: id, Reader: 1,
			Text: news.Text{Kind: news.PageArticle, Headline: "South Korea and Japan", HTML: "<p>" + text + "</p><p>" + words + "</p>", Plain: text + "\n\n" + words},
		})
		return err
	})
}

// TestVersions promises that any two versions of a text are compared, and that the
// page of each is shown without anything that runs.
func TestVersions(t *testing.T) {
	s := newSite(t)
	for i, words := range []string{"They spoke about fish.", "They spoke about steel.", "They spoke about chips."} {
		s.keepPage(10+i, words+strings.Repeat(" More was said than before.", i))
	}
	for address, wants := range map[string][]string{
		"/story/1":                {"Versions of the text", `href="/story/1?diff=2"`, `href="/story/1/page?version=3"`, "Its event"},
		"/story/1?diff=3":         {"Version 3 of 3", "compared with version 2", "steel", "chips"},
		"/story/1?diff=3&from=1":  {"compared with version 1", "fish", "chips"},
		"/story/1/page":           {"They spoke about chips", "Scripts, styles and pictures are left out", "https://reuters.example/1"},
		"/story/1/page?version=1": {"They spoke about fish"},
	} {
		res := s.get(address)
		if res.StatusCode != 200 {
			t.Fatalf("%s: %s\n%.2000s", address, res.Status, res.body)
		}
		checkPage(t, address, res.body)
		for _, want := range wants {
			if !strings.Contains(res.body, want) {
				t.Errorf("%s does not show %q\n%.3000s", address, want, res.body)
			}
		}
		if strings.Contains(res.body, "alert(1)") {
			t.Errorf("%s has the page's script", address)
		}
	}
	if body := s.get("/story/1.json?diff=3&from=1").body; !strings.Contains(body, `"from": 1`) {
		t.Errorf("%.300s", body)
	}
	for address, want := range map[string]int{
		"/story/1?diff=3&from=3": 400, "/story/1?diff=1": 400, "/story/1?diff=9": 400, "/story/1?diff=2&from=3": 400,
		"/story/1/page?version=4": 400, "/story/2/page": 404, "/story/99/page": 404, "/story/x/page": 404,
	} {
		if res := s.get(address); res.StatusCode != want {
			t.Errorf("%s: %s", address, res.Status)
		}
	}
}

// TestNeighbours promises that a story leads on to the one before and after it in
// the list that it was opened from.
func TestNeighbours(t *testing.T) {
	s := newSite(t)
	s.save(30, archivetest.Cluster("3", "A summit of bakers", "Kyodo"))
	s.save(31, archivetest.Cluster("4", "A summit of cooks", "Kyodo"))
	const list = "/search?q=summit&sort=newest"
	at := s.get(list).body
	var seen []string
	for range 3 {
		href := between(at, `class="to" href="`, `"`)
		if len(seen) > 0 {
			href = between(at, `<a rel="next" href="`, `"`)
		}
		if href = strings.ReplaceAll(href, "&amp;", "&"); href == "" {
			t.Fatalf("it ends after %v\n%.3000s", seen, at)
		}
		res := s.get(href)
		checkPage(t, href, res.body)
		at = res.body
		seen = append(seen, href)
		if !strings.Contains(at, `href="/search?q=summit&amp;sort=newest">The list`) || strings.Contains(at, `rel="prev"`) != (len(seen) > 1) {
			t.Errorf("%s\n%.2000s", href, at)
		}
	}
	if strings.Contains(at, `rel="next"`) || seen[0] == seen[1] || seen[1] == seen[2] {
		t.Errorf("%v\n%.3000s", seen, at)
	}
	for address, want := range map[string]int{"/story/1?at=x": 400, "/story/1?at=9999&q=summit": 200, "/story/1?at=1&q=date:2026-02-30": 200, "/story/1": 200} {
		if res := s.get(address); res.StatusCode != want {
			t.Errorf("%s: %s", address, res.Status)
		}
	}
}

// between returns what stands between two texts; "" if they are not there.
func between(text, before, after string) string {
	_, rest, found := strings.Cut(text, before)
	if !found {
		return ""
	}
	middle, _, _ := strings.Cut(rest, after)
	return middle
}

// TestBackupLine promises that the first page says when the last backup was made.
func TestBackupLine(t *testing.T) {
	s := newSite(t)
	if body := s.get("/").body; !strings.Contains(body, "There is no backup yet") {
		t.Errorf("%.3000s", body)
	}
	s.withStore(func(st *store.Store) error { return st.SetBackedUp(t.Context(), time.Now().Add(-50*time.Hour)) })
	if body := s.get("/").body; !strings.Contains(body, "The last backup was made at") || !strings.Contains(body, "2 days ago") {
		t.Errorf("%.3000s", body)
	}
}
