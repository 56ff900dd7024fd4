package archive_test

import (
	"archive/zip"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// moved is an entry of a feed that several programs have followed.
type moved struct {
	guid, link, title string
	at                time.Time
}

// movedEntries has an entry with both keys, with a guid that is its link, and
// with a link alone.
func movedEntries() []moved {
	at := time.Date(2026, 1, 14, 9, 30, 0, 0, time.UTC)
	return []moved{
		{"tag:1", "https://harbour.example/1?a=1&b=2", "Ferry & tram share a ticket", at},
		{"https://harbour.example/2", "https://harbour.example/2", "Museum opens its doors again", at.Add(time.Hour)},
		{"", "https://harbour.example/3", "Lighthouse keeper retires early", at.Add(2 * time.Hour)},
		{"tag:4", "https://harbour.example/4#top", "Mayor's plan for the old quay", at.Add(3 * time.Hour)},
	}
}

// movedFeed serves the entries.
func movedFeed(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	for _, e := range movedEntries() {
		guid := ""
		if e.guid != "" {
			guid = fmt.Sprintf(`<guid isPermaLink="false">%s</guid>`, e.guid)
		}
		fmt.Fprintf(&b, `<item>%s<title>%s</title><link>%s</link><pubDate>%s</pubDate><description>Body of %s</description></item>`, guid,
			strings.ReplaceAll(e.title, "&", "&amp;"), strings.ReplaceAll(e.link, "&", "&amp;"), e.at.Format(time.RFC1123Z), e.link[len(e.link)-1:])
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Harbour News</title><link>https://harbour.example/</link>%s</channel></rss>`, &b)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/rss?x=1&y=2"
}

// movedExports are the exports of the feed by several programs: paths by
// program.
func movedExports(t testing.TB, address string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	var fresh, feedly, miniflux []any
	newsboat := `CREATE TABLE rss_feed (rssurl, url, title); CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, enclosure_type, flags, deleted);`
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
	newsboat += `INSERT INTO rss_feed VALUES (` + quote(address) + `, 'https://harbour.example/', 'Harbour News');`
	type o = map[string]any
	for i, e := range movedEntries() {
		body := "Body of " + e.link[len(e.link)-1:]
		guid := e.guid
		if guid == "" {
			guid = e.link
		}
		escaped := strings.NewReplacer("&", "&amp;", "'", "&#039;").Replace(e.title)
		fresh = append(fresh, o{
			"id": "tag:google.com,2005:reader/item/" + fmt.Sprint(i), "guid": guid, "timestampUsec": fmt.Sprint(e.at.UnixMicro()), "published": e.at.Unix(), "title": escaped,
			"alternate": []o{{"href": e.link}}, "categories": []string{"user/-/state/com.google/read"}, "content": o{"content": body},
			"origin": o{"feedUrl": strings.ReplaceAll(address, "&", "&amp;"), "title": "Harbour News", "htmlUrl": "https://harbour.example/"},
		})
		feedly = append(feedly, o{
			"id": "x_" + fmt.Sprint(i), "originId": guid, "fingerprint": "f", "crawled": e.at.UnixMilli(), "published": e.at.UnixMilli(), "title": e.title,
			"alternate": []o{{"href": e.link}}, "content": o{"content": body}, "unread": true, "tags": []o{{"id": "user/1/tag/global.saved"}},
			"origin": o{"streamId": "feed/" + address, "title": "Harbour News", "htmlUrl": "https://harbour.example/"},
		})
		miniflux = append(miniflux, o{
			"id": i, "feed_id": 1, "hash": fmt.Sprint(i), "status": "unread", "starred": true, "title": e.title, "url": e.link, "published_at": e.at, "created_at": e.at,
			"content": body, "feed": o{"feed_url": address, "title": "Harbour News", "site_url": "https://harbour.example/"},
		})
		if e.guid == "" {
			guid = e.link + e.at.Format(time.RFC1123Z)
		}
		newsboat += fmt.Sprintf(`INSERT INTO rss_item VALUES (%d, %s, %s, '', %s, %s, %d, %s, 0, '', '', '', 0);`, i+1, quote(guid), quote(e.title), quote(e.link), quote(address), e.at.Unix(), quote(body))
	}
	paths := map[string]string{"newsboat": filepath.Join(dir, "cache.db")}
	db, err := sql.Open("sqlite", paths["newsboat"])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), newsboat); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]any{"freshrss": o{"id": "user/-/state/org.freshrss/starred", "items": fresh}, "feedly": o{"items": feedly}, "miniflux": o{"total": len(miniflux), "entries": miniflux}} {
		raw, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		paths[name] = filepath.Join(dir, name+".json")
		if err := os.WriteFile(paths[name], raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// An item that comes by a fetch and by the exports of several programs is one
// item of one story, in whichever order they come; and bringing all again
// changes nothing.
func TestMovingIn(t *testing.T) {
	t.Parallel()
	address := movedFeed(t)
	paths := movedExports(t, address)
	const sync = "sync"
	names := []string{sync, "newsboat", "freshrss", "feedly", "miniflux"}
	var orders [][]string
	for _, first := range names {
		for _, second := range names {
			orders = append(orders, []string{first, second})
		}
	}
	orders = append(orders, []string{"miniflux", "newsboat", "feedly", sync, "freshrss"})
	for _, order := range orders {
		t.Run(strings.Join(order, ","), func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			bring := func() (changed int) {
				for _, name := range order {
					if name == sync {
						if _, _, err := a.Follow(t.Context(), news.Feed{URL: address}, 0); err != nil {
							t.Fatal(err)
						}
						if err := a.Sync(t.Context(), archive.SyncOptions{All: true}, func(s archive.Synced) {
							if s.Err != nil {
								t.Error(s.Err)
							}
						}); err != nil {
							t.Fatal(err)
						}
						continue
					}
					got, err := a.Import(t.Context(), []string{paths[name]}, archive.ImportOptions{})
					if err != nil || got.Failed > 0 || got.Read != len(movedEntries()) || len(got.Exports) != 1 {
						t.Fatal(name, got, err)
					}
					changed += got.Changed + got.Items + got.Stories
				}
				return changed
			}
			bring()
			before := movedState(t, a)
			if len(before) != len(movedEntries()) {
				t.Errorf("%d items: %q", len(before), before)
			}
			for i, e := range movedEntries() {
				if i < len(before) && !strings.HasPrefix(before[i], e.title+"|Harbour News|"+e.at.Format(news.InstantLayout)) {
					t.Errorf("%q is not of %q", before[i], e.title)
				}
			}
			if changed := bring(); changed > 0 {
				t.Errorf("all again changes %d", changed)
			}
			if diff := cmp.Diff(before, movedState(t, a)); diff != "" {
				t.Error("all again:", diff)
			}
			st, err := a.Stats(t.Context())
			if err != nil || st.Items != len(movedEntries()) || st.Stories != len(movedEntries()) {
				t.Errorf("%d items, %d stories, %v", st.Items, st.Stories, err)
			}
			for name, mark := range map[string]string{"newsboat": "read", "freshrss": "read", "miniflux": "starred", "feedly": "later"} {
				if n := total(t, a, "is:"+mark); slices.Contains(order, name) && n != len(movedEntries()) {
					t.Errorf("%d are marked %s", n, mark)
				}
				if n := total(t, a, "tag:"+mark); n > 0 {
					t.Errorf("%d are tagged %s", n, mark)
				}
			}
		})
	}
}

// movedState returns what an archive has of each item, by the item's address.
func movedState(t *testing.T, a *archive.Archive) (all []string) {
	t.Helper()
	for it, err := range a.Items(t.Context(), store.ItemFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		st := it.Stories[0]
		all = append(all, fmt.Sprintf("%s|%s|%s|%s|%v|%v|%d", st.Title, st.Publisher, it.Published, it.Link, it.Tags, st.Marks, len(it.Revisions)))
	}
	slices.SortFunc(all, func(x, y string) int {
		return strings.Compare(x[strings.Index(x, "https"):], y[strings.Index(y, "https"):])
	})
	return all
}

// total returns how many stories a query finds.
func total(t *testing.T, a *archive.Archive, text string) int {
	t.Helper()
	got, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: text}, Load: archive.Load{Stories: archive.NoStories}})
	if err != nil {
		t.Fatal(err)
	}
	return got.Total
}

// The exports in a zip archive and in a folder are found among other files.
func TestExportsInFolderAndZip(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	files := map[string]string{
		"part_000000.csv":    "title,url,time_added,tags,status\nOne,https://a.example/1,1768032000,,unread\n",
		"collections/x.json": `{"a": 1}`,
		"metadata_0_to_1.json": `[{"id":"e","slug":"s","title":"Two","url":"https://a.example/2","state":"Active","labels":[],"savedAt":"2026-01-10T08:00:00.000Z"},
			{"id":"f","slug":"../../outside","title":"Four","url":"https://a.example/4","state":"Active","labels":[],"savedAt":"2026-01-10T08:00:00.000Z"}]`,
		"../outside.html":         "remarkable: no file outside of the folder is read",
		"content/s.html":          "<html><body>Two has a remarkable text</body></html>",
		"../../escape.csv":        "title,url,time_added,tags,status\nThree,https://a.example/3,1768032000,,unread\n",
		"readme.txt":              "nothing",
		"subscriptions.opml.json": `[]`,
	}
	f, err := os.Create(filepath.Join(dir, "all.zip"))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "folder")
	for name, text := range files {
		if strings.HasPrefix(name, "../..") {
			continue
		}
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]int{f.Name(): 4, folder: 3} {
		a := newArchive(t)
		got, err := a.Import(t.Context(), []string{path}, archive.ImportOptions{})
		if err != nil || got.Failed > 0 || got.Items != want || len(got.Exports) != want-1 {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
		if n := total(t, a, "remarkable"); n != 1 {
			t.Errorf("%s: the text in the file beside the export is found %d times", path, n)
		}
	}
}

// An item with neither guid nor link is known by headline and date, whichever
// way it comes first.
func TestHeadlineAndDate(t *testing.T) {
	t.Parallel()
	const title = "A note without any address"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Notes</title><item><title>%s</title><pubDate>Wed, 14 Jan 2026 09:30:00 GMT</pubDate><description>x</description></item></channel></rss>`, title)
	}))
	t.Cleanup(server.Close)
	cache := filepath.Join(t.TempDir(), "cache.db")
	db, err := sql.Open("sqlite", cache)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `CREATE TABLE rss_feed (rssurl, url, title); CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, enclosure_type, flags, deleted);
		INSERT INTO rss_item VALUES (1, ?1, ?1, '', '', ?2, 1768383000, 'x', 1, '', '', '', 0), (2, ?1, ?1, '', '', ?2, 1768469400, 'y', 1, '', '', '', 0)`, title, server.URL); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, fetchFirst := range []bool{true, false} {
		a := newArchive(t)
		if _, _, err := a.Follow(t.Context(), news.Feed{URL: server.URL}, 0); err != nil {
			t.Fatal(err)
		}
		for i := range 4 {
			if (i%2 == 0) == fetchFirst {
				err = a.Sync(t.Context(), archive.SyncOptions{All: true}, func(archive.Synced) {})
			} else {
				_, err = a.Import(t.Context(), []string{cache}, archive.ImportOptions{})
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if st, err := a.Stats(t.Context()); err != nil || st.Items != 2 || st.Stories != 2 {
			t.Errorf("fetched first %v: %d items, %d stories, %v", fetchFirst, st.Items, st.Stories, err)
		}
	}
}
