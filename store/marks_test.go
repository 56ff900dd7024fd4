package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// marks tells the marks of a story: "read@3" was set in hour 3, "-read@3" was
// taken off then.
func (a *archive) marks(story int64) string {
	a.t.Helper()
	stories, err := a.Stories(a.t.Context(), []int64{story})
	if err != nil || len(stories) != 1 {
		a.t.Fatal(stories, err)
	}
	var all []string
	for _, m := range stories[0].Marks {
		text := fmt.Sprintf("%s@%g", m.Mark, m.At.Sub(start()).Hours())
		if m.Off {
			text = "-" + text
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func (a *archive) mark(n int, name string, stories ...int64) int {
	a.t.Helper()
	if name == "listed" { // marked read with a topic that has them
		if err := a.ReadStories(a.t.Context(), "topic 1", stories, hour(n), hour(n)); err != nil {
			a.t.Fatal(err)
		}
		return len(stories)
	}
	mark, off := strings.CutPrefix(name, "-")
	changed, err := a.Mark(a.t.Context(), stories, news.StoryMark{Mark: mark, Off: off}, hour(n))
	if err != nil {
		a.t.Fatal(err)
	}
	return changed
}

func (a *archive) readUpto(n int, feed int64) {
	a.t.Helper()
	if err := a.ReadUpto(a.t.Context(), []int64{feed}, hour(n), hour(n)); err != nil {
		a.t.Fatal(err)
	}
}

// TestMarks promises that a mark keeps its time until it is taken off, that only
// what is set can be taken off, and that no mark logs a change.
func TestMarks(t *testing.T) {
	a := newArchive(t)
	a.save(0, article("1", "https://news.example/1", "One"), article("2", "https://news.example/2", "Two"))
	var since news.Mark
	a.changed(&since)
	want(t, "starred", a.mark(1, "starred", 1, 2, 2, 99), 2)
	want(t, "again", a.mark(2, "starred", 1), 0)
	want(t, "later", a.mark(2, "later", 1), 1)
	want(t, "read", a.mark(3, "read", 1), 1)
	want(t, "both", a.marks(1), "later@2 read@3 starred@1")
	want(t, "off", a.mark(4, "-starred", 1, 2), 2)
	want(t, "off again", a.mark(5, "-starred", 1, 2), 0)
	want(t, "never set", a.mark(5, "-later", 2), 0)
	want(t, "unread already", a.mark(5, "-read", 2), 0)
	want(t, "one", a.marks(1), "later@2 read@3 -starred@4")
	want(t, "two", a.marks(2), "-starred@4")
	want(t, "changes", len(a.changed(&since)), 0)
	if _, err := a.Mark(t.Context(), []int64{1}, news.StoryMark{Mark: "seen"}, hour(6)); err == nil {
		t.Error("a mark of another name is set")
	}
	past, err := a.AsOf(t.Context(), hour(2))
	if err != nil {
		t.Fatal(err)
	}
	defer past.Close() //nolint:errcheck // it was only read
	then, err := past.Marked(t.Context(), news.MarkRead)
	want(t, "read two hours later", len(then.Stories), 0)
	if err != nil {
		t.Error(err)
	}
}

// TestReadUpto promises that a stream is read up to a moment: what was marked
// unread later, what was saved later, and what comes to the feed later from
// another one are not.
func TestReadUpto(t *testing.T) {
	a := newArchive(t)
	other, _, err := a.Follow(t.Context(), news.Feed{URL: "https://other.example/rss"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	one, two, three := article("1", "https://news.example/1", "One harbour opens again today"), article("2", "https://news.example/2", "Two museums move"), article("3", "https://news.example/3", "Three mayors resign")
	a.save(0, one, two)
	a.readUpto(2, a.feed.ID)
	a.readUpto(1, a.feed.ID) // it does not go back
	want(t, "read", a.marks(1), "read@2")
	want(t, "unread", a.mark(2, "-read", 1), 1)
	want(t, "unread in the same second", a.marks(1), "-read@2")
	a.readUpto(2, a.feed.ID)
	want(t, "all read in the same second", a.marks(1), "read@2")
	a.mark(3, "-read", 1)
	a.readUpto(2, 0)
	want(t, "unread since", a.marks(1), "-read@3")
	a.readUpto(4, 0)
	want(t, "all read later", a.marks(1), "read@4")

	a.save(4, three, two, one) // a fetch that took long
	want(t, "saved after", a.marks(3), "-read@4")
	late := article("4", "https://other.example/4", "Four old words of long ago")
	late.Feed, late.FirstSeen = other, hour(-900)
	a.importItem(5, late)
	want(t, "imported after", a.marks(4), "-read@5")
	late = article("5", "https://other.example/5", "Five other words were read")
	late.Feed, late.FirstSeen, late.Stories[0].Marks = other, hour(-900), []news.StoryMark{{Mark: news.MarkRead}}
	a.importItem(6, late)
	want(t, "imported as read", a.marks(5), "read@6")

	a.save(7, article("6", "https://news.example/6", "Six ships leave the harbour"))
	a.readUpto(8, other.ID)
	elsewhere := article("x6", "https://news.example/6", "Six ships leave the harbour")
	if _, err := a.SaveDocument(t.Context(), store.Fetch{FeedID: other.ID, URL: other.URL, At: hour(9)}, news.Document{Items: []news.Item{elsewhere}}); err != nil {
		t.Fatal(err)
	}
	want(t, "comes to the feed later", a.marks(6), "-read@9")
}

// TestReadStories promises that what a topic had is read, as one row, up to a
// moment: what was marked unread later is not, nor does a feed that is read make it
// unread; that it can be taken off; and that marking everything read replaces it.
func TestReadStories(t *testing.T) {
	a := newArchive(t)
	other, _, err := a.Follow(t.Context(), news.Feed{URL: "https://other.example/rss"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	doc := []news.Item{article("1", "https://news.example/1", "One harbour opens"), article("2", "https://news.example/2", "Two museums move"), article("3", "https://news.example/3", "Three mayors resign")}
	a.save(0, doc...)
	var since news.Mark
	a.changed(&since)
	a.mark(3, "-read", 2)
	a.mark(2, "listed", 2, 1, 99, 1)
	want(t, "changes", len(a.changed(&since)), 0)
	want(t, "one is read", a.marks(1), "read@2")
	want(t, "two, listed late", a.marks(2), "read@2")
	want(t, "two is unread", a.mark(3, "-read", 2), 1)
	want(t, "two", a.marks(2), "-read@3")
	a.mark(2, "listed", 2, 3)
	want(t, "two, listed again", a.marks(2), "-read@3")
	want(t, "three, in a further list", a.marks(3), "read@2")
	read, err := a.Marked(t.Context(), news.MarkRead)
	want(t, "the stories", fmt.Sprint(read.Stories, len(read.Read)), "[1 3] 0")
	if err != nil {
		t.Fatal(err)
	}
	a.readUpto(4, other.ID)
	elsewhere := []news.Item{article("x1", "https://news.example/1", "One harbour opens")}
	if _, err := a.SaveDocument(t.Context(), store.Fetch{FeedID: other.ID, URL: other.URL, At: hour(5)}, news.Document{Items: elsewhere}); err != nil {
		t.Fatal(err)
	}
	want(t, "it comes to a feed that is read", a.marks(1), "read@2")
	for _, it := range a.items() {
		for _, m := range it.Stories[0].Marks {
			if m.Off != (it.Stories[0].ID == 2) || !m.Off && !m.At.Equal(hour(2)) {
				t.Errorf("%s is exported with %+v", it.Title, m)
			}
		}
	}
	past, err := a.AsOf(t.Context(), hour(1))
	if err != nil {
		t.Fatal(err)
	}
	defer past.Close() //nolint:errcheck // it was only read
	if read, err := past.Marked(t.Context(), news.MarkRead); err != nil || len(read.Stories) > 0 {
		t.Error("read an hour before", read, err)
	}
	a.readUpto(6, 0)
	want(t, "two, with everything", a.marks(2), "read@6")
	if err := execute(a.Path(), `UPDATE read_lists SET stories = x'ff'`); err != nil {
		t.Fatal(err)
	}
	want(t, "one, of the row of everything", a.marks(1), "read@6")
	a.mark(7, "listed", 1)
	if err := execute(a.Path(), `UPDATE read_lists SET stories = x'0100'`); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Marked(t.Context(), news.MarkRead); !errors.Is(err, store.ErrDamaged) {
		t.Error("a damaged list:", err)
	}
}

// TestReadListsOfVersion10 promises that an archive of version 9 is brought up to
// date with what it has marked.
func TestReadListsOfVersion10(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s, err := store.Create(t.Context(), path, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	a := &archive{Store: s, t: t}
	if a.feed, _, err = s.Follow(t.Context(), news.Feed{URL: "https://news.example/rss"}, 0); err != nil {
		t.Fatal(err)
	}
	a.save(0, article("1", "https://news.example/1", "One"))
	a.readUpto(1, 0)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := execute(path, toVersion9); err != nil {
		t.Fatal(err)
	}
	if a.Store, err = store.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // nothing is waiting
	want(t, "read", a.marks(1), "read@1")
	a.mark(2, "-read", 1)
	a.mark(3, "listed", 1)
	want(t, "listed", a.marks(1), "read@3")
}

// TestMarksOfJoinedStories promises that the later statement about two stories
// holds when they prove to be one, whichever of the two it was about.
func TestMarksOfJoinedStories(t *testing.T) {
	for _, c := range []struct {
		one, other []string // marks, of hour 1, and of hour 2 on
		joined     string
	}{
		{nil, []string{"starred"}, "starred@2"},
		{[]string{"starred"}, nil, "starred@1"},
		{[]string{"read", "later"}, []string{"read"}, "later@1 read@2"},
		{[]string{"starred"}, []string{"starred", "-starred"}, "-starred@3"},
		{nil, []string{"listed"}, "read@2"},
		{[]string{"read"}, []string{"listed", "-read"}, "-read@3"},
		{[]string{"listed"}, []string{"read", "-read"}, "-read@3"},
	} {
		a := newArchive(t)
		a.save(0, cluster("2026-01-14T08:00:00Z", "A|Lee heads for Japan to meet there|Reuters"))
		b := cluster("2026-01-14T08:00:00Z", "B|An unlike headline of the day|Reuters")
		a.save(0, b)
		for _, name := range c.one {
			a.mark(1, name, a.storyOf("A"))
		}
		for i, name := range c.other {
			a.mark(2+i, name, a.storyOf("B"))
		}
		it := copyOf(a, news.Appearance{Position: 1, FirstSeen: hour(0)})
		it.Stories[0].Link, it.Link, it.GUID = google("B"), google("B"), "B"
		it.Stories[0].Title = "An unlike headline of the day"
		it.Stories[0].SameAs = &news.SameAs{Key: "gnews:A", Reason: "told", Since: hour(5)}
		a.importItem(5, it)
		root, err := a.Root(t.Context(), a.storyOf("B"))
		if err != nil || root != a.storyOf("A") {
			t.Fatal(root, err)
		}
		want(t, fmt.Sprint(c), a.marks(root), c.joined)
		want(t, "none of its own", a.marks(a.storyOf("B")), "")
		a.mark(6, "later", a.storyOf("B"))
		if got := a.marks(root); !strings.Contains(got, "later@") {
			t.Errorf("a mark of the second story is not the root's: %s", got)
		}
	}
}

// TestImportedMarks promises that a mark with a time holds where it is later, and
// one without where there is none.
func TestImportedMarks(t *testing.T) {
	a := newArchive(t)
	it := article("1", "https://news.example/1", "One")
	it.Feed = a.feed
	with := func(n int, marks ...news.StoryMark) string {
		it.Stories[0].Marks = marks
		a.importItem(n, it)
		return a.marks(1)
	}
	star := news.StoryMark{Mark: news.MarkStarred}
	want(t, "without a time", with(1, star), "starred@1")
	want(t, "again", with(2, star), "starred@1")
	a.mark(3, "-starred", 1)
	want(t, "taken off here", with(4, star), "-starred@3")
	star.At = hour(2)
	want(t, "set before", with(4, star), "-starred@3")
	star.At = hour(4)
	want(t, "set later", with(5, star), "starred@4")
	star.At = hour(1000)
	want(t, "of the future", with(6, star), "starred@6")
	it.Stories[0].Marks = []news.StoryMark{{Mark: "seen"}}
	if _, faults, err := a.Import(t.Context(), []news.Item{it}, hour(7)); err != nil || len(faults) != 1 {
		t.Error("another mark is no fault", faults, err)
	}
}

// BenchmarkMark marks a thousand of a million stories and reads the marks; tags
// stand beside, which must be indexed again.
func BenchmarkMark(b *testing.B) {
	path := filepath.Join(b.TempDir(), "archive.db")
	s, err := store.Create(b.Context(), path, time.UTC)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // nothing is waiting
	db, err := sql.Open("sqlite", path)
	if err != nil {
		b.Fatal(err)
	}
	_, err = db.ExecContext(b.Context(), `INSERT INTO stories (link, title, publisher, site, author, image, language, rank, effective, day, first_seen)
		SELECT 'https://news.example/' || value, 'Headline ' || value, 'News', 'news.example', '', '', 'en', 0, '2026-01-14T09:00:00Z', '2026-01-14', '2026-01-14T09:00:00Z'
		FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 1000000) SELECT value FROM n)`)
	if err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // to be repeated
	some := func(n int) (ids []int64) {
		for range n {
			ids = append(ids, 1+rng.Int64N(1_000_000))
		}
		return ids
	}
	b.Run("mark", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Mark(b.Context(), some(1000), news.StoryMark{Mark: news.MarkRead}, hour(1)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("tag", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Tag(b.Context(), some(1000), []string{"read"}, nil, hour(1)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all read", func(b *testing.B) {
		for b.Loop() {
			if err := s.ReadUpto(b.Context(), []int64{0}, hour(1), hour(1)); err != nil {
				b.Fatal(err)
			}
		}
	})
	if _, err := s.Mark(b.Context(), some(100_000), news.StoryMark{Mark: news.MarkStarred}, hour(1)); err != nil {
		b.Fatal(err)
	}
	b.Run("100,000 marked", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Marked(b.Context(), news.MarkStarred); err != nil {
				b.Fatal(err)
			}
		}
	})
}
