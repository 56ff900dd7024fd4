package web

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/corpus"
	"newsarchive/internal/effort"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// payloads are the lines of all lists of hostile texts; every twentieth,
// unless ARCHIVE_TESTS=all asks for them.
func payloads(t *testing.T) (all []string) {
	t.Helper()
	effort.WithoutRace(t, "one request after the other")
	step := 20
	if effort.All() {
		step = 1
	}
	line := 0
	for _, kind := range []string{"xss", "xxe"} {
		files, err := filepath.Glob(filepath.Join(corpus.Path(t, "hostile", kind), "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for text := range strings.Lines(string(raw)) {
				if text = strings.TrimSpace(text); text == "" {
					continue
				}
				if line++; line%step == 0 {
					all = append(all, text)
				}
			}
		}
	}
	return all
}

// TestHostileTexts promises that nothing hostile is taken for markup, on any
// page and in any form, wherever it came from: headlines, publishers, authors,
// tags, links, texts, names of feeds, earlier values.
func TestHostileTexts(t *testing.T) {
	lines := payloads(t)
	s := emptySite(t)
	s.withStore(func(st *store.Store) error {
		for i := range 2 { // the second has other values: the first ones are kept as revisions
			doc := news.Document{Feed: news.Feed{Title: lines[i], Link: lines[i+1], Description: strings.Join(lines[:40], " "), Language: lines[2]}}
			for n, line := range lines {
				other := lines[(n+1+i)%len(lines)]
				it := news.Item{
					GUID: "g" + number(n), Link: "https://news.example/" + number(n), Title: line, Author: other, Summary: line, Content: "<p>" + line + "</p>" + other,
					Text: line + "\n" + other, Language: other, Tags: []string{line}, Published: news.Instant(archivetest.Start()), Cluster: n%3 == 0,
					Stories: []news.Story{
						{Link: "https://a.example/" + number(n), Title: line + suffix(i), Publisher: other, Author: line, Language: line, Image: line},
						{Link: line, Title: other + suffix(i), Publisher: line, Language: other},
					},
				}
				if n%3 != 0 {
					it.Stories = it.Stories[:1]
				}
				doc.Items = append(doc.Items, it)
			}
			fetch := store.Fetch{FeedID: s.feed.ID, URL: s.feed.URL, At: archivetest.Start().Add(time.Duration(i) * time.Hour), Outcome: store.OutcomeNew, Error: lines[i]}
			if _, err := st.SaveDocument(t.Context(), fetch, doc); err != nil {
				return err
			}
		}
		_, err := st.RecordFetch(t.Context(), store.Fetch{FeedID: s.feed.ID, URL: s.feed.URL, At: archivetest.Start().Add(9 * time.Hour), Outcome: store.OutcomeFailed, Error: strings.Join(lines[:20], " ")})
		return err
	})
	s.withArchive(func(ar *archive.Archive) error {
		_, err := ar.AddTopic(t.Context(), "hostile", `alert OR "<script>" OR javascript`, nil)
		return err
	})
	all := []string{
		"/", "/topics", "/topics.json", "/topic/hostile", "/topic/hostile.json", "/topic/hostile.atom", "/topic/hostile.rss", "/feeds", "/feeds.json", "/feed/1", "/feed/1.json", "/opml",
		"/timeline?q=alert&vs=script&share=yes", "/timeline.svg?q=alert&vs=javascript", "/timeline.png?q=alert&vs=javascript", "/timeline.csv?q=alert", "/timeline.json?q=alert", "/timeline.csv?q=alert&key=5",
	}
	for _, form := range append([]string{""}, searchFormats()...) {
		if form != "" {
			form = "." + form
		}
		for page := 1; page <= 4; page++ {
			all = append(all, "/search"+form+"?"+searchValues("n", "200", "page", number(page)), "/search"+form+"?"+searchValues("q", "alert", "n", "200", "page", number(page)))
		}
	}
	for id := 1; id <= len(lines); id += 7 {
		all = append(all, "/story/"+number(id), "/story/"+number(id)+".md", "/story/"+number(id)+".json", "/event/"+number(id), "/event/"+number(id)+".json")
	}
	for _, address := range all {
		res := s.get(address)
		if res.StatusCode != 200 {
			t.Errorf("%s: %s", address, res.Status)
			continue
		}
		checkHeader(t, address, res)
		checkForm(t, address, res)
		if t.Failed() {
			return // one is enough to read
		}
	}
}

func suffix(i int) string { return strings.Repeat(" (edited)", i) }

// TestHostileQuestions promises the same of all that an address can have.
func TestHostileQuestions(t *testing.T) {
	lines := payloads(t)
	s := newSite(t)
	for i, line := range lines {
		if len(line) > 2000 {
			continue
		}
		all := []string{
			"/search?" + searchValues("q", line, "publisher", line), "/search?" + searchValues("any", "yes", "q", line), "/search?" + searchValues("since", line),
			"/timeline?" + searchValues("q", line, "vs", line), "/search.atom?" + searchValues("q", line), "/timeline.svg?" + searchValues("q", line), "/topic/" + url.PathEscape(line), "/story/" + url.PathEscape(line),
		}
		for _, address := range []string{all[0], all[1+i%(len(all)-1)]} { // each line, in two of the ways
			res := s.get(address)
			if res.StatusCode >= 500 {
				t.Fatalf("%s: %s", address, res.Status)
			}
			checkHeader(t, address, res)
			if res.StatusCode == 307 || res.StatusCode == 301 { // a path with .. or //
				continue
			}
			if strings.HasPrefix(res.Header.Get("Content-Type"), "application/problem+json") {
				continue
			}
			checkForm(t, address, res)
			if t.Failed() {
				return
			}
		}
	}
}
