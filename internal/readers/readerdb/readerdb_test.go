package readerdb_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/readers"
	"newsarchive/internal/readers/readerdb"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// database makes a database of SQL.
func database(t testing.TB, statements string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a #1?.db")
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(filepath.Dir(path), "made.db")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(filepath.Dir(path), "made.db"), path); err != nil {
		t.Fatal(err)
	}
	return path
}

// items returns what a database has, and its errors.
func items(t *testing.T, path string, want readerdb.Program) (all []news.Item, wrong []string) {
	t.Helper()
	db, err := readerdb.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // read only
	if db.Program != want {
		t.Fatalf("the database is of %q", db.Program)
	}
	for e, err := range db.Items(t.Context()) {
		if err != nil {
			wrong = append(wrong, err.Error())
			continue
		}
		all = append(all, e.Item)
	}
	return all, wrong
}

// newsboatSchema is that of newsboat 2.21; later versions have more columns.
const newsboatSchema = `
CREATE TABLE rss_feed (rssurl TEXT PRIMARY KEY NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, lastmodified INTEGER NOT NULL DEFAULT 0,
	is_rtl INTEGER NOT NULL DEFAULT 0, etag TEXT NOT NULL DEFAULT '');
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL,
	url TEXT NOT NULL, feedurl TEXT NOT NULL, pubDate INTEGER NOT NULL, content TEXT NOT NULL, unread INTEGER NOT NULL, enclosure_url TEXT,
	enclosure_type TEXT, enqueued INTEGER NOT NULL DEFAULT 0, flags TEXT, deleted INTEGER NOT NULL DEFAULT 0, base TEXT NOT NULL DEFAULT '');
INSERT INTO rss_feed (rssurl, url, title) VALUES ('https://harbour.example/rss', 'https://harbour.example/', 'Harbour News');
INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, enclosure_type, flags, deleted) VALUES
('h-1', 'Ferry <3 tram', 'Ada', 'https://harbour.example/1', 'https://harbour.example/rss', 1768383000, '<p>One</p>', 0, 'https://harbour.example/1.mp3', 'audio/mpeg', 'sx', 0),
('https://harbour.example/2Wed, 14 Jan 2026 10:30:00 GMT', 'No guid', '', 'https://harbour.example/2', 'https://harbour.example/rss', 1768386600, 'Two', 1, NULL, NULL, NULL, 0),
('No link', 'No link', '', '', 'exec:~/x.sh', 1768386601, 'Three', 1, NULL, NULL, NULL, 0),
('h-4', 'Deleted', '', 'https://harbour.example/4', 'https://harbour.example/rss', 1768386602, '', 1, NULL, NULL, NULL, 1);`

func at(hour, minute int) news.Date {
	return news.Instant(time.Date(2026, 1, 14, hour, minute, 0, 0, time.UTC))
}

func TestNewsboat(t *testing.T) {
	t.Parallel()
	harbour := news.Feed{URL: "https://harbour.example/rss", Title: "Harbour News", Link: "https://harbour.example/"}
	got, wrong := items(t, database(t, newsboatSchema), readerdb.Newsboat)
	want := []news.Item{
		{
			Feed: harbour, GUID: "h-1", Link: "https://harbour.example/1", Title: "Ferry <3 tram", Author: "Ada", Published: at(9, 30), Content: "<p>One</p>",
			Tags: []string{"flag-s", "flag-x"}, Marks: []news.StoryMark{{Mark: news.MarkRead}}, Details: news.Details{Enclosures: []news.Enclosure{{URL: "https://harbour.example/1.mp3", Type: "audio/mpeg"}}},
		},
		{Feed: harbour, Link: "https://harbour.example/2", Title: "No guid", Published: at(10, 30), Content: "Two"},
		{Feed: news.Feed{URL: "local:newsboat", Title: "newsboat"}, Title: "No link", Content: "Three"},
	}
	want[2].Published = news.Instant(time.Unix(1768386601, 0))
	want[2].Key = news.DatedKey(want[2].Title, want[2].Published)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"not taken: deleted in newsboat"}, wrong); diff != "" {
		t.Error(diff)
	}
}

// A cache that newsboat itself made of a feed is read.
func TestNewsboatItself(t *testing.T) {
	t.Parallel()
	newsboat, err := exec.LookPath("newsboat")
	if err != nil {
		t.Skip("newsboat is not installed")
	}
	dir := t.TempDir()
	feed := filepath.Join(dir, "feed.xml")
	for path, text := range map[string]string{
		feed: `<rss version="2.0"><channel><title>Harbour News</title><link>https://harbour.example/</link>
<item><guid>h-1</guid><title>Ferry &amp;amp; tram</title><link>https://harbour.example/1</link><pubDate>Wed, 14 Jan 2026 09:30:00 GMT</pubDate><description>&lt;p&gt;One&lt;/p&gt;</description></item>
<item><title>No guid</title><link>https://harbour.example/2</link><pubDate>Wed, 14 Jan 2026 10:30:00 GMT</pubDate><description>Two</description></item>
</channel></rss>`,
		filepath.Join(dir, "urls"): "file://" + feed + "\n", filepath.Join(dir, "config"): "",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cache := filepath.Join(dir, "cache.db")
	cmd := exec.CommandContext(t.Context(), newsboat, "-u", filepath.Join(dir, "urls"), "-c", cache, "-C", filepath.Join(dir, "config"), "-x", "reload")
	cmd.Env = append(os.Environ(), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("newsboat does not run here: %v, %s", err, out)
	}
	got, wrong := items(t, cache, readerdb.Newsboat)
	from := news.Feed{URL: "file://" + feed, Title: "Harbour News", Link: "https://harbour.example/"}
	want := []news.Item{
		{Feed: from, GUID: "h-1", Link: "https://harbour.example/1", Title: "Ferry & tram", Published: at(9, 30), Content: "<p>One</p>"},
		{Feed: from, Link: "https://harbour.example/2", Title: "No guid", Published: at(10, 30), Content: "Two"},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || len(wrong) > 0 {
		t.Error(diff, wrong)
	}
}

// freshSchema is that of FreshRSS 1.24 without its indexes.
const freshSchema = `
CREATE TABLE category (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL, kind SMALLINT DEFAULT 0, attributes TEXT);
CREATE TABLE feed (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, url TEXT NOT NULL, category INTEGER DEFAULT 0, name TEXT NOT NULL, website TEXT, description TEXT, httpAuth TEXT, attributes TEXT);
CREATE TABLE entry (id BIGINT NOT NULL PRIMARY KEY, guid TEXT NOT NULL, title TEXT NOT NULL, author TEXT, content TEXT, link TEXT NOT NULL, date INT, lastSeen INT DEFAULT 0,
	hash BINARY(16), is_read BOOLEAN NOT NULL DEFAULT 0, is_favorite BOOLEAN NOT NULL DEFAULT 0, id_feed INTEGER, tags TEXT, attributes TEXT);
CREATE TABLE tag (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL, attributes TEXT);
CREATE TABLE entrytag (id_tag INTEGER, id_entry BIGINT);
INSERT INTO category (id, name) VALUES (1, 'Uncategorized'), (2, 'Sea &amp; sky');
INSERT INTO feed (id, url, category, name, website) VALUES (12, 'https://harbour.example/rss?x=1&amp;y=2', 2, 'Harbour &amp; News', 'https://harbour.example/'), (13, 'https://b.example/rss', 1, 'B', '');
INSERT INTO tag (id, name) VALUES (1, 'to quote'), (2, 'x');
INSERT INTO entrytag VALUES (1, 1768383600123456), (2, 1768383600123456);
INSERT INTO entry (id, guid, title, author, content, link, date, is_read, is_favorite, id_feed, tags, attributes) VALUES
(1768383600123456, 'h-1', 'Ferry &amp; tram', ';Ada Berg; Bo Ek', '<p>One</p>', 'https://harbour.example/1?a=1&amp;b=2', 1768383000, 1, 1, 12, '#Transport #City hall',
	'{"thumbnail":{"url":"https://harbour.example/t.jpg"},"enclosures":[{"url":"https://harbour.example/1.mp3","type":"audio/mpeg","length":12}]}'),
(1768383600123457, 'https://b.example/2', 'Two', '', NULL, 'https://b.example/2', 1768386600, 0, 0, 13, '', '[]'),
(1768383600123458, 'lost', 'Its feed is gone', '', '', 'https://c.example/', 1768386600, 0, 0, 99, NULL, NULL);`

func TestFreshRSS(t *testing.T) {
	t.Parallel()
	got, wrong := items(t, database(t, freshSchema), readerdb.FreshRSS)
	seen := func(micro int) time.Time { return time.UnixMicro(1768383600123456 + int64(micro)).UTC() }
	want := []news.Item{
		{
			Feed: news.Feed{URL: "https://harbour.example/rss?x=1&y=2", Title: "Harbour & News", Link: "https://harbour.example/", Tags: []string{"Sea & sky"}},
			GUID: "h-1", Link: "https://harbour.example/1?a=1&b=2", Title: "Ferry & tram", Author: "Ada Berg; Bo Ek", Published: at(9, 30), Content: "<p>One</p>",
			Image: "https://harbour.example/t.jpg", Tags: []string{"Transport", "City hall", "to quote", "x"},
			Marks:   []news.StoryMark{{Mark: news.MarkRead}, {Mark: news.MarkStarred}},
			Details: news.Details{Enclosures: []news.Enclosure{{URL: "https://harbour.example/1.mp3", Type: "audio/mpeg", Length: 12}}}, FirstSeen: seen(0),
		},
		{Feed: news.Feed{URL: "https://b.example/rss", Title: "B"}, Link: "https://b.example/2", Title: "Two", Published: at(10, 30), FirstSeen: seen(1)},
		{Feed: news.Feed{URL: "local:freshrss", Title: "FreshRSS"}, GUID: "lost", Link: "https://c.example/", Title: "Its feed is gone", Published: at(10, 30), FirstSeen: seen(2)},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || len(wrong) > 0 {
		t.Error(diff, wrong)
	}
	// A newer version says when the marks changed.
	want[0].Marks[0].At = at(11, 0).Time
	got, wrong = items(t, database(t, freshSchema+`ALTER TABLE entry ADD COLUMN lastUserModified BIGINT; UPDATE entry SET lastUserModified = 1768388400 WHERE is_read = 1`), readerdb.FreshRSS)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || len(wrong) > 0 {
		t.Error(diff, wrong)
	}
}

// Databases of other programs, damaged ones and those that try to be clever are
// refused, or end with an error.
func TestHostileDatabases(t *testing.T) {
	t.Parallel()
	for name, statements := range map[string]string{
		"another":   `CREATE TABLE a (b);`,
		"a view":    `CREATE TABLE rss_feed (rssurl, url, title); CREATE VIEW rss_item AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c;`,
		"a virtual": `CREATE TABLE rss_feed (rssurl, url, title); CREATE VIRTUAL TABLE rss_item USING fts5(x);`,
	} {
		if _, err := readerdb.Open(t.Context(), database(t, statements)); !errors.Is(err, readerdb.ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
	missing := database(t, `CREATE TABLE rss_feed (rssurl, url, title); CREATE TABLE rss_item (guid);`)
	if got, wrong := items(t, missing, readerdb.Newsboat); len(got) != 0 || len(wrong) != 1 {
		t.Errorf("missing columns: %v %v", got, wrong)
	}
	kinds := database(t, newsboatSchema+`UPDATE rss_item SET pubDate = 'never', unread = x'00' WHERE guid = 'h-1'; UPDATE rss_item SET content = zeroblob(70000000) WHERE guid = 'h-4';`)
	got, wrong := items(t, kinds, readerdb.Newsboat)
	if len(got) > 2 || len(wrong) == 0 {
		t.Errorf("wrong kinds: %d items, %v", len(got), wrong)
	}
	raw, err := os.ReadFile(database(t, newsboatSchema))
	if err != nil {
		t.Fatal(err)
	}
	for i := 100; i < len(raw); i += len(raw) / 40 {
		damaged := append([]byte(nil), raw...)
		copy(damaged[i:], "\xff\xff\xff\xff\xff\xff\xff\xff")
		path := filepath.Join(t.TempDir(), fmt.Sprint(i))
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := readerdb.Open(t.Context(), path)
		if err != nil {
			continue
		}
		n := 0
		for _, err := range db.Items(t.Context()) {
			if n++; n > 10 {
				t.Fatalf("damaged at %d: more items than there were, %v", i, err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The names of the forms of databases are known to the detection.
func TestDetect(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(database(t, freshSchema))
	if err != nil || readers.Detect(raw) != readers.SQLite {
		t.Errorf("%v", err)
	}
}
