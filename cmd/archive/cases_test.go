package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"newsarchive/internal/corpus"
	"newsarchive/internal/effort"
)

// A caseRow is a kind of input that once fell short: what is right, in words,
// and what checks it once the archive has it.
type caseRow struct {
	name, right string
	check       func(*caseArchive)
}

// TestCases promises of every small input beside the project that its row
// holds through the commands. A file without a row fails the test.
func TestCases(t *testing.T) {
	effort.WithoutRace(t, "one command after the other")
	for kind, rows := range map[string][]caseRow{"feeds": slices.Concat(feedCases(), dateCases()), "posts": postCases(), "search": searchCases()} {
		t.Run(kind, func(t *testing.T) {
			files, err := os.ReadDir(corpus.Cases(t, kind))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				name, _, _ := strings.Cut(f.Name(), ".")
				if !slices.ContainsFunc(rows, func(r caseRow) bool { return r.name == name }) {
					t.Errorf("%s/%s has no row in this test", kind, f.Name())
				}
			}
			for _, row := range rows {
				t.Run(row.name, func(t *testing.T) {
					t.Parallel()
					c := newCaseArchive(t, kind, row.name)
					if row.check(c); t.Failed() {
						t.Logf("right is: %s", row.right)
					}
				})
			}
		})
	}
}

// caseArchive is an archive of one case, and the address that serves its
// documents one after another.
type caseArchive struct {
	*testing.T
	dir, input string
	documents  []string
	served     atomic.Int64 // how many documents there have been
}

func newCaseArchive(t *testing.T, kind, name string) *caseArchive {
	t.Helper()
	c := &caseArchive{T: t, dir: filepath.Join(t.TempDir(), "archive"), input: corpus.Cases(t, kind, ".")}
	c.input = filepath.Join(c.input, name)
	if kind == "feeds" {
		var err error
		if c.documents, err = filepath.Glob(c.input + ".*"); err != nil || len(c.documents) == 0 {
			t.Fatalf("no documents of %s: %v", name, err)
		}
		slices.Sort(c.documents)
	}
	if kind == "search" {
		c.input += ".ndjson"
	}
	return c
}

// fetch serves the next document and returns what a sync says of it: new
// items, new stories, changed items.
func (c *caseArchive) fetch() (items, stories, changed int) {
	c.Helper()
	n := c.served.Add(1)
	if n == 1 {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			serveFile(w, r, c.documents[c.served.Load()-1])
		}))
		c.Cleanup(server.Close)
		ran(c.T, c.dir, exitDone, "feed", "add", "--later", server.URL+"/feed")
	}
	out := ran(c.T, c.dir, exitDone, "sync", "--all")
	f := strings.Split(strings.TrimRight(out, "\n"), "\t")
	if len(f) < 5 || f[1] != "new" {
		c.Fatalf("sync of document %d says %q", n, out)
	}
	for i, to := range []*int{&items, &stories, &changed} {
		*to, _ = strconv.Atoi(f[2+i])
	}
	return items, stories, changed
}

// fetched serves the first document, and checks how many items it brings,
// each a story.
func (c *caseArchive) fetched(want int) {
	c.Helper()
	if items, stories, _ := c.fetch(); items != want || stories != want {
		c.Errorf("the first document brings %d items and %d stories, want %d", items, stories, want)
	}
}

// again serves the next document, and checks that it brings no item.
func (c *caseArchive) again() {
	c.Helper()
	if items, stories, _ := c.fetch(); items+stories > 0 {
		c.Errorf("document %d brings %d items and %d stories, want none", c.served.Load(), items, stories)
	}
}

// caseStory is a story as a search lists it.
type caseStory struct {
	ID        int64
	Title     string
	Link      string
	Published string
	Publisher string
}

// finds returns the one story that a query finds.
func (c *caseArchive) finds(query string) caseStory {
	c.Helper()
	all := c.findsAll(query)
	if len(all) != 1 {
		c.Errorf("search %s finds %d stories, want one: %+v", query, len(all), all)
		return caseStory{}
	}
	return all[0]
}

// findsTitle checks the headline of the one story that a query finds.
func (c *caseArchive) findsTitle(query, title string) caseStory {
	c.Helper()
	st := c.finds(query)
	if st.Title != title {
		c.Errorf("search %s finds %q, want %q", query, st.Title, title)
	}
	return st
}

func (c *caseArchive) findsAll(query string) (all []caseStory) {
	c.Helper()
	var doc struct {
		Groups []struct{ Stories []caseStory }
	}
	out := ran(c.T, c.dir, exitDone, "search", "--json", "--group", "story", "-n", "1000", query)
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		c.Fatal(err)
	}
	for _, g := range doc.Groups {
		all = append(all, g.Stories...)
	}
	return all
}

// counts checks how many stories a query finds.
func (c *caseArchive) counts(query string, want int) {
	c.Helper()
	if got := strings.TrimSpace(ran(c.T, c.dir, exitDone, "search", "--count", query)); got != strconv.Itoa(want) {
		c.Errorf("search %s finds %s stories, want %d", query, got, want)
	}
}

// show returns a story as a person sees it, and shows checks parts of it.
func (c *caseArchive) show(st caseStory, more ...string) string {
	c.Helper()
	return ran(c.T, c.dir, exitDone, append([]string{"show", fmt.Sprint(st.ID)}, more...)...)
}

func (c *caseArchive) shows(st caseStory, parts ...string) {
	c.Helper()
	out := c.show(st)
	for _, part := range parts {
		if !strings.Contains(out, part) {
			c.Errorf("show %d lacks %q:\n%s", st.ID, part, out)
		}
	}
}

// caseItem is an item as NDJSON has it.
type caseItem struct {
	Title, Link, Published, Summary, Content, Author string
	PublishedRaw                                     string `json:"published_raw"`
	Tags                                             []string
	Enclosures                                       []caseFile
	People                                           []struct{ Name string }
	Texts                                            []struct{ Kind, HTML string }
	Revisions                                        []struct{ Field, Value string }
	Stories                                          []struct{ Title, Link string }
}

type caseFile struct {
	URL, Type, Title string
	Length, Duration int64
}

// items returns what an export to NDJSON has, by the item's link, or by its
// title where it has none.
func (c *caseArchive) items() map[string]caseItem {
	c.Helper()
	all := map[string]caseItem{}
	for line := range strings.Lines(ran(c.T, c.dir, exitDone, "export", "--to", "ndjson", "--no-raw")) {
		var it caseItem
		if err := json.Unmarshal([]byte(line), &it); err != nil {
			c.Fatal(err)
		}
		key := it.Link
		if key == "" {
			key = it.Title
		}
		if _, twice := all[key]; twice {
			c.Errorf("the export has two items %s", key)
		}
		all[key] = it
	}
	return all
}

// exported checks that something stands in both the NDJSON and the posts of
// an export.
func (c *caseArchive) exported(parts ...string) {
	c.Helper()
	lines := ran(c.T, c.dir, exitDone, "export", "--to", "ndjson", "--no-raw")
	var posts strings.Builder
	for _, text := range c.posts() {
		posts.WriteString(text)
	}
	for _, part := range parts {
		if !strings.Contains(lines, part) {
			c.Errorf("NDJSON lacks %q:\n%s", part, lines)
		}
		if !strings.Contains(posts.String(), part) {
			c.Errorf("the posts lack %q:\n%s", part, posts.String())
		}
	}
}

// posts exports all as posts, and returns the files by their paths.
func (c *caseArchive) posts() map[string]string {
	c.Helper()
	dir := c.TempDir()
	ran(c.T, c.dir, exitDone, "export", "--to", "post", "--out", dir)
	return filesIn(c.T, dir)
}

// filesIn returns the texts of the files below a folder by their paths in it.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path)) //nolint:gosec // the test's own
		all[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
