package web

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// TestTagging promises that tags are added and removed from a story's page.
func TestTagging(t *testing.T) {
	b := newBrowser(newSite(t))
	b.makes("/story/1", "Tagged: summit, far east.", "/story/1", "/story/1/tags", "add", "summit, far east")
	b.makes("/story/2", "Tagged: summit.", "/story/2", "/story/2/tags", "add", "summit")
	for _, want := range []string{`aria-label="Remove the tag far east"`, `<option value="summit">`} {
		if page := b.open("/story/1"); !strings.Contains(page.body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if found := b.open("/search?q=tag:summit"); !strings.Contains(found.body, "2 stories") {
		t.Errorf("the tag is not found: %.2000s", found.body)
	}
	b.makes("/story/1", "Removed: far east.", "/story/1", "/story/1/tags", "remove", "far east")
	if page := b.open("/story/1"); strings.Contains(page.body, "far east") {
		t.Error("the tag is still there")
	}
	b.refuses("add", "Type a tag", "/story/1", "/story/1/tags", "add", " , ")
	b.refuses("add", "cannot hold", "/story/1", "/story/1/tags", "add", `a"b`)
	if res := b.send("/story/1", "/story/99/tags", "add", "x"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a story that is not there: %s", res.Status)
	}
}

// TestTopicForms promises that a search becomes a topic, is changed, marked as
// seen and removed.
func TestTopicForms(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	search := b.open("/search?q=coffee&publisher=AP+News&since=2026")
	keep := `/topics/add?q=%28coffee%29&#43;publisher%3A%22AP&#43;News%22&#43;date%3A2026..`
	if !strings.Contains(search.body, keep) {
		t.Errorf("the search cannot be kept: %.3000s", search.body)
	}
	form := strings.ReplaceAll(keep, "&#43;", "+")
	if page := b.open(form); !strings.Contains(page.body, `(coffee) publisher:&#34;AP News&#34; date:2026..</textarea>`) {
		t.Errorf("the form: %.3000s", page.body)
	}
	b.makes("/topic/coffee%2Ebeans", "with 1 story so far", form, "/topics/add", "name", "Coffee.beans", "query", `(coffee) publisher:"AP News" date:2026..`)
	b.refuses("name", "There is such a topic already", "/topics/add", "/topics/add", "name", "korea", "query", "x")
	b.refuses("name", "it needs a letter", "/topics/add", "/topics/add", "name", "", "query", "x")
	if res := b.refuses("query", "28 days", "/topics/add", "/topics/add", "name", "y", "query", "date:2026-02-30"); !strings.Contains(res.body, ">date:2026-02-30</textarea>") {
		t.Error("what was typed is lost")
	}
	s.save(50, archivetest.Cluster("9", "Korea waits", "Reuters"))
	if page := b.open("/topic/korea"); !strings.Contains(page.body, "1 new") {
		t.Errorf("nothing is new: %.3000s", page.body)
	}
	b.makes("/topic/korea", "1 story marked as seen.", "/topic/korea", "/topic/korea/seen")
	b.makes("/topic/korea", "Nothing was new.", "/topics/add", "/topic/korea/seen")
	b.makes("/topic/far%20east", "Changed. It has 5 stories.", "/topic/korea/edit", "/topic/korea/edit", "name", "far east", "query", "korea OR coffee OR korea", "more", "x")
	b.refuses("query", "needs a query", "/topic/far%20east/edit", "/topic/far%20east/edit", "name", "far east", "query", " ")
	b.makes("/topics", "The topic far east is removed.", "/topic/far%20east/remove", "/topic/far%20east/remove")
	if res := b.open("/topic/far%20east"); res.StatusCode != http.StatusNotFound {
		t.Errorf("it is still there: %s", res.Status)
	}
}

// TestFeedForms promises that feeds are followed by their address or a page, set,
// unfollowed, and that lists come and go.
func TestFeedForms(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	server := feedServer(t)
	const add = "/feeds/add"
	b.refuses("url", "private network", add, add, "url", server.URL+"/one")
	b.refuses("url", "Type or paste", add, add, "url", "")
	for _, typed := range []string{"/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "no address", "ftp://a.example/", "https://"} {
		b.refuses("url", "", add, add, "url", typed)
	}
	s.allowLoopback()
	b.makes("/feed/3", "its address was found by "+server.URL+"/one. It has 1 item; the newest: harbour opens.", add+"?url="+url.PathEscape(server.URL+"/one"), add,
		"url", server.URL+"/one", "name", "port", "every", "2h", "tags", "sea, ships", "text", "off")
	b.makes("/feed/3", "followed already", add, add, "url", server.URL+"/harbour.rss")
	several := b.refuses("feed", "names 2 feeds", add, add, "url", server.URL+"/two")
	if want := `value="` + server.URL + `/market.rss"`; !strings.Contains(several.body, want) || !strings.Contains(several.body, "The &lt;b&gt;market") {
		t.Errorf("no choice %s: %.4000s", want, several.body)
	}
	b.makes("/feed/4", "Followed. It has 1 item", add, add, "url", server.URL+"/two", "feed", server.URL+"/market.rss")
	b.refuses("url", "none was found", add, add, "url", server.URL+"/none")
	b.refuses("name", "another feed is named", add, add, "url", server.URL+"/none", "feed", server.URL+"/harbour.rss?x", "name", "port")
	s.withArchive(func(ar *archive.Archive) error {
		f, err := ar.Feed(t.Context(), "port")
		if err != nil || !f.State.Foreign || time.Duration(f.State.Every) != 2*time.Hour || len(f.Tags) != 2 || f.State.Text != news.TextOff {
			t.Errorf("%+v %+v %v", f, f.State, err)
		}
		return nil
	})
	edit := "/feed/3/edit"
	if page := b.open(edit); !strings.Contains(page.body, `value="2h"`) || !strings.Contains(page.body, `value="sea, ships"`) {
		t.Errorf("the form: %.3000s", page.body)
	}
	b.makes("/feed/3", "Changed.", edit, edit, "name", "harbour", "every", "1d", "tags", "", "text", "on")
	b.refuses("every", "is no interval", edit, edit, "every", "soon")
	b.refuses("every", "Once in 5 minutes", edit, edit, "every", "10s")
	b.refuses("every", "is no interval", edit, edit, "every", "NaNd")
	b.refuses("text", "Choose", edit, edit, "text", "maybe")
	b.refuses("name", "named", edit, edit, "name", "world")
	b.makes("/feeds", "harbour is no longer followed; 1 item is kept.", "/feed/3/unfollow", "/feed/3/unfollow")
}

// TestFeedLogin promises that a password in an address is shown nowhere.
func TestFeedLogin(t *testing.T) {
	b := newBrowser(newSite(t))
	for _, page := range []got{
		b.open("/feeds/add?url=https%3A%2F%2Fada%3Asesame%40news.example%2F"),
		b.refuses("url", "private", "/feeds/add", "/feeds/add", "url", "http://ada:sesame@127.0.0.1/feed"),
	} {
		if strings.Contains(page.body, "sesame") || !strings.Contains(page.body, "javascript:void%28location.href=") {
			t.Errorf("the page has the password: %.3000s", page.body)
		}
	}
}

// TestFeedList promises that a list of feeds is followed, and that bad ones are
// refused with a reason.
func TestFeedList(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	const list = `<opml version="2.0"><body><outline text="x"><outline xmlUrl="https://a.example/rss"/><outline xmlUrl="nonsense:"/></outline></body></opml>`
	res := b.ask(b.upload(uploadPath, b.token(uploadPath), list))
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/feeds" || !strings.HasPrefix(res.body, "1 feed is new") {
		t.Errorf("%s %s", res.Status, res.body)
	}
	if opml := b.open("/opml"); !strings.Contains(opml.body, "https://a.example/rss") || b.cookies[noticeCookie] == "" {
		t.Errorf("the list: %s", opml.body)
	}
	b.open("/feeds")
	for _, c := range []struct {
		list   string
		status int
		says   string
	}{
		{"", 422, "Choose a file"},
		{"no list", 422, "neither OPML"},
		{`<rss version="2.0"><channel><title>x</title></channel></rss>`, 422, "not a list"},
		{strings.Repeat("x", 9<<20), 413, "Too large"},
	} {
		res := b.ask(b.upload(uploadPath, b.token(uploadPath), c.list))
		if res.StatusCode != c.status || !strings.Contains(res.body, c.says) {
			t.Errorf("%.20q: %s %.2000s", c.list, res.Status, res.body)
		}
		checkPage(t, uploadPath, res.body)
	}
}

// TestBusy promises that a write which another program holds up is said, with what
// was typed, and that it is not lost when it is sent again.
func TestBusy(t *testing.T) {
	s := newSite(t)
	s.serve(Options{Limits: Limits{ChangeTime: 300 * time.Millisecond}})
	b := newBrowser(s)
	lock := flock.New(filepath.Join(s.dir, store.GateFile))
	if err := lock.Lock(); err != nil {
		t.Fatal(err)
	}
	res := b.send("/topics/add", "/topics/add", "name", "tea", "query", "tea OR coffee")
	if res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(res.body, "another program is using") || !strings.Contains(res.body, "tea OR coffee</textarea>") {
		t.Errorf("%s %.3000s", res.Status, res.body)
	}
	if err := lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	s.serve(Options{})
	b.makes("/topic/tea", "Kept as a topic", "/topics/add", "/topics/add", "name", "tea", "query", "tea OR coffee")
}
