package store_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/effort"
	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"newsarchive/store"
)

// world draws what a feed says: clusters whose stories join, leave and
// return, whose leads, headlines, dates and guids change; and articles that
// are edited.
type world struct {
	*rapid.T
	old  bool // Google's older kind of guid
	wild bool // guids that are none, the same story in two items, no links
}

func (w world) one(name string, of ...string) string { return rapid.SampledFrom(of).Draw(w.T, name) }

// document draws some items with different keys.
func (w world) document() (items []news.Item) {
	tokens := rapid.Permutation([]string{"A", "B", "C", "D", "E", "F", "G"}).Draw(w.T, "tokens")
	for at := 0; at < len(tokens); {
		n := rapid.IntRange(0, 4).Draw(w.T, "stories")
		if n == 0 {
			break
		}
		items = append(items, w.cluster(tokens[at:min(at+n, len(tokens))]))
		at += n
		if w.wild && at > 1 {
			at-- // a story of two items
		}
	}
	for _, n := range rapid.Permutation([]int{1, 2, 3, 4}).Draw(w.T, "articles")[:rapid.IntRange(0, 4).Draw(w.T, "count")] {
		items = append(items, w.article(n))
	}
	return items
}

func (w world) cluster(tokens []string) news.Item {
	var stories []string
	for _, token := range tokens {
		headline := fmt.Sprintf("The %s story of the day is told %s", token, w.one("headline", "first", "again"))
		if w.wild {
			headline = "The one story of the day is told " + w.one("twins", "here", "there", token)
		}
		stories = append(stories, token+"|"+headline+"|Paper "+w.one("publisher", "X", "Y"))
	}
	it := cluster(w.one("date", "2026-01-14T08:00:00Z", "2026-01-14T11:00:00Z", "2026-01-14", ""), stories...)
	if w.old {
		it.GUID = "tag:news.example,2005:cluster=" + tokens[0]
	}
	it.Tags = w.tags()
	return it
}

func (w world) article(n int) news.Item {
	link := fmt.Sprintf("https://news.example/%d", n)
	it := article(fmt.Sprint("guid-", n), link, fmt.Sprintf("Article %d, %s", n, w.one("title", "early", "late")))
	it.Summary = w.one("summary", "", "<p>short</p>", "<p>other</p>")
	it.Content = w.one("content", "", "<p>long & wide</p>", "<p>longer</p>")
	it.Author = w.one("author", "", "Ann", "Bo")
	it.Details = w.more()
	if w.one("raw", "yes", "no") == "yes" {
		it.Raw = &news.Raw{Element: "<item>" + it.Title + it.Summary + it.Content + "</item>", Head: "<rss " + w.one("head", "a", "b") + ">", Address: "https://news.example/feed"}
	}
	it.Published, _ = news.ParseDate(w.one("published", "", "2026-01-13", "2026-01-13T10:00:00Z"))
	it.PublishedRaw = it.Published.String()
	it.Language = w.one("language", "", "en")
	it.Tags = w.tags()
	if w.wild {
		it.GUID = w.one("wild guid", it.GUID, "same", "")
		if w.one("linked", "yes", "yes", "no") == "no" {
			it.Link, it.Stories[0].Link = "", ""
		}
	}
	return it
}

// more draws what items seldom say.
func (w world) more() (m news.Details) {
	switch w.one("more", "", "", "file", "people", "texts") {
	case "file":
		m.Enclosures = []news.Enclosure{{URL: "https://cdn.example/1.mp3?t=" + w.one("token", "1", "2"), Length: 7, Duration: 60}}
		m.Comments = "https://news.example/comments"
	case "people":
		m.People = []news.Person{{Name: w.one("person", "Cy", "Di")}, {Name: "Ed", Role: w.one("role", "", "contributor")}}
		m.Source = news.Source{Title: "Elsewhere"}
	case "texts":
		m.Texts = []news.ItemText{{Kind: "itunes:summary", HTML: "<p>told " + w.one("told", "so", "otherwise"), Text: "told"}, {Kind: "dc:description", HTML: "plain"}}
		m.Rights = "all"
	}
	return m
}

func (w world) tags() []string {
	return rapid.SampledFrom([][]string{nil, {"one"}, {"two", "one"}}).Draw(w.T, "tags")
}

// lived is an archive that a drawn history has happened to.
type lived struct {
	*store.Store
	*rapid.T
	feed news.Feed
	now  time.Time
	docs map[time.Time][]news.Item // by when they were saved
	path string

	language string // that the feed says it has

	mark  news.Mark            // of the last change that was followed
	index map[int64]news.Entry // what an index that follows the changes holds
}

// follow brings the index up to the last change: then it holds what an index
// would that is made anew.
func (a *lived) follow() {
	a.Helper()
	ids, last, err := a.Changes(a.Context(), a.mark, 100_000)
	if err != nil {
		a.Fatal(err)
	}
	a.mark = last
	changed, err := a.Entries(a.Context(), ids)
	if err != nil {
		a.Fatal(err)
	}
	for _, id := range ids {
		delete(a.index, id)
	}
	for _, e := range changed {
		a.index[e.ID] = e
	}
	anew := map[int64]news.Entry{}
	for entries, err := range a.AllEntries(a.Context()) {
		if err != nil {
			a.Fatal(err)
		}
		for _, e := range entries {
			anew[e.ID] = e
		}
	}
	set := cmpopts.SortSlices(func(x, y string) bool { return x < y })
	if diff := cmp.Diff(anew, a.index, set, cmpopts.EquateEmpty()); diff != "" {
		a.Fatalf("what an index holds (-made anew +followed):\n%s", diff)
	}
}

// newLived makes an archive that follows a feed.
func newLived(t *testing.T, r *rapid.T, dir string) *lived {
	a := newEmpty(t, r, dir)
	var err error
	if a.feed, _, err = a.Follow(t.Context(), news.Feed{URL: "https://news.example/rss"}, 0); err != nil {
		r.Fatal(err)
	}
	return a
}

func newEmpty(t *testing.T, r *rapid.T, dir string) *lived {
	path := filepath.Join(dir, "archive.db")
	s, err := store.Create(t.Context(), path, time.UTC)
	if err != nil {
		r.Fatal(err)
	}
	return &lived{Store: s, T: r, now: start(), docs: map[time.Time][]news.Item{}, path: path, index: map[int64]news.Entry{}}
}

// save saves a document and, at once, again: that writes no row.
func (a *lived) save(doc []news.Item) {
	a.Helper()
	a.docs[a.now] = doc
	for again := range 2 {
		before := a.rows()
		saved, err := a.SaveDocument(a.Context(), store.Fetch{FeedID: a.feed.ID, URL: a.feed.URL, At: a.now, Outcome: store.OutcomeNew},
			news.Document{Feed: news.Feed{Language: a.language}, Items: doc})
		if err != nil {
			a.Fatal(err)
		}
		saved.Pruned = 0 // is told each time
		if after := a.rows(); again == 1 && (saved != store.Saved{} || after != before) {
			a.Fatalf("saving again: %+v\n%s\n%s", saved, after, cmp.Diff(strings.Split(before, "\n"), strings.Split(after, "\n")))
		}
	}
	a.follow()
}

// rows sums up every table but the ledger and its feeds.
func (a *lived) rows() string {
	a.Helper()
	db, err := sql.Open("sqlite", a.path)
	if err != nil {
		a.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	var sums []string
	for _, table := range []string{
		"items", "item_tags", "posts", "stories", "story_keys", "story_texts", "story_tags", "same_as",
		"appearances", "revisions", "changes", "faults", "missing_roots", "missing_items", "page_texts", "page_queue", "marks", "read_upto", "read_lists",
	} {
		var sum string
		columns := map[string]string{
			"items":       "quote(id)||quote(key)||quote(guid)||quote(title)||quote(published)||quote(content)||quote(text)||quote(last_seen)",
			"appearances": "quote(id)||quote(position)||quote(title)||quote(first_seen)||quote(gone)", "revisions": "quote(id)||quote(value)||quote(replaced)",
			"page_texts": "quote(story_id)||quote(fetched)||quote(seen)||quote(text)||quote(stands)||quote(html)", "page_queue": "quote(story_id)||quote(state)",
			"stories": "quote(id)||quote(title)||quote(published)||quote(publisher)||quote(effective)", "marks": "quote(story_id)||quote(mark)||quote(is_set)||quote(at)", "read_upto": "quote(feed_id)||quote(moment)",
			"read_lists": "quote(stream)||quote(moment)||quote(stories)",
			"faults":     "quote(reason)||quote(raw)", "same_as": "quote(story_id)||quote(root_id)",
		}[table]
		if columns == "" {
			columns = "'-'"
		}
		if err := db.QueryRow(fmt.Sprintf(`SELECT count(*) || coalesce(group_concat(%s), '') FROM %s`, columns, table)).Scan(&sum); err != nil {
			a.Fatal(err)
		}
		sums = append(sums, table+" "+sum)
	}
	return strings.Join(sums, "\n")
}

func (a *lived) all() (items []news.Item) {
	a.Helper()
	for it, err := range a.Export(a.Context(), store.ItemFilter{}) {
		if err != nil {
			a.Fatal(err)
		}
		items = append(items, it)
	}
	return items
}

// check runs a property a dozen times, or as often as -rapid.checks says; .ci/long
// does so more often.
func check(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	effort.Checks(t, 12)
	rapid.Check(t, property)
}

// TestHistories promises, of any sequence of documents, that all that was
// ever served is in the archive once, that the appearances replay to each document
// and the histories to the last one exactly, and that saving again changes
// nothing.
func TestHistories(t *testing.T) {
	check(t, func(r *rapid.T) {
		a := newLived(t, r, t.TempDir())
		defer a.Close() //nolint:errcheck // nothing is waiting
		w := world{T: r}
		steady := true
		modern := rapid.IntRange(0, 3).Draw(r, "modern")
		for n := range rapid.IntRange(1, 7).Draw(r, "documents") {
			w.old = n < modern
			if rapid.IntRange(0, 9).Draw(r, "clock") == 0 {
				a.now, steady = a.now.Add(-5*time.Hour), false
			}
			a.now = a.now.Add(time.Hour)
			for a.docs[a.now] != nil {
				a.now = a.now.Add(time.Second)
			}
			if rapid.IntRange(0, 4).Draw(r, "import") == 0 {
				items := w.document()
				for i := range items {
					items[i].Feed.URL = a.feed.URL
				}
				if _, faults, err := a.Import(r.Context(), items, a.now); err != nil || len(faults) > 0 {
					r.Fatal(faults, err)
				}
			}
			if w.one("pages", "no", "yes") == "yes" {
				a.aboutPages(w)
				a.follow()
			}
			doc := w.document()
			if doc == nil {
				doc = []news.Item{}
			}
			a.save(doc)
		}
		items := a.all()
		a.logBegins()
		a.once(items)
		a.complete(items)
		a.last(items, a.docs[a.now])
		if steady {
			for at, doc := range a.docs {
				a.replay(items, at, doc)
			}
		}
	})
}

// logBegins checks that the newest n events are the first n of all, also
// where many have one time.
func (a *lived) logBegins() {
	a.Helper()
	all, err := a.Store.Log(a.Context(), store.EventFilter{})
	if err != nil {
		a.Fatal(err)
	}
	for n := 1; n <= len(all); n++ {
		some, err := a.Store.Log(a.Context(), store.EventFilter{Limit: n})
		if diff := cmp.Diff(told(all[:n]), told(some)); err != nil || diff != "" {
			a.Fatalf("the newest %d of %d events: %v %s", n, len(all), err, diff)
		}
	}
}

// served calls fn for every story of every document.
func (a *lived) served(fn func(it news.Item, st news.Story)) {
	for _, doc := range a.docs {
		for _, it := range doc {
			for _, st := range it.Stories {
				fn(it, st)
			}
		}
	}
}

// once checks that no story is there twice, and no item.
func (a *lived) once(items []news.Item) {
	a.Helper()
	stories, keys := map[string]int64{}, map[string]bool{}
	for _, it := range items {
		if keys[it.Link] {
			a.Fatalf("two items have the link %q", it.Link)
		}
		keys[it.Link] = true
		for _, st := range it.Stories {
			key := news.StoryKey(st.Link)
			if id := stories[key]; id != 0 && id != st.ID {
				a.Fatalf("the stories %d and %d have the key %s", id, st.ID, key)
			}
			stories[key] = st.ID
		}
	}
}

// complete checks that every headline, summary and content that was served is
// in the archive, in the item and story that it was served for.
func (a *lived) complete(items []news.Item) {
	a.Helper()
	known := a.keys()
	a.served(func(it news.Item, st news.Story) {
		var values []string
		for _, have := range items {
			if have.Link != it.Link {
				continue
			}
			values = append(values, have.Title, have.Summary, have.Content)
			for _, v := range have.Revisions {
				values = append(values, v.Value)
			}
			for _, s := range have.Stories {
				if known.story(s.Link) != known.story(st.Link) {
					continue
				}
				values = append(values, "headline "+s.Title)
				for _, y := range s.Appearances {
					values = append(values, "headline "+y.Title)
				}
				for _, v := range s.Revisions {
					values = append(values, "headline "+v.Value)
				}
			}
		}
		wanted := []string{it.Title, "headline " + st.Title}
		if !it.Cluster {
			wanted = append(wanted, it.Summary, it.Content)
		}
		for _, value := range wanted {
			if value != "" && !slices.Contains(values, value) {
				a.Fatalf("%q of %s was served and is not there: %q", value, it.Link, values)
			}
		}
	})
}

// last checks that what is there now is the last document, in its order.
func (a *lived) last(items, doc []news.Item) {
	a.Helper()
	known := a.keys()
	a.alike("the last document", known.there(items, func(y news.Appearance) bool { return y.Gone.IsZero() }, true), known.shape(doc, true))
}

// replay checks that the appearances at a moment are those of the document that was
// saved then.
func (a *lived) replay(items []news.Item, at time.Time, doc []news.Item) {
	a.Helper()
	known := a.keys()
	a.alike(at.String(), known.there(items, func(y news.Appearance) bool {
		return !y.FirstSeen.After(at) && (y.Gone.IsZero() || y.Gone.After(at))
	}, false), known.shape(doc, false))
}

func (a *lived) alike(what string, got, want []string) {
	a.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		a.Fatalf("%s:\ngot  %q\nwant %q", what, got, want)
	}
}

// keys has the number of the story that has a key.
type keys map[string]int64

// keys reads the keys of all stories. One story may have several: a page may say
// that its story has another address too.
func (a *lived) keys() keys {
	a.Helper()
	db, err := sql.Open("sqlite", a.path)
	if err != nil {
		a.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	rows, err := db.QueryContext(a.Context(), `SELECT key, story_id FROM story_keys`)
	if err != nil {
		a.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read to its end
	all := keys{}
	for rows.Next() {
		var key string
		var id int64
		if err := rows.Scan(&key, &id); err != nil {
			a.Fatal(err)
		}
		all[key] = id
	}
	if err := rows.Err(); err != nil {
		a.Fatal(err)
	}
	return all
}

// story names the story with a link: by its number, else by the link's key.
func (k keys) story(link string) string {
	key := news.StoryKey(link)
	if id, ok := k[key]; ok {
		return fmt.Sprint("story ", id)
	}
	return key
}

// there tells which stories the items link, by their appearances: with position
// and headline, where these must be right.
func (k keys) there(items []news.Item, holds func(news.Appearance) bool, exact bool) (all []string) {
	for _, it := range items {
		for _, st := range it.Stories {
			for _, y := range st.Appearances {
				if !holds(y) {
					continue
				}
				line := it.Link + " " + k.story(st.Link)
				if exact {
					title := y.Title
					if title == "" {
						title = st.Title
					}
					line += fmt.Sprintf(" %d %s", y.Position, title)
				}
				all = append(all, line)
			}
		}
	}
	return all
}

// shape is there of a document.
func (k keys) shape(doc []news.Item, exact bool) (all []string) {
	for _, it := range doc {
		for i, st := range it.Stories {
			line := it.Link + " " + k.story(st.Link)
			if exact {
				line += fmt.Sprintf(" %d %s", i+1, st.Title)
			}
			all = append(all, line)
		}
	}
	return all
}
