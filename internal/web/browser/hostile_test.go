package browser_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/effort"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// ours are attacks of our own, so that something is tried where the corpus is not.
func ours() []string {
	return []string{
		`<script>window.ran.push("script")</script>`, `<img src=x onerror='window.ran.push("img")'>`, `<svg onload='window.ran.push("svg")'>`,
		`"><script>window.ran.push("quote")</script>`, `javascript:window.ran.push("link")`, `'onfocus='window.ran.push("focus")' autofocus='`,
		`</title><script>window.ran.push("title")</script>`, `</textarea><img src=x onerror=window.ran.push("area")>`, `<a href="javascript:window.ran.push(1)">x</a>`,
		`<iframe srcdoc="<script>parent.ran.push('frame')</script>">`, `<details open ontoggle=window.ran.push("details")>`, `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`,
		`<base href="https://evil.example/">`, `<form action="https://evil.example/"><button autofocus>x</button></form>`, `<link rel=stylesheet href="https://evil.example/x.css">`,
		`<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>`, `{{.}} ${alert(1)} #{alert(1)}`, `<!--><img src=x onerror=alert(1)>-->`,
	}
}

// some is how much is tried: all of it with ARCHIVE_TESTS=all.
func some(few, all int) int {
	if effort.All() {
		return all
	}
	return few
}

// hostileSite serves an archive into which hostile texts came in every way: by
// feeds that were fetched, as values of a feed's items, and as pages of stories.
func hostileSite(t *testing.T) (s *site, lines []string) {
	t.Helper()
	all := corpus.Attacks(t)
	lines = ours()
	for n := 0; n < len(all); n += some(5, 1) {
		lines = append(lines, all[n])
	}
	feeds := corpus.NewMutator(t).Attack(250)
	feeds = feeds[:min(len(feeds), some(8, 40))]
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d.xml", &n); err != nil || n >= len(feeds) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/xml")
		_, _ = w.Write(feeds[n])
	}))
	t.Cleanup(server.Close)
	fill := func(ctx context.Context, ar *archive.Archive) error {
		networks := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		if err := ar.EditSettings(ctx, store.SettingsEdit{Networks: &networks}); err != nil {
			return err
		}
		for n := range feeds {
			if _, _, err := ar.Follow(ctx, news.Feed{URL: fmt.Sprintf("%s/%d.xml", server.URL, n), Name: lines[n]}, 0); err != nil {
				return err
			}
		}
		if err := ar.Sync(ctx, archive.SyncOptions{All: true}, func(archive.Synced) {}); err != nil {
			return err
		}
		for i, chunk := range slices.Collect(slices.Chunk(lines, 200)) {
			if err := addHostilePage(ctx, ar, i, chunk); err != nil {
				return err
			}
		}
		_, err := ar.AddTopic(ctx, "hostile", `alert OR "<script>" OR javascript`, nil)
		return err
	}
	s = newSite(t, fill)
	saveHostile(t, s, lines)
	s.index(t)
	return s, lines
}

// addHostilePage adds a page whose text has the lines as they are, twice, so that
// there are versions to compare.
func addHostilePage(ctx context.Context, ar *archive.Archive, n int, lines []string) error {
	prose := "<p>A paragraph of plain prose, long enough, with a comma, to be taken for the text of an article by a reader of pages.</p>"
	for version := range 2 {
		var b strings.Builder
		title := strings.NewReplacer("<", "&lt;", "&", "&amp;").Replace(lines[0])
		b.WriteString("<!doctype html><html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1>" + strings.Repeat(prose, 3))
		for i, line := range lines {
			fmt.Fprintf(&b, "<div><p>Words before, version %d of paragraph %d, %s words after.</p></div>", version, i, line)
		}
		b.WriteString(strings.Repeat(prose, 3) + "</article></body></html>")
		address := fmt.Sprintf("https://pages.example/%d", n)
		page := news.Page{
			Asked: address, URL: address, Status: http.StatusOK, Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}},
			Body: []byte(b.String()), Fetched: time.Date(2026, 1, 10+version, 9, 0, 0, 0, time.UTC),
		}
		if _, _, err := ar.AddPage(ctx, page, archive.AddOptions{}); err != nil {
			return err
		}
	}
	return nil
}

// saveHostile saves the lines as values of items, past the parsers: twice, so that
// the first ones are kept as earlier values.
func saveHostile(t *testing.T, s *site, lines []string) {
	t.Helper()
	st, err := store.Open(t.Context(), archive.DatabasePath(s.dir))
	if err != nil {
		t.Fatal(err)
	}
	f, _, err := st.Follow(t.Context(), news.Feed{URL: "https://hostile.example/rss", Name: `"><script>alert(1)</script>`}, 0)
	start := time.Date(2026, 1, 13, 9, 0, 0, 0, time.UTC)
	for i := 0; i < 2 && err == nil; i++ {
		doc := news.Document{Feed: news.Feed{Title: lines[i], Link: lines[4], Description: strings.Join(lines[:40], " "), Language: lines[2]}}
		for n, line := range lines {
			other := lines[(n+1+i)%len(lines)]
			it := news.Item{
				GUID: fmt.Sprint("g", n), Link: line, Title: line + strings.Repeat(" (edited)", i), Author: other, Summary: line, Content: "<p>" + line + "</p>" + other, Text: line + "\n" + other,
				Language: other, Tags: []string{line}, Published: news.Instant(start.AddDate(0, 0, -n%9)), Cluster: n%3 == 0,
				Stories: []news.Story{{Link: fmt.Sprint("https://a.example/", n), Title: line + strings.Repeat(" (edited)", i), Publisher: other, Author: line, Language: line, Image: line}},
			}
			if it.Cluster {
				it.Stories = append(it.Stories, news.Story{Link: line, Title: other, Publisher: line, Language: other})
			}
			doc.Items = append(doc.Items, it)
		}
		_, err = st.SaveDocument(t.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: start.Add(time.Duration(i) * time.Hour), Outcome: store.OutcomeNew, Error: lines[i]}, doc)
	}
	if err == nil {
		_, err = st.RecordFetch(t.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: start.Add(9 * time.Hour), Outcome: store.OutcomeFailed, Error: strings.Join(lines[:20], " ")})
	}
	if err = errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
}

// testHostile promises that nothing of the hostile texts runs, on any page and in
// any form that a browser shows: no script, no dialog, no request to elsewhere.
// Most pages are opened with the Content-Security-Policy off, so that the markup
// itself must be harmless; some with it, and then it has nothing to forbid.
func testHostile(t *testing.T, c *chromium) {
	s, lines := hostileSite(t)
	x := c.tab(t, s)
	downloads := browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorDeny, BrowserContextID: chromedp.FromContext(x.ctx).BrowserContextID}
	if _, err := chromedp.CallBrowser(x.ctx, browser.SetDownloadBehavior, downloads); err != nil {
		t.Fatal(err)
	}
	all := hostileAddresses(x, lines)
	began := time.Now()
	for n, address := range all {
		bypass := n%4 != 3
		x.do(call(page.SetBypassCSP, page.SetBypassCSPParams{Enabled: bypass}))
		x.harmless(address)
		if t.Failed() {
			return // one is enough to read
		}
	}
	t.Logf("%d pages in %v", len(all), time.Since(began).Round(time.Millisecond))
}

// hostileAddresses are the pages that are opened: with ARCHIVE_TESTS=all more of
// the same kinds.
func hostileAddresses(x *tab, lines []string) []string {
	all := []string{
		"/", "/topics", "/topic/hostile", "/feeds", "/feed/1", "/feed/2", "/feed/3", "/topics.json", "/topic/hostile.json", "/topic/hostile.atom", "/topic/hostile.rss", "/feeds.json", "/opml", "/opensearch.xml",
		"/timeline?q=alert&vs=script&share=yes", "/timeline.svg?q=alert&vs=%22%3Cscript%3E%22", "/timeline.json?q=alert", "/timeline.csv?q=alert", "/search.md?q=alert", "/search.atom?q=alert&n=200", "/search.rss?q=alert&n=200", "/search.csv?q=alert", "/search.ndjson?q=alert",
	}
	for number := range some(3, 10) {
		all = append(all, fmt.Sprint("/search?group=none&n=200&page=", number+1))
	}
	for _, words := range []string{"alert", "script", "onerror", "javascript", "svg", "words+before", "edited"} {
		all = append(all, "/search?n=50&q="+words)
	}
	for _, title := range []string{"words+before"} {
		id := x.story(title)
		all = append(all, "/story/"+id, "/story/"+id+"?diff=2", "/story/"+id+".md", "/story/"+id+".json", "/event/"+id+".json")
	}
	for n := range len(lines) {
		if n%some(60, 120) != 0 && n >= len(ours()) {
			continue
		}
		id := fmt.Sprint(n*2 + 1)
		all = append(all, "/story/"+id, "/event/"+id)
		if line := lines[n]; len(line) < 2000 {
			all = append(all, "/search?"+query("q", line, "publisher", line), "/timeline?"+query("q", line, "vs", line), "/feeds/add?"+query("url", line), "/topics/add?"+query("q", line))
		}
	}
	return all
}

// harmless opens an address and looks at what happens, and at all that could
// happen by a click.
func (x *tab) harmless(address string) {
	x.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(x.address+address)); err != nil && !strings.Contains(err.Error(), "ERR_ABORTED") { // a download
		x.Errorf("%s: %v", address, err)
		return
	}
	x.takeStatus()
	for _, odd := range x.take(x.address) {
		x.Errorf("%s: %s", address, odd)
	}
	wrong, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](harmlessScript))
	if err != nil {
		x.Errorf("%s: %v", address, err)
	}
	for _, w := range wrong {
		x.Errorf("%s: %s", address, w)
	}
}

// harmlessScript lists what ran, and what is on the page that no page of ours has.
const harmlessScript = `(() => {
	const wrong = (window.ran || []).map(r => "ran: " + r);
	if (!["text/html", "image/svg+xml"].includes(document.contentType)) return wrong;
	const say = (e, why) => wrong.push(why + ": " + e.outerHTML.slice(0, 200));
	for (const e of document.querySelectorAll("*")) {
		for (const a of e.attributes) {
			if (/^on/i.test(a.name) || a.name === "style" || a.name === "srcdoc") say(e, a.name);
			if (/^\s*(javascript|data|vbscript):/i.test(a.value) && ["href", "src", "action", "formaction", "xlink:href"].includes(a.name) && !(a.name === "href" && location.pathname === "/feeds/add" && e.matches("section a.button"))) say(e, a.name);
		}
		if (["iframe", "frame", "object", "embed", "applet", "base", "template", "audio", "video", "math", "foreignobject"].includes(e.localName)) say(e, "an element");
		if (e.localName === "script" && !(e.src || "").startsWith(location.origin + "/static/")) say(e, "a script");
		if (["img", "image"].includes(e.localName)) say(e, "a picture");
		if (e.localName === "link" && e.relList.contains("stylesheet") && !e.href.startsWith(location.origin + "/static/")) say(e, "a style sheet");
		if (e.localName === "style" && !location.pathname.endsWith(".svg")) say(e, "a style sheet");
		if (e.localName === "meta" && e.httpEquiv) say(e, "a command");
		if (e.localName === "form" && new URL(e.action).origin !== location.origin) say(e, "a form");
	}
	return wrong;
})()`
