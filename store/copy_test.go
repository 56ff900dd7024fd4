package store_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/store"
)

// lines writes every item as NDJSON does.
func (a *lived) lines() (lines []string) {
	a.Helper()
	for _, it := range a.all() {
		it.ID, it.Feed.ID = 0, 0
		for i := range it.Stories {
			it.Stories[i].ID = 0
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(it); err != nil {
			a.Fatal(err)
		}
		lines = append(lines, b.String())
	}
	return lines
}

// same compares what the archive's export gives.
func (a *lived) same(what string, want []string) {
	a.Helper()
	if diff := cmp.Diff(want, a.lines()); diff != "" {
		a.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// read imports lines in one transaction.
func (a *lived) read(lines []string) store.Saved {
	a.Helper()
	items := make([]news.Item, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal([]byte(line), &items[i]); err != nil {
			a.Fatal(err)
		}
	}
	saved, faults, err := a.Import(a.Context(), items, a.now)
	if err != nil || len(faults) > 0 {
		a.Fatal(faults, err)
	}
	a.follow()
	return saved
}

// indexed is what the index would hold, without numbers.
func (a *lived) indexed() (all []string) {
	a.Helper()
	for entries, err := range a.AllEntries(a.Context()) {
		if err != nil {
			a.Fatal(err)
		}
		for _, e := range entries {
			e.ID, e.Chain, e.Feeds, e.Items = int64(len(e.Feeds)), 0, nil, nil
			slices.Sort(e.Headlines)
			slices.Sort(e.Flags)
			slices.Sort(e.Tags)
			slices.Sort(e.Authors)
			slices.Sort(e.Links)
			text := strings.Split(e.Text, "\n")
			slices.Sort(text)
			e.Text = strings.Join(text, "\n")
			// When what was known is of the archive that knew it: a copy carries
			// neither earlier texts nor when tags and leads came.
			e.Changed, e.ChangedDay = time.Time{}, ""
			e.Flags = slices.DeleteFunc(e.Flags, func(f string) bool { return f == "retold" })
			all = append(all, fmt.Sprintf("%+v", e))
		}
	}
	slices.Sort(all)
	return all
}

// past draws an archive that much has happened to: two feeds that carry the
// same stories, guids that are none, twins, tags, texts, files, a clock that
// goes back.
func past(t *testing.T, r *rapid.T, dir string) *lived {
	a := newLived(t, r, dir)
	w := world{T: r, wild: true}
	feeds := []news.Feed{a.feed, {URL: "https://other.example/rss", Name: "other", Language: "en"}}
	var err error
	if feeds[1], _, err = a.Follow(t.Context(), feeds[1], 0); err != nil {
		r.Fatal(err)
	}
	for range rapid.IntRange(1, 8).Draw(r, "events") {
		a.now = a.now.Add(time.Duration(rapid.SampledFrom([]int{60, 60, 60, 200, 0, -90}).Draw(r, "minutes")) * time.Minute)
		a.feed = feeds[rapid.IntRange(0, 1).Draw(r, "feed")]
		a.happen(w, w.one("event", "save", "save", "save", "import", "tag", "mark", "mark", "read", "move", "partial", "pages", "pages"))
	}
	return a
}

// happen makes something happen to the feed at hand, or to stories.
func (a *lived) happen(w world, event string) {
	a.Helper()
	var err error
	switch event {
	case "save":
		a.save(w.document())
	case "partial":
		_, err = a.SaveDocument(a.Context(), store.Fetch{FeedID: a.feed.ID, URL: a.feed.URL, At: a.now}, news.Document{Items: w.document(), Partial: true})
	case "import":
		a.importSome(w)
	case "tag":
		_, err = a.Tag(a.Context(), []int64{1, 2, 5}, []string{w.one("tag", "read", "korea")}, nil, a.now)
	case "mark":
		a.setMark(w)
	case "read":
		if w.one("together", "a feed", "a topic") == "a topic" {
			err = a.ReadStories(a.Context(), "topic 1", []int64{2, 1, 5, 7}, a.now, a.now)
			break
		}
		err = a.ReadUpto(a.Context(), []int64{rapid.SampledFrom([]int64{0, a.feed.ID}).Draw(w.T, "stream")}, a.now, a.now)
	case "pages":
		a.aboutPages(w)
	case "move":
		tags, url := []string{"world"}, a.feed.URL+w.one("address", "/a", "/b")
		err = a.EditFeed(a.Context(), a.feed.ID, store.FeedEdit{URL: &url, Tags: &tags})
	}
	if err != nil {
		a.Fatal(err)
	}
	a.follow()
}

// setMark sets or takes off a mark, which logs no change.
func (a *lived) setMark(w world) {
	a.Helper()
	before, err := a.LastChange(a.Context())
	if err != nil {
		a.Fatal(err)
	}
	m := news.StoryMark{Mark: w.one("mark", news.StoryMarks()...), Off: w.one("off", "yes", "no", "no") == "yes"}
	if _, err := a.Mark(a.Context(), []int64{1, 2, 4, 7}, m, a.now); err != nil {
		a.Fatal(err)
	}
	if after, err := a.LastChange(a.Context()); err != nil || after != before {
		a.Fatal("a mark is a change", before, after, err)
	}
}

// importSome imports items that are no copies: posts, and with texts.
func (a *lived) importSome(w world) {
	items := w.document()
	for i := range items {
		if w.one("local", "yes", "no") == "no" {
			items[i].Feed.URL = a.feed.URL
		}
		items[i].Post = &news.Post{Path: "a.md", Raw: w.one("raw", "x", "\xff\x00", "<b>")}
		items[i].Stories[0].Text = w.one("text", "", "All of it.", "More.")
		items[i].Stories[0].Published, _ = news.ParseDate(w.one("page", "", "2026-01-12"))
	}
	if _, _, err := a.Import(a.Context(), items, a.now); err != nil {
		a.Fatal(err)
	}
}

// TestCopies promises that an export, imported into an empty archive, comes
// out of it as the same bytes: at once, twice, and in parts in any order; and
// that what the index holds is the same.
func TestCopies(t *testing.T) {
	check(t, func(r *rapid.T) {
		a := past(t, r, t.TempDir())
		defer a.Close() //nolint:errcheck // nothing is waiting
		a.copies(t)
	})
}

// copies checks that copies of the archive are faithful.
func (a *lived) copies(t *testing.T) {
	a.Helper()
	r, want := a.T, a.lines()

	whole := newEmpty(t, r, t.TempDir())
	defer whole.Close() //nolint:errcheck // see above
	whole.read(want)
	whole.same("what comes out of the copy", want)
	first := whole.rows()
	if saved := whole.read(want); saved != (store.Saved{}) || whole.rows() != first {
		r.Fatalf("imported twice: %+v\n%s", saved, cmp.Diff(first, whole.rows()))
	}
	if diff := cmp.Diff(a.indexed(), whole.indexed()); diff != "" {
		r.Fatalf("what the index holds (-original +copy):\n%s", diff)
	}
	a.read(want)
	a.same("what comes out of the original, its own copy imported", want)

	parts := newEmpty(t, r, t.TempDir())
	defer parts.Close() //nolint:errcheck // see above
	mixed := rapid.Permutation(want).Draw(r, "order")
	for len(mixed) > 0 {
		n := rapid.IntRange(1, len(mixed)).Draw(r, "part")
		parts.read(mixed[:n])
		mixed = mixed[n:]
	}
	parts.same("what comes out of the parts", want)
}
