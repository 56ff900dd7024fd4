package archive_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"pgregory.net/rapid"

	"newsarchive/internal/archive"
	"newsarchive/internal/effort"
	"newsarchive/store"
)

// uttered is one entry of a drawn document. Its headline is "topic word word
// word": two headlines are alike when they are of one topic, and no word of
// another topic stands in one. The mark is a word that stands nowhere else.
type uttered struct {
	guid, link  string
	topic, mark string
	date        int
}

func (s uttered) title() string {
	return fmt.Sprintf("%[1]sa %[1]sb %[1]sc %[2]s", s.topic, s.mark)
}

func (s uttered) text() string { return "body" + s.mark }

func (s uttered) item() news.Item {
	it := news.Item{
		GUID: s.guid, Link: s.link, Title: s.title(), Summary: "<p>" + s.text() + "</p>", Text: s.text(),
		Stories: []news.Story{{Link: s.link, Title: s.title(), Publisher: "News"}},
	}
	at := time.Date(2026, 1, 1, s.date, 0, 0, 0, time.UTC)
	it.Published, it.PublishedRaw = news.Instant(at), at.Format(time.RFC1123)
	return it
}

// teller is a feed whose documents are drawn, and what a reader of them knows:
// nothing of our keys.
type teller struct {
	*rapid.T
	archive *archive.Archive
	feed    news.Feed
	now     time.Time
	doc     []uttered
	words   map[string]bool // all that was ever said
	broken  map[string]bool // guids that stood twice in a document
	most    int             // how many stories there may be
	n       int
}

func (w *teller) pick(name string, n int) int { return rapid.IntRange(0, n-1).Draw(w.T, name) }

func (w *teller) mark() string {
	w.n++
	return fmt.Sprintf("m%cx%d", 'a'+w.n%26, w.n)
}

func (w *teller) guid() string {
	return rapid.SampledFrom([]string{"", "", "0", "g1", "g2", "g3", "g4", "g5"}).Draw(w.T, "guid")
}

func (w *teller) link() string {
	return rapid.SampledFrom([]string{
		"", "https://site.test/", "https://site.test/a", "http://site.test/a", "https://www.site.test/a", "https://site.test/b",
		"https://site.test/b#1", "https://site.test/b#2", "https://site.test/#!/c", "https://site.test/#!/d", "https://site.test/e",
	}).Draw(w.T, "link")
}

func (w *teller) topic() string {
	return rapid.SampledFrom([]string{"alpha", "bravo", "delta", "gamma", "sigma"}).Draw(w.T, "topic")
}

// grow adds an entry of any kind, in front.
func (w *teller) grow() {
	w.doc = slices.Insert(w.doc, 0, uttered{w.guid(), w.link(), w.topic(), w.mark(), w.pick("date", 200)})
	w.most++
}

// step changes the document as feeds do.
func (w *teller) step() {
	if len(w.doc) == 0 {
		w.grow()
		return
	}
	i := w.pick("entry", len(w.doc))
	e := &w.doc[i]
	known := e.guid != "" && !w.broken[e.guid] && // by its guid
		!slices.ContainsFunc(slices.Delete(slices.Clone(w.doc), i, i+1), func(o uttered) bool { return o.guid == e.guid })
	switch w.pick("step", 10) {
	case 0: // repeated
	case 1: // reordered
		slices.Reverse(w.doc)
	case 2: // the link moves under its guid
		if known {
			e.link = fmt.Sprintf("https://moved.test/%d", w.pick("moved", 1000))
		}
	case 3: // its date moves on
		if known {
			e.date++
		}
	case 4: // it is worded anew
		e.mark = w.mark()
		if !known {
			w.most++ // nothing else tells it from its earlier wording
		}
	case 5: // it goes
		w.doc = slices.Delete(w.doc, i, i+1)
	case 6: // its guid or topic is another
		e.guid, e.topic, e.mark = w.guid(), w.topic(), w.mark()
		w.most++
	case 7: // it goes for once, and returns
		whole := slices.Clone(w.doc)
		w.doc = slices.Delete(w.doc, i, i+1)
		w.save()
		w.doc = whole
	default:
		w.grow()
	}
}

// save saves the document and notes what it said.
func (w *teller) save() {
	w.Helper()
	items := make([]news.Item, len(w.doc))
	seen := map[string]bool{}
	for i, s := range w.doc {
		items[i] = s.item()
		if s.guid != "" && seen[s.guid] && !w.broken[s.guid] {
			// It tells nothing any more: whatever changed with it is new.
			w.broken[s.guid] = true
			w.most += len(w.doc)
		}
		seen[s.guid] = true
		w.words[s.mark], w.words[s.text()] = true, true
	}
	w.now = w.now.Add(time.Hour)
	fetch := store.Fetch{FeedID: w.feed.ID, URL: w.feed.URL, At: w.now, Outcome: store.OutcomeNew}
	saved, err := w.archive.Store().SaveDocument(w.Context(), fetch, news.Document{Items: items})
	if err != nil || saved.Faults > 0 {
		w.Fatal(saved, err)
	}
	w.now = w.now.Add(time.Hour)
	fetch.At = w.now
	if saved, err = w.archive.Store().SaveDocument(w.Context(), fetch, news.Document{Items: items}); err != nil || saved != (store.Saved{}) {
		w.Fatalf("the same again: %+v, %v", saved, err)
	}
}

// together is how many stories the document tells of at least: the entries
// whose headlines are not alike.
func (w *teller) together() int {
	topics := map[string]bool{}
	for _, s := range w.doc {
		topics[s.topic] = true
	}
	return len(topics)
}

// stories returns the stories that are there now, and all.
func (w *teller) stories() (there, all int) {
	w.Helper()
	present, ever := map[int64]bool{}, map[int64]bool{}
	for it, err := range w.archive.Items(w.Context(), store.ItemFilter{}) {
		if err != nil {
			w.Fatal(err)
		}
		for _, st := range it.Stories {
			root, err := w.archive.Root(w.Context(), st.ID)
			if err != nil {
				w.Fatal(err)
			}
			ever[root] = true
			if slices.ContainsFunc(st.Appearances, func(y news.Appearance) bool { return y.Gone.IsZero() }) {
				present[root] = true
			}
		}
	}
	return len(present), len(ever)
}

// TestAllThatWasSaid promises of any sequence of documents that every headline
// and text that a feed ever carried is found and comes out of an export, that
// entries which stand together under headlines that are not alike are as many
// stories, and that repeating, reordering, moving a link under its guid and
// moving a date bring none.
func TestAllThatWasSaid(t *testing.T) {
	n := 25
	if effort.Race {
		n = 8
	}
	effort.Checks(t, n) // .ci/long draws more
	rapid.Check(t, func(r *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			r.Fatal(err)
		}
		a, err := archive.Create(t.Context(), filepath.Join(dir, "archive"), archive.Options{})
		if err != nil {
			r.Fatal(err)
		}
		defer a.Close() //nolint:errcheck // nothing is waiting
		w := &teller{T: r, archive: a, words: map[string]bool{}, broken: map[string]bool{}, now: time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)}
		if w.feed, _, err = a.Follow(t.Context(), news.Feed{URL: "https://site.test/rss"}, 0); err != nil {
			r.Fatal(err)
		}
		for range rapid.IntRange(1, 8).Draw(r, "documents") {
			for range rapid.IntRange(1, 4).Draw(r, "steps") {
				w.step()
			}
			w.save()
			there, all := w.stories()
			if there < w.together() {
				r.Fatalf("%d stories are there, of a document of %d: %+v", there, w.together(), w.doc)
			}
			if all > w.most {
				r.Fatalf("%d stories, of %d entries at most: %+v", all, w.most, w.doc)
			}
		}
		if _, err := a.CatchUp(t.Context(), nil); err != nil {
			r.Fatal(err)
		}
		var out strings.Builder
		if _, err := archive.ExportNDJSON(&out, a.Export(t.Context(), store.ItemFilter{})); err != nil {
			r.Fatal(err)
		}
		for word := range w.words {
			if answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "+" + word}, Page: archive.Page{Size: 10}}); err != nil || answer.Total == 0 {
				r.Errorf("%s was said and is not found: %v", word, err)
			}
			if !strings.Contains(out.String(), word) {
				r.Errorf("%s was said and is not in the export", word)
			}
		}
	})
}
