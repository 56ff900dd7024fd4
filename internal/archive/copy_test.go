package archive_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/store"
)

// exported returns the whole archive as NDJSON.
func exported(t *testing.T, a *archive.Archive) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := archive.ExportNDJSON(&b, a.Export(t.Context(), store.ItemFilter{})); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func imported(t *testing.T, a *archive.Archive, lines string) archive.Imported {
	t.Helper()
	got, err := a.Import(t.Context(), []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: strings.NewReader(lines)})
	if err != nil || got.Failed > 0 {
		t.Fatal(got.Faults, err)
	}
	return got
}

// copies checks that an archive's export is the same after an import, after
// another, and after imports in two halves, the later first.
func copies(t *testing.T, a *archive.Archive) {
	t.Helper()
	want := exported(t, a)
	whole := newArchive(t)
	for range 2 {
		imported(t, whole, want)
		if diff := cmp.Diff(want, exported(t, whole)); diff != "" {
			t.Fatalf("the copy (-original +copy):\n%s", diff)
		}
	}
	lines := strings.SplitAfter(want, "\n")
	half := len(lines) / 2
	parts := newArchive(t)
	imported(t, parts, strings.Join(lines[half:], ""))
	imported(t, parts, strings.Join(lines[:half], ""))
	if exported(t, parts) != want {
		t.Fatal("the copy in two parts is another")
	}
}

// lively makes an archive of many syncs that uses every field that a line of
// NDJSON may hold.
func lively(t *testing.T) *archive.Archive {
	t.Helper()
	a := newArchive(t)
	start := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
	f, _, err := a.Follow(t.Context(), news.Feed{URL: "https://feed.example/rss", Name: "world"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	moved := "https://feed.example/new"
	if err := a.EditFeed(t.Context(), f.ID, store.FeedEdit{URL: &moved, Tags: &[]string{"daily"}}); err != nil {
		t.Fatal(err)
	}
	story := func(token, title string) news.Story {
		return news.Story{Link: "https://news.google.com/rss/articles/" + token + "?oc=5", Title: title, Publisher: "Reuters", Site: "reuters.com", Author: "Ann", Image: "https://reuters.com/a.png", Language: "en"}
	}
	cluster := func(stories ...news.Story) news.Item {
		it := news.Item{GUID: news.GoogleToken(stories[0].Link), Link: stories[0].Link, Related: "https://news.google.com/stories/S", Title: stories[0].Title, Cluster: true, Stories: stories, Content: "<ol>" + stories[0].Title + "</ol>", PublishedRaw: "Wed, 14 Jan 2026 08:00:00 GMT"}
		it.Published, _ = news.ParseDate("2026-01-14T08:00:00Z")
		return it
	}
	article := news.Item{
		GUID: "same", Link: "https://feed.example/1", Title: "One &amp; only", Author: "Bo", Summary: "<p>short</p>", Content: "<p>long</p>", Text: "its own text", Image: "https://feed.example/1.png",
		Language: "sv", Tags: []string{"b", "a"}, UpdatedRaw: "yesterday", Stories: []news.Story{{Link: "https://feed.example/1", Title: "One & only"}},
	}
	article.Updated, _ = news.ParseDate("2026-01-14")
	article.Raw = &news.Raw{Element: "<item>one</item>", Head: "<rss>", Address: moved}
	article.Details = news.Details{
		Enclosures: []news.Enclosure{{URL: "https://cdn.example/1.mp3", Type: "audio/mpeg", Length: 7, Duration: 60, Title: "The first"}},
		People:     []news.Person{{Name: "Cy", Role: "contributor", Email: "cy@feed.example", URL: "https://cy.example/"}},
		Texts:      []news.ItemText{{Kind: "itunes:summary", HTML: "<i>Told otherwise</i>", Text: "a text of its own"}},
		Comments:   "https://feed.example/1#c", Rights: "all", Source: news.Source{Title: "Elsewhere", Link: "https://else.example/"},
	}
	edited, other := article, article
	edited.Text = "another text of its own"
	edited.Raw = &news.Raw{Element: "<item>two</item>", Head: "<rss>", Address: moved}
	edited.Enclosures = []news.Enclosure{{URL: "https://cdn.example/2.mp3"}}
	edited.Title, edited.Summary, edited.Stories = "Two", "<p>other</p>", []news.Story{{Link: "https://feed.example/1", Title: "Two"}}
	other.Link, other.Stories = "https://feed.example/2", []news.Story{{Link: "https://feed.example/2", Title: "Another"}}
	long := "A headline of more than five words"
	note := news.Item{Title: "A note without a link", Stories: []news.Story{{Title: "A note without a link"}}}
	for n, doc := range [][]news.Item{
		{cluster(story("A", "First"), story("B", long)), article, note},
		{cluster(story("A", "First edited")), edited, other},
		{cluster(story("A", "First edited"), story("B", long), story("C", long))},
		{cluster(story("D", "A new lead"), story("A", "First edited"))},
	} {
		fetch := store.Fetch{FeedID: f.ID, URL: moved, At: start.Add(time.Duration(n) * time.Hour), Outcome: store.OutcomeNew}
		described := news.Feed{Title: "World", Link: "https://feed.example", Language: "en", Description: "All of it", Image: "https://feed.example/i.png", Copyright: "ours"}
		if _, err := a.Store().SaveDocument(t.Context(), fetch, news.Document{Feed: described, Items: doc}); err != nil {
			t.Fatal(err)
		}
	}
	for _, raw := range []string{"<first>", "second\xff\x00"} {
		post := news.Item{Link: "https://blog.example/1", Title: "A post", Post: &news.Post{Path: "a.md", Raw: raw}, Stories: []news.Story{{Link: "https://blog.example/1", Title: "A post", Text: "All of it."}}}
		if _, faults, err := a.Store().Import(t.Context(), []news.Item{post}, start); err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
	}
	// Version 1 gave up all guids of a feed. Its copies still have this.
	old := news.Item{Feed: news.Feed{URL: "https://old.example/rss", KeyByLink: true}, GUID: "0", Link: "https://old.example/1", Title: "Old", Stories: []news.Story{{Link: "https://old.example/1", Title: "Old"}}}
	if _, faults, err := a.Store().Import(t.Context(), []news.Item{old}, start); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	if _, err := a.Store().Tag(t.Context(), []int64{1}, []string{"read"}, nil, start); err != nil {
		t.Fatal(err)
	}
	readPages(t, a, start.Add(5*time.Hour))
	if err := a.Store().JoinEvents(t.Context(), []int64{1, 2}, start); err != nil {
		t.Fatal(err)
	}
	if err := a.Store().SplitEvent(t.Context(), []int64{3}, []int64{1}, start); err != nil {
		t.Fatal(err)
	}
	for _, off := range []bool{false, true} {
		if _, err := a.Store().Mark(t.Context(), []int64{1}, news.StoryMark{Mark: news.MarkStarred, Off: off}, start); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Store().ReadUpto(t.Context(), []int64{f.ID}, start, start); err != nil {
		t.Fatal(err)
	}
	return a
}

// readPages gives story 1 a text with all facts, and a page that is none.
func readPages(t *testing.T, a *archive.Archive, at time.Time) {
	t.Helper()
	for n, text := range []news.Text{
		{
			Kind: news.PageArticle, Headline: "First", Byline: "Ada, Bo", Section: "World", Language: "en", Canonical: "https://paper.example/1",
			Image: "https://paper.example/1.jpg", Published: news.Instant(at.Add(-9 * time.Hour)), Modified: news.Instant(at.Add(-8 * time.Hour)), Paywalled: true,
			HTML: "<p>All that the page says of it.</p>", Plain: "All that the page says of it.", Captions: []string{"A picture"},
		},
		{Kind: news.PageConsent, Reason: "it asks for consent"},
	} {
		f := store.PageFetch{Story: 1, URL: "https://paper.example/1", At: at.Add(time.Duration(n) * time.Hour), Status: 200}
		if _, err := a.Store().SavePage(t.Context(), f, &news.Reading{URL: f.URL, Reader: 1, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCopyOfALivelyArchive(t *testing.T) { copies(t, lively(t)) }

// The schema describes every field that is written. The checked archive uses
// each field, and docs/ndjson.md describes each.
func TestSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(archive.NDJSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("item.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("item.json")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for line := range strings.Lines(exported(t, lively(t))) {
		item, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(item); err != nil {
			t.Errorf("%s\n%v", line, err)
		}
		fields(item, used)
	}
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "ndjson.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range described(doc) {
		if !used[field] {
			t.Errorf("no line has the field %q", field)
		}
		if !strings.Contains(string(page), "`"+field+"`") && !strings.Contains(string(page), "."+field+"`") {
			t.Errorf("docs/ndjson.md does not describe the field %q", field)
		}
	}
	for _, wrong := range []string{`{}`, `{"v":2,"title":7}`, `{"v":2,"title":"x","colour":"red"}`, `{"v":2,"title":"x","published":"next week"}`, `{"title":"x"}`, `{"v":3,"title":"x"}`, `{"v":2,"title":"x","stories":[{"stays":[{"position":0,"first_seen":"2026-01-14T09:00:00Z"}]}]}`} {
		item, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(item) == nil {
			t.Errorf("the schema takes %s", wrong)
		}
	}
}

// fields collects the names of a document's fields.
func fields(doc any, used map[string]bool) {
	switch d := doc.(type) {
	case map[string]any:
		for name, value := range d {
			used[name] = true
			fields(value, used)
		}
	case []any:
		for _, value := range d {
			fields(value, used)
		}
	}
}

// described returns the names of the fields that a schema knows.
func described(doc any) (names []string) {
	switch d := doc.(type) {
	case map[string]any:
		if properties, ok := d["properties"].(map[string]any); ok {
			for name := range properties {
				names = append(names, name)
			}
		}
		for _, value := range d {
			names = append(names, described(value)...)
		}
	case []any:
		for _, value := range d {
			names = append(names, described(value)...)
		}
	}
	return names
}

// TestRealCopies exports the seed post and real headlines and imports them again,
// as NDJSON and as posts.
func TestRealCopies(t *testing.T) {
	a := newArchive(t)
	seed := corpus.Read(t, "seed-post.md")
	if got, err := a.Import(t.Context(), []string{corpus.Path(t, "seed-post.md")}, archive.ImportOptions{Format: archive.FormatPost}); err != nil || got.Failed > 0 {
		t.Fatal(got.Faults, err)
	}
	var lines bytes.Buffer
	e := json.NewEncoder(&lines)
	for i, h := range corpus.Headlines(t, 300) {
		if err := e.Encode(h.Item(i)); err != nil {
			t.Fatal(err)
		}
	}
	imported(t, a, lines.String())
	copies(t, a)

	posts := filepath.Join(t.TempDir(), "posts")
	if done, err := archive.ExportPosts(posts, a.Items(t.Context(), store.ItemFilter{})); err != nil || done.Written != 301 {
		t.Fatal(done, err)
	}
	if back, err := os.ReadFile(filepath.Join(posts, "seed-post.md")); err != nil || !bytes.Equal(back, seed) {
		t.Errorf("the seed post comes back as other bytes: %v", err)
	}
	b := newArchive(t)
	if got, err := b.Import(t.Context(), []string{posts}, archive.ImportOptions{Format: archive.FormatPost}); err != nil || got.Failed > 0 || got.Items != 301 {
		t.Fatal(got, got.Faults, err)
	}
	if diff := cmp.Diff(shown(t, a), shown(t, b)); diff != "" {
		t.Errorf("what came back from the posts (-want +got):\n%s", diff)
	}
	again := filepath.Join(t.TempDir(), "again")
	if _, err := archive.ExportPosts(again, b.Items(t.Context(), store.ItemFilter{})); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(folder(t, posts), folder(t, again)); diff != "" {
		t.Errorf("the posts go out again (-first +second):\n%s", diff)
	}
}

// shown returns what a reader sees of all stories, by link.
func shown(t *testing.T, a *archive.Archive) map[string]string {
	t.Helper()
	all := map[string]string{}
	for it, err := range a.Items(t.Context(), store.ItemFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		for i, st := range it.Stories {
			all[st.Link] = fmt.Sprintf("%d %s | %s | %s | %s | %s", i, it.Link, it.Title, st.Title, st.Publisher, st.Effective.In(a.Zone()))
		}
	}
	return all
}

func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name()] = string(raw)
	}
	return files
}

// The test above names every field of an item in a copy. A new field must be
// added there.
func TestEveryFieldIsDescribed(t *testing.T) {
	schema := archive.NDJSONSchema()
	for _, kind := range []any{news.Item{}, news.Story{}, news.Appearance{}, news.Revision{}, news.SameAs{}, news.Feed{}, news.Details{}, news.Enclosure{}, news.Person{}, news.ItemText{}, news.Lifetime{}, news.Source{}, news.Raw{}} {
		of := reflect.TypeOf(kind)
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if name == "" || name == "-" || name == "id" || name == "state" || of.Name() == "Revision" && name == "story" {
				continue
			}
			if !strings.Contains(schema, `"`+name+`":`) {
				t.Errorf("the schema does not know %s.%s", of.Name(), name)
			}
		}
	}
}
