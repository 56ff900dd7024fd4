package web

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/greader"
	"newsarchive/internal/news"
	"newsarchive/internal/readerapi"
	"newsarchive/store"
)

// device is a program that syncs with an archive.
type device struct {
	*site
	auth string
	now  *time.Time
}

// newDevice serves an archive to a program with a password: stories 1 and 2 of a
// feed with the tag World, 3 and 4 of another, the first of the topic korea. An
// hour ago all of them came; five weeks ago, story 5.
func newDevice(t *testing.T, write bool) *device {
	t.Helper()
	s := &site{T: t, dir: t.TempDir(), log: &strings.Builder{}}
	now := archivetest.Start().Add(time.Hour)
	d := &device{site: s, now: &now}
	ar, err := archive.Create(t.Context(), s.dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := ar.Close(); err != nil {
		t.Fatal(err)
	}
	d.feed = d.follow("World news", "World")
	d.save(0, plainItem("2", "Coffee prices climb"), plainItem("1", "South Korea and Japan set a summit"))
	d.feed = d.follow("Science")
	d.save(0, plainItem("4", "Whales sing"), plainItem("3", "A comet <b>returns</b> & is seen"))
	d.save(-24*35, plainItem("5", "An old story of a lighthouse"))
	d.withArchive(func(ar *archive.Archive) error {
		if _, err := ar.CatchUp(t.Context(), nil); err != nil { // as in newSite
			return err
		}
		_, err := ar.AddTopic(t.Context(), "korea", "korea", nil)
		return err
	})
	d.begin(Options{})
	d.auth = d.password(write)
	return d
}

// begin makes the server, with the device's clock.
func (d *device) begin(o Options) {
	d.Helper()
	clock := func() time.Time { return *d.now }
	k := archive.NewKeeper(d.dir, archive.Options{Now: clock})
	d.Cleanup(func() {
		if err := k.Close(); err != nil {
			d.Error(err)
		}
	})
	o.Version, o.Now, o.Log = "test", clock, slog.New(slog.NewTextHandler(d.log, nil))
	o.Passwords = d.passwords()
	o.Limits = unhurried(o.Limits)
	server, err := New(k, o)
	if err != nil {
		d.Fatal(err)
	}
	d.Server = server
}

func (d *device) follow(title string, tags ...string) (f news.Feed) {
	d.Helper()
	d.withStore(func(st *store.Store) (err error) {
		address := "https://" + strings.ToLower(strings.Fields(title)[0]) + ".example/rss"
		if f, _, err = st.Follow(d.Context(), news.Feed{URL: address, Title: title}, 0); err == nil {
			err = st.EditFeed(d.Context(), f.ID, store.FeedEdit{Tags: &tags})
		}
		return err
	})
	return f
}

func plainItem(id, title string) news.Item {
	link := "https://paper.example/" + id
	return news.Item{
		GUID: link, Link: link, Title: title, Published: news.Instant(archivetest.Start()), Summary: "<p>Text " + id + `</p><script>alert(1)</script><img src="x">`,
		Stories: []news.Story{{Link: link, Title: title, Publisher: "Paper"}},
	}
}

// send sends a request as a program does.
func (d *device) send(method, address, body string, fields ...string) got {
	d.Helper()
	r := httptest.NewRequestWithContext(d.Context(), method, "http://127.0.0.1:8484"+address, strings.NewReader(body))
	if d.auth != "" {
		r.Header.Set("Authorization", "GoogleLogin auth="+d.auth)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	res := w.Result()
	defer res.Body.Close() //nolint:errcheck // it is in memory
	return got{res, w.Body.String()}
}

// ok sends a request that must be answered with 200.
func (d *device) ok(method, address, body string) string {
	d.Helper()
	res := d.send(method, address, body)
	if res.StatusCode != http.StatusOK {
		d.Fatalf("%s %s %s: %s\n%s\n%s", method, address, body, res.Status, res.body, d.log)
	}
	return res.body
}

// change sends a change, which must be answered with OK and nothing else.
func (d *device) change(call, body string) {
	d.Helper()
	if got := d.ok(http.MethodPost, readerapi.CallsPath+call, body); got != "OK" {
		d.Errorf("%s %s: %q", call, body, got)
	}
}

// stories are the stories of a stream.
func (d *device) stories(query string) (ids []int64) {
	d.Helper()
	var list greader.ItemRefs
	if err := json.Unmarshal([]byte(d.ok(http.MethodGet, readerapi.CallsPath+"stream/items/ids?output=json&"+query, "")), &list); err != nil {
		d.Fatal(err)
	}
	for _, ref := range list.ItemRefs {
		id, err := greader.ParseItem(ref.ID)
		if err != nil {
			d.Fatal(err)
		}
		ids = append(ids, id.Story())
	}
	return ids
}

func (d *device) has(query string, want ...int64) {
	d.Helper()
	if got := d.stories(query); !slices.Equal(got, want) {
		d.Errorf("%s has %v, not %v", query, got, want)
	}
}

const (
	allUnread = "s=user/-/state/com.google/reading-list&xt=user/-/state/com.google/read"
	starred   = "s=user/-/state/com.google/starred"
)

// TestReaderClients replays what programs send, as their code says it: each file in
// testdata/reader is one of them. "> " begins a request, with further fields; a
// line after them is its body. "< " is what is expected: the status, then members
// of the answer, by path: a JSON value, or *string, *number, *array for any.
func TestReaderClients(t *testing.T) {
	files, err := filepath.Glob("testdata/reader/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := newDevice(t, true)
			p := &played{device: d, names: map[string]string{"PASSWORD": d.auth}}
			for i := range int64(6) {
				id := greader.ItemOf(i)
				hex := strings.TrimPrefix(id.Long(), "tag:google.com,2005:reader/item/")
				for name, form := range map[string]string{"TOPIC": greader.ItemUnder(i, 1).Long(), "DEC": id.Decimal(), "LONG": id.Long(), "PAD": hex, "HEX": strings.TrimLeft(hex, "0")} {
					p.names[name+strconv.FormatInt(i, 10)] = form
				}
			}
			d.auth = ""
			for n, line := range strings.Split(string(raw), "\n") {
				p.line(fmt.Sprintf("%s:%d", file, n+1), line)
			}
			p.send()
		})
	}
}

// played is a session that is replayed.
type played struct {
	*device
	names   map[string]string // variables
	request []string          // not sent yet
	body    string
	got     got
}

var variable = regexp.MustCompile(`\$[A-Z]+[0-9]?`)

func (p *played) line(at, line string) {
	p.Helper()
	if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
		return
	}
	line = variable.ReplaceAllStringFunc(line, func(name string) string { return p.names[name[1:]] })
	switch mark, rest, _ := strings.Cut(line, " "); mark {
	case ">":
		if method, _, _ := strings.Cut(rest, " "); method == http.MethodGet || method == http.MethodPost {
			p.send()
		}
		p.request = append(p.request, rest)
	case "<":
		p.send()
		p.expect(at, rest)
	default:
		p.body = line
	}
}

func (p *played) send() {
	p.Helper()
	if len(p.request) == 0 {
		return
	}
	method, address, _ := strings.Cut(p.request[0], " ")
	var fields []string
	for _, field := range p.request[1:] {
		name, value, _ := strings.Cut(field, ": ")
		fields = append(fields, name, value)
	}
	p.got = p.device.send(method, address, p.body, fields...)
	p.request, p.body = nil, ""
	for line := range strings.SplitSeq(p.got.body, "\n") { // as programs do: split at every =
		if parts := strings.Split(line, "="); len(parts) == 2 && parts[0] == "Auth" {
			p.names["AUTH"] = parts[1]
		}
	}
	if strings.HasSuffix(strings.SplitN(address, "?", 2)[0], "/token") {
		p.names["T"] = p.got.body
	}
}

func (p *played) expect(at, want string) {
	p.Helper()
	if code, err := strconv.Atoi(want); err == nil {
		if p.got.StatusCode != code {
			p.Errorf("%s: %s, not %d\n%s\n%s", at, p.got.Status, code, p.got.body, p.log)
		}
		return
	}
	if text, ok := strings.CutPrefix(want, "body "); ok {
		if p.got.body != text {
			p.Errorf("%s: the body is %q", at, p.got.body)
		}
		return
	}
	path, value, _ := strings.Cut(want, " ")
	var all any
	if err := json.Unmarshal([]byte(p.got.body), &all); err != nil {
		p.Errorf("%s: %v\n%.300s", at, err, p.got.body)
		return
	}
	found := jsonMember(all, strings.Split(path, "."))
	switch value {
	case "*string":
		_, ok := found.(string)
		check(p, ok, at, path, found)
	case "*number":
		_, ok := found.(float64)
		check(p, ok, at, path, found)
	case "*array":
		_, ok := found.([]any)
		check(p, ok, at, path, found)
	default:
		text, err := json.Marshal(found)
		check(p, err == nil && string(text) == value, at, path, found)
	}
}

func check(p *played, ok bool, at, path string, found any) {
	p.Helper()
	if !ok {
		p.Errorf("%s: %s is %v\n%.600s", at, path, found, p.got.body)
	}
}

func jsonMember(v any, path []string) any {
	for _, name := range path {
		switch of := v.(type) {
		case map[string]any:
			v = of[name]
		case []any:
			n, err := strconv.Atoi(name)
			if name == "#" {
				return float64(len(of))
			}
			if err != nil || n >= len(of) {
				return nil
			}
			v = of[n]
		default:
			return nil
		}
	}
	return v
}

// TestReaderMarks promises that marks and labels, given by numbers in any form,
// twice and for stories that are not there, are the archive's.
func TestReaderMarks(t *testing.T) {
	d := newDevice(t, false)
	d.has(allUnread, 4, 3, 2, 1)
	const read, unread = "a=user/-/state/com.google/read", "r=user/-/state/com.google/read"
	id := greader.ItemOf
	for range 2 {
		d.change("edit-tag", read+"&i="+id(1).Decimal()+"&i="+id(99).Decimal()+"&i=nonsense&i=18446744073709551615")
		d.change("edit-tag", read+"&i="+url.QueryEscape(id(2).Long())+"&T=x")
		d.change("edit-tag", unread+"&a=user/-/state/com.google/kept-unread&i="+id(5).Long()+"&T="+greader.Token(d.auth)+"%0A")
		d.change("edit-tag", "a=user/-/state/com.google/starred&a=user/-/label/later&a=user/-/label/To%20Check&i="+strings.TrimLeft(strings.TrimPrefix(id(3).Long(), "tag:google.com,2005:reader/item/"), "0"))
		d.change("edit-tag", "a=user/-/state/com.google/like&i="+id(3).Decimal())
	}
	d.has(allUnread, 4, 3, 5)
	d.has(starred, 3)
	d.has("s=user/-/label/later", 3)
	d.has("s=user/-/label/to%20check", 3)
	d.has("s=user/-/state/com.google/kept-unread", 5)
	d.has("s=user/-/state/com.google/starred&s=feed/1", 3, 2, 1)
	d.has("s=user/-/label/World", 2, 1)
	d.has("s=user/-/label/Topics", 1)
	d.has("s=feed/topic-1", 1)
	d.has("s=user/-/state/com.google/broadcast")
	d.has("s=user/-/search/whales", 4)
	d.withArchive(func(ar *archive.Archive) error {
		stories, err := ar.Stories(t.Context(), []int64{1, 3, 5})
		for i, want := range []string{"read ", "later starred to check", "-read "} {
			var said []string
			for _, m := range stories[i].Marks {
				said = append(said, map[bool]string{true: "-"}[m.Off]+m.Mark)
			}
			if got := strings.Join(said, " ") + " " + strings.Join(stories[i].Tags, " "); got != want {
				t.Errorf("the archive knows %q of story %d, not %q", got, stories[i].ID, want)
			}
		}
		return err
	})
	d.change("edit-tag", "r=user/-/state/com.google/starred&r=user/-/label/later&r=user/-/label/to%20check&i="+id(3).Decimal())
	d.has(starred)
	d.has("s=user/-/label/later")
	d.has("s=user/-/label/to%20check")

	*d.now = d.now.Add(time.Minute)
	d.change("mark-all-as-read", "s=feed/2&ts="+strconv.FormatInt(archivetest.Start().Add(time.Minute).UnixMicro(), 10))
	d.has(allUnread, 5)
	d.save(2, plainItem("6", "Something new of a harbour"))
	*d.now = archivetest.Start().Add(3 * time.Hour)
	d.has(allUnread, 6, 5)
	d.change("mark-all-as-read", "s=user/-/state/com.google/reading-list&ts="+strconv.FormatInt(archivetest.Start().Add(time.Hour).Unix(), 10))
	d.has(allUnread, 6)
	d.change("mark-all-as-read", "s=user/-/label/World&s=feed/2")
	d.has(allUnread)
}

// TestReaderRefuses promises what is answered to requests that cannot be granted:
// never 500.
func TestReaderRefuses(t *testing.T) {
	d := newDevice(t, false)
	auth := d.auth
	one := "i=" + greader.ItemOf(1).Decimal()
	for _, c := range []struct {
		auth, method, address, body string
		status                      int
	}{
		{"", "GET", "subscription/list", "", 401},
		{"wrong", "GET", "subscription/list", "", 401},
		{auth, "GET", "no/such/call", "", 404},
		{auth, "POST", "no-such-call", "x=y", 404},
		{auth, "GET", "", "", 404},
		{auth, "GET", "edit-tag?" + one + "&a=user/-/state/com.google/read", "", 400},
		{auth, "POST", "edit-tag", "", 400},
		{auth, "POST", "edit-tag", one, 400},
		{auth, "POST", "edit-tag", one + "&a=nothing", 400},
		{auth, "POST", "edit-tag", one + "&a=user/-/label/%22", 400},
		{auth, "POST", "edit-tag", strings.Repeat(one+"&", 1001) + "a=user/-/state/com.google/read", 400},
		{auth, "POST", "edit-tag", "i=" + strings.Repeat("1", maxReaderBody), 413},
		{auth, "POST", "edit-tag", one + "&a=user/-/state/com.google/read&T=old", 401},
		{auth, "POST", "mark-all-as-read", "", 400},
		{auth, "POST", "mark-all-as-read", "s=feed/1&ts=yesterday", 400},
		{auth, "POST", "mark-all-as-read", "s=feed/99", 404},
		{auth, "GET", "stream/items/ids?s=feed/99", "", 404},
		{auth, "GET", "stream/items/ids?s=feed/topic-99", "", 404},
		{auth, "GET", "stream/items/ids?s=nothing", "", 400},
		{auth, "GET", "stream/items/ids?c=nothing", "", 400},
		{auth, "GET", "stream/items/ids?s=user/-/search/id:x", "", 400},
		{auth, "GET", "stream/items/ids?s=user/-/label/nobody&n=99999999", "", 200},
		{auth, "GET", "stream/contents/feed/x", "", 400},
		{auth, "POST", "stream/items/contents", strings.Repeat(one+"&", 1001), 400},
		{auth, "POST", "stream/items/contents", "", 200},
		{auth, "POST", "subscription/quickadd", "quickadd=https://news.example/", 403},
		{auth, "POST", "subscription/edit", "ac=unsubscribe&s=feed/1", 403},
		{auth, "POST", "rename-tag", "s=user/-/label/World&dest=user/-/label/Earth", 403},
		{auth, "POST", "disable-tag", "s=user/-/label/World", 403},
	} {
		d.auth = c.auth
		res := d.send(c.method, readerapi.CallsPath+c.address, c.body)
		if res.StatusCode != c.status {
			t.Errorf("%s %.60s %.60s: %s, not %d\n%s", c.method, c.address, c.body, res.Status, c.status, res.body)
		}
		if bad := res.Header.Get("X-Reader-Google-Bad-Token"); (bad == "true") != (c.status == 401) {
			t.Errorf("%s %.60s: the field for a bad token is %q", c.method, c.address, bad)
		}
	}
	if strings.Contains(d.log.String(), "level=ERROR") || strings.Contains(d.log.String(), auth) {
		t.Error(d.log)
	}
	d.auth = auth
	d.has(allUnread, 4, 3, 2, 1)
	d.begin(Options{ReadOnly: true})
	if res := d.send("POST", readerapi.CallsPath+"edit-tag", one+"&a=user/-/state/com.google/read"); res.StatusCode != http.StatusForbidden {
		t.Errorf("a server for reading: %s", res.Status)
	}
}

// TestReaderPages promises that pages by continuation have each story once, while
// the stream changes, and end.
func TestReaderPages(t *testing.T) {
	d := newDevice(t, false)
	var got []string
	c := ""
	for n := 0; ; n++ {
		var list greader.ItemRefs
		if err := json.Unmarshal([]byte(d.ok("GET", readerapi.CallsPath+"stream/items/ids?n=2&"+allUnread+c, "")), &list); err != nil {
			t.Fatal(err)
		}
		for _, ref := range list.ItemRefs {
			id, _ := greader.ParseItem(ref.ID)
			got = append(got, strconv.FormatInt(id.Story(), 10))
		}
		if list.Continuation == "" {
			break
		}
		c = "&c=" + list.Continuation
		d.change("edit-tag", "a=user/-/state/com.google/read&i="+list.ItemRefs[0].ID)
		d.save(1, plainItem("n"+strconv.Itoa(n), "News number "+strings.Repeat("again ", n+1)))
	}
	if want := "4 3 2 1"; strings.Join(got, " ") != want {
		t.Errorf("the pages have %v, not %s", got, want)
	}
}

// TestReaderTags promises that an answer stays as it is, for a program that asks
// again and again, until something changes: a story, or a mark of another device.
func TestReaderTags(t *testing.T) {
	d := newDevice(t, false)
	for i, address := range []string{"unread-count?output=json", "subscription/list", "stream/items/ids?" + allUnread, "tag/list"} {
		first := d.send("GET", readerapi.CallsPath+address, "")
		tag := first.Header.Get("ETag")
		again := d.send("GET", readerapi.CallsPath+address, "", "If-None-Match", tag)
		if tag == "" || again.StatusCode != http.StatusNotModified || again.body != "" {
			t.Errorf("%s: %s, %s", address, tag, again.Status)
		}
		d.change("edit-tag", "a=user/-/state/com.google/read&i="+greader.ItemOf(int64(1+i)).Decimal())
		if changed := d.send("GET", readerapi.CallsPath+address, "", "If-None-Match", tag); changed.StatusCode != http.StatusOK {
			t.Errorf("%s after a mark: %s", address, changed.Status)
		}
	}
}

// TestReaderText promises that what programs get is safe, that every category is in
// tag/list, and that nothing is read by being fetched.
func TestReaderText(t *testing.T) {
	d := newDevice(t, false)
	d.change("edit-tag", "a=user/-/label/keep&i="+greader.ItemOf(3).Decimal())
	body := d.ok("GET", readerapi.CallsPath+"stream/contents/user/-/state/com.google/reading-list", "")
	var items greader.Items
	if err := json.Unmarshal([]byte(body), &items); err != nil {
		t.Fatal(err)
	}
	tags := d.ok("GET", readerapi.CallsPath+"tag/list", "")
	for _, it := range items.Items {
		for _, c := range it.Categories {
			if !strings.Contains(tags, strconv.Quote(c)) {
				t.Errorf("%s has the category %s, which tag/list has not", it.ID, c)
			}
		}
		if strings.ContainsAny(it.Title, "<>") || strings.Contains(it.Summary.Content, "<script") || strings.Contains(it.Summary.Content, "<img") || !strings.HasPrefix(it.Summary.Content, "<p>Text") {
			t.Errorf("%+v", it)
		}
	}
	d.has(allUnread, 4, 3, 2, 1)
	atom := d.ok("GET", readerapi.AtomPath+url.PathEscape("feed/2")+"?n=5", "")
	if !strings.Contains(atom, "A comet ‹b›returns‹/b› &amp; is seen") && !strings.Contains(atom, "A comet returns") || strings.Contains(atom, "<script") {
		t.Error(atom)
	}
}

// TestReaderExport promises that programs get the same file of feeds as people.
func TestReaderExport(t *testing.T) {
	d := newDevice(t, false)
	want := d.send("GET", "/opml", "")
	got := d.send("GET", readerapi.CallsPath+"subscription/export", "")
	if got.StatusCode != http.StatusOK || !strings.Contains(got.body, "https://science.example/rss") || got.body != want.body {
		t.Errorf("%s\n%s\nnot\n%s", got.Status, got.body, want.body)
	}
	for _, name := range []string{"Content-Type", "Content-Disposition"} {
		if got.Header.Get(name) != want.Header.Get(name) {
			t.Errorf("%s: %s, not %s", name, got.Header.Get(name), want.Header.Get(name))
		}
	}
}
