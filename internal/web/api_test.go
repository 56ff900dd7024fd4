package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
)

// What programs read of answers.
type (
	storyAnswer struct {
		ID    int64    `json:"id"`
		Title string   `json:"title"`
		Tags  []string `json:"tags"`
	}
	foundAnswer struct {
		Total  int `json:"total"`
		Groups []struct {
			Stories []storyAnswer `json:"stories"`
		} `json:"groups"`
		More bool   `json:"more"`
		Next string `json:"next"`
	}
	changesAnswer struct {
		Changes []struct {
			ID    int64        `json:"id"`
			Story *storyAnswer `json:"story"`
		} `json:"changes"`
		More bool   `json:"more"`
		Next string `json:"next"`
	}
)

// TestAPI goes through the interface. All statuses that its document names occur,
// and every answer is as the document says.
func TestAPI(t *testing.T) {
	s := newSite(t)
	s.allowLoopback()
	feeds := feedServer(t)
	p := newProgram(s)
	for _, part := range []struct {
		name string
		run  func(*testing.T, *program, string)
	}{
		{"reads", testAPIReads}, {"stories", testAPIStories}, {"topics", testAPITopics}, {"feeds", testAPIFeeds}, {"cursors", testAPICursors}, {"refuses", testAPIRefuses},
	} {
		t.Run(part.name, func(t *testing.T) {
			p.T = t
			part.run(t, p, feeds.URL)
		})
	}
	p.T = t
	for _, op := range p.operations() {
		for _, status := range op.statuses() {
			if name := fmt.Sprintf("%s %d", op.name, status); !p.seen[name] {
				t.Errorf("%s is documented and did not occur", name)
			}
		}
	}
}

// exampleOf is an address of an operation with something at it.
func exampleOf(op operation) string {
	return strings.NewReplacer("{id}", "1", "{name}", "korea", "{tag}", "x", "{mark}", "later", "{type}", "not-found").Replace(op.pattern)
}

func testAPIReads(t *testing.T, p *program, _ string) {
	for _, op := range p.operations() {
		if op.change != nil {
			continue
		}
		address := exampleOf(op)
		first := p.answers(http.StatusOK, http.MethodGet, address, nil)
		tag := first.Header.Get("ETag")
		if again := p.answers(http.StatusNotModified, http.MethodGet, address, nil, "If-None-Match", tag); again.body != "" {
			t.Errorf("%s: 304 with %q", address, again.body)
		}
		if head := p.answers(http.StatusOK, http.MethodHead, address, nil); head.Header.Get("ETag") != tag || head.Header.Get("Content-Type") != first.Header.Get("Content-Type") {
			t.Errorf("HEAD %s differs: %v", address, head.Header)
		}
		p.fails(http.StatusBadRequest, "This cannot be asked", http.MethodGet, address+"?nonsense=1", nil)
		if strings.Contains(op.pattern, "{") {
			missing := strings.NewReplacer("/1", "/999999", "/korea", "/nothing", "/not-found", "/nothing").Replace(address)
			p.answers(http.StatusNotFound, http.MethodGet, missing, nil)
		}
	}
	for _, address := range []string{
		"/search?q=summit&since=2026&until=2026-12-31&feed=world&publisher=Reuters&publisher=NHK+World&sort=newest&group=story&limit=5&facet=publisher&facet=month&any=yes",
		"/search?q=korea&as_of=2030-01-01", "/search?q=nothingatall", "/search?q=korea&group=none&sort=oldest", "/search?q=korea&sort=size",
		"/stories/1?as_of=2030-01-01", "/events/1?as_of=2030-01-01", "/timeline?q=korea&versus=coffee&versus=summit&by=day", "/key-dates?q=korea&limit=3", "/changes?from=now&limit=3",
	} {
		p.answers(http.StatusOK, http.MethodGet, address, nil)
	}
	// The answers are those of the pages.
	for address, page := range map[string]string{"/stories/1": "/story/1.json", "/events/1": "/event/1.json", "/topics": "/topics.json", "/topics/korea": "/topic/korea.json", "/feeds": "/feeds.json", "/feeds/1": "/feed/1.json"} {
		if mine, theirs := p.ask(http.MethodGet, address, nil).body, p.get(page).body; mine != theirs {
			t.Errorf("%s is not %s:\n%s\n%s", address, page, mine, theirs)
		}
	}
	types := read[struct{ Problems []problemDoc }](p, "/problems")
	for _, one := range types.Problems {
		if got := read[problemDoc](p, strings.TrimPrefix(one.Type, apiPath)); got != one {
			t.Errorf("%s is %v", one.Type, got)
		}
	}
}

func testAPIStories(t *testing.T, p *program, _ string) {
	tags := func() []string { return read[struct{ Story storyAnswer }](p, "/stories/1").Story.Tags }
	changed := func(res got) int { return into[struct{ Changed int }](p.T, res).Changed }
	if n := changed(p.answers(200, http.MethodPut, "/stories/1/tags/to%20read", nil)); n != 1 || !slices.Equal(tags(), []string{"to read"}) {
		t.Errorf("%d changed, tags %q", n, tags())
	}
	if n := changed(p.answers(200, http.MethodPut, "/stories/1/tags/to%20read", nil)); n != 0 {
		t.Error("tagging again changes something")
	}
	if found := read[foundAnswer](p, "/search?q="+url.QueryEscape(`tag:"to read"`)); found.Total != 1 {
		t.Errorf("the tag finds %d stories", found.Total)
	}
	if n := changed(p.answers(200, http.MethodDelete, "/stories/1/tags/to%20read", nil)); n != 1 || len(tags()) != 0 {
		t.Errorf("%d changed, tags %q", n, tags())
	}
	p.answers(200, http.MethodDelete, "/stories/1/tags/to%20read", nil)
	p.answers(200, http.MethodPut, "/events/1/tags/event", nil)
	if found := read[foundAnswer](p, "/search?q=tag:event&group=none"); found.Total < 2 {
		t.Errorf("the event has %d tagged stories", found.Total)
	}
	p.answers(200, http.MethodDelete, "/events/1/tags/event", nil)
	p.answers(200, http.MethodPost, "/tags", tagsBody{Stories: []int64{1, 2}, Add: []string{"a", "b"}})
	p.answers(200, http.MethodPost, "/tags", tagsBody{Stories: []int64{1, 2}, Remove: []string{"b"}})
	if got := read[struct{ Tags []struct{ Tag string } }](p, "/tags"); len(got.Tags) != 1 || got.Tags[0].Tag != "a" {
		t.Errorf("tags: %v", got)
	}

	for _, of := range []string{"/stories/1", "/events/1"} {
		for _, m := range news.StoryMarks() {
			p.answers(200, http.MethodPut, of+"/marks/"+m, nil)
			if found := read[foundAnswer](p, "/search?q=is:"+m); found.Total == 0 {
				t.Errorf("%s is not marked %s", of, m)
			}
			p.answers(200, http.MethodDelete, of+"/marks/"+m, nil)
		}
		p.fails(422, "What was sent cannot be used", http.MethodPut, of+"/marks/great", nil)
		p.fails(422, "What was sent cannot be used", http.MethodDelete, of+"/marks/great", nil)
		p.fails(422, "What was sent cannot be used", http.MethodPut, of+"/tags/%2A", nil)
		missing := strings.Replace(of, "1", "999999", 1)
		for _, method := range []string{http.MethodPut, http.MethodDelete} {
			p.fails(404, "Not found", method, missing+"/tags/x", nil)
			p.fails(404, "Not found", method, missing+"/marks/read", nil)
		}
	}
	p.answers(200, http.MethodPost, "/marks", marksBody{Stories: []int64{1, 2}, Mark: "read"})
	p.answers(200, http.MethodPost, "/marks", marksBody{Stories: []int64{1, 2}, Mark: "read", Off: true})
	p.fails(404, "Not found", http.MethodPost, "/marks", marksBody{Stories: []int64{1, 999999}, Mark: "read"})
	p.fails(404, "Not found", http.MethodPost, "/tags", tagsBody{Stories: []int64{1, 999999}, Add: []string{"half"}})
	if found := read[foundAnswer](p, "/search?q=tag:half"); found.Total != 0 {
		t.Error("a change that was refused was made in part")
	}
	for _, wrong := range []any{
		marksBody{Stories: []int64{}, Mark: "read"},
		marksBody{Stories: make([]int64, maxStories+1), Mark: "read"},
		marksBody{Stories: []int64{1}, Mark: "great"},
		`{"stories":"1","mark":"read"}`, `{"stories":[1],"mark":"read","of":true}`, `{"stories":[1],"mark":"read","Off":true}`, `{"stories":[1],"mark":null}`, `{"mark":"read","stories":[1],"mark":"later"}`,
	} {
		if pr := p.fails(422, "What was sent cannot be used", http.MethodPost, "/marks", wrong); pr.Field == "" || pr.Detail == "" {
			t.Errorf("%v: %v", wrong, pr)
		}
	}
	p.fails(422, "What was sent cannot be used", http.MethodPost, "/tags", tagsBody{Stories: []int64{1}})
}

func testAPITopics(t *testing.T, p *program, _ string) {
	res := p.answers(201, http.MethodPost, "/topics", topicBody{"Coffee Trade", "coffee"})
	if to := res.Header.Get("Location"); to != apiPath+"/topics/coffee%20trade" {
		t.Errorf("Location: %s", to)
	}
	p.answers(200, http.MethodGet, "/topics/coffee%20trade", nil)
	p.fails(409, "The name is taken", http.MethodPost, "/topics", topicBody{"coffee trade", "tea"})
	p.fails(422, "What was sent cannot be used", http.MethodPost, "/topics", topicBody{"tea", "date:nonsense"})
	p.fails(422, "What was sent cannot be used", http.MethodPost, "/topics", topicBody{"*", "tea"})
	p.answers(201, http.MethodPut, "/topics/tea.json", topicEditBody{Query: "tea"})
	p.answers(200, http.MethodGet, "/topics/tea.json", nil)
	p.answers(200, http.MethodPut, "/topics/tea.json", topicEditBody{Query: "tea OR coffee"}, "If-Match", "*")
	p.answers(200, http.MethodPut, "/topics/tea.json", topicEditBody{Query: "tea OR coffee", Name: "tea"})
	p.answers(404, http.MethodGet, "/topics/tea.json", nil)
	p.fails(412, "The condition does not hold", http.MethodPut, "/topics/tea", topicEditBody{Query: "tea"}, "If-None-Match", "*")
	p.fails(412, "The condition does not hold", http.MethodPut, "/topics/none", topicEditBody{Query: "tea"}, "If-Match", "*")
	p.fails(412, "The condition does not hold", http.MethodPut, "/topics/tea", topicEditBody{Query: "tea"}, "If-Match", `W/"x"`)
	p.fails(404, "Not found", http.MethodPut, "/topics/none", topicEditBody{Query: "tea", Name: "other"})
	p.fails(409, "The name is taken", http.MethodPut, "/topics/tea", topicEditBody{Query: "tea", Name: "korea"})
	p.fails(422, "What was sent cannot be used", http.MethodPut, "/topics/tea", topicEditBody{Query: ""})
	if gone := into[topicRemovedDoc](t, p.answers(200, http.MethodDelete, "/topics/tea", nil)); gone.Removed != "tea" {
		t.Error(gone)
	}
	p.fails(404, "Not found", http.MethodDelete, "/topics/tea", nil)

	fresh := func() (ids []int64) {
		for _, g := range read[foundAnswer](p, "/topics/korea/new?limit=100").Groups {
			for _, st := range g.Stories {
				ids = append(ids, st.ID)
			}
		}
		return ids
	}
	if ids := fresh(); len(ids) != 0 {
		t.Errorf("new: %v", ids)
	}
	p.save(50, archivetest.Cluster("9", "Korea opens a harbour", "Reuters", "Yonhap"), archivetest.Cluster("10", "Korea closes a mine", "AP News"))
	ids := fresh()
	if len(ids) != 3 {
		t.Fatalf("new: %v", ids)
	}
	if got := into[seenDoc](t, p.answers(200, http.MethodPost, "/topics/korea/seen", seenBody{Stories: []int64{ids[0], 1, 999999}})); got.Seen != 1 || got.New != 2 {
		t.Errorf("seen: %v", got)
	}
	if left := fresh(); len(left) != 2 || slices.Contains(left, ids[0]) {
		t.Errorf("new: %v", left)
	}
	p.answers(200, http.MethodPost, "/topics/korea/seen", "{}")
	if left := fresh(); len(left) != 0 {
		t.Errorf("new: %v", left)
	}
	p.fails(404, "Not found", http.MethodPost, "/topics/none/seen", "{}")
	p.fails(422, "What was sent cannot be used", http.MethodPost, "/topics/korea/seen", seenBody{Stories: make([]int64, maxStories+1)})
}

func testAPIFeeds(t *testing.T, p *program, server string) {
	type feedAnswer struct {
		Feed struct {
			ID    int64
			Name  string
			Tags  []string
			State struct {
				Followed bool
				Items    int
				Every    int
			}
		}
	}
	res := p.answers(201, http.MethodPost, "/feeds", object{"url": server + "/one", "name": "harbour", "every": "2h", "tags": []string{"sea"}})
	f := into[feedAnswer](t, res).Feed
	if f.Name != "harbour" || f.State.Items != 1 || f.State.Every != 7200 || !slices.Equal(f.Tags, []string{"sea"}) || res.Header.Get("Location") != apiFeedPath(f.ID) {
		t.Errorf("followed: %+v at %s", f, res.Header.Get("Location"))
	}
	at := fmt.Sprint("/feeds/", f.ID)
	p.answers(200, http.MethodPost, "/feeds", object{"url": server + "/harbour.rss"})
	several := p.fails(409, "The page has several feeds", http.MethodPost, "/feeds", object{"url": server + "/two"})
	if len(several.Feeds) != 2 || several.Feeds[1].URL != server+"/market.rss" {
		t.Errorf("feeds: %v", several.Feeds)
	}
	later := into[feedAnswer](t, p.answers(201, http.MethodPost, "/feeds", object{"url": server + "/market.rss", "later": true})).Feed
	if later.State.Items != 0 {
		t.Errorf("later: %+v", later)
	}
	if got := into[feedAnswer](t, p.answers(200, http.MethodPost, fmt.Sprintf("/feeds/%d/fetch", later.ID), nil)).Feed; got.State.Items != 1 {
		t.Errorf("fetched: %+v", got)
	}
	for _, wrong := range []any{
		object{"url": server + "/none"},
		object{"url": "nonsense"},
		object{"url": "file:///etc/passwd"},
		object{"url": ""},
		object{"url": server + "/two", "every": "1s"},
		object{"url": server + "/two", "text": "maybe"},
		object{"url": server + "/two", "name": strings.Repeat("x", 300)},
		`{"url":["a"]}`, `{}`,
	} {
		p.fails(422, "What was sent cannot be used", http.MethodPost, "/feeds", wrong)
	}
	p.fails(409, "The name is taken", http.MethodPatch, at, object{"name": "world"})
	p.fails(422, "What was sent cannot be used", http.MethodPatch, at, object{"every": "often"})
	if got := into[feedAnswer](t, p.answers(200, http.MethodPatch, at, object{"name": "port", "tags": []string{}, "text": "off", "every": "auto"})).Feed; got.Name != "port" || len(got.Tags) != 0 {
		t.Errorf("changed: %+v", got)
	}
	p.answers(200, http.MethodPatch, at, "{}")
	if got := into[feedAnswer](t, p.answers(200, http.MethodDelete, at, nil)).Feed; got.State.Followed || got.State.Items != 1 {
		t.Errorf("unfollowed: %+v", got)
	}
	p.answers(200, http.MethodDelete, at, nil)
	for _, missing := range [][2]string{{http.MethodPatch, "/feeds/999999"}, {http.MethodDelete, "/feeds/999999"}, {http.MethodPost, "/feeds/999999/fetch"}} {
		var body any
		if missing[0] == http.MethodPatch {
			body = "{}"
		}
		p.fails(404, "Not found", missing[0], missing[1], body)
	}
	unlock, err := archive.Lock(p.dir, "sync")
	if err != nil {
		t.Fatal(err)
	}
	p.fails(409, "Another command is at work", http.MethodPost, at+"/fetch", nil)
	unlock()
}

func testAPIRefuses(t *testing.T, p *program, _ string) {
	for _, op := range p.operations() {
		if op.change == nil {
			continue
		}
		address := exampleOf(op)
		var body any
		if op.body != nil {
			body = "{}"
			p.fails(415, "This is no JSON", op.method, address, "{}", "Content-Type", "text/plain")
			p.fails(415, "This is no JSON", op.method, address, "a=b", "Content-Type", "application/x-www-form-urlencoded")
			for _, wrong := range []string{"[]", "null", "{", `{"a`, "{}{}", "{} x", `"x"`, strings.Repeat(`[`, 60_000), `{"` + strings.Repeat(`{"a":`, 10_000), "\"\xff\"", "{\"name\":\"\xff\"}"} {
				p.answers(400, op.method, address, wrong)
			}
			p.fails(413, "Too large", op.method, address, `{"name":"`+strings.Repeat("x", 100_000)+`"}`)
		} else {
			p.fails(400, "This cannot be asked", op.method, address, "{}")
		}
		p.fails(400, "This cannot be asked", op.method, address+"?nonsense=1", body)
		if got := p.fails(401, "A password is needed", op.method, address, body, "Authorization", ""); !strings.Contains(got.Hint, "--write") {
			t.Error(got)
		}
		p.fails(403, "This password may only read", op.method, address, body, "Authorization", "Bearer "+p.reads)
		p.answers(403, op.method, address, body, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")
	}
	p.fails(401, "Wrong password", http.MethodDelete, "/topics/korea", nil, "Authorization", "Bearer wrong")
	for address, allow := range map[string]string{"/search": "GET, HEAD, OPTIONS", "/topics": "GET, HEAD, POST, OPTIONS", "/stories/1/tags/x": "DELETE, PUT, OPTIONS", "/openapi.json": "GET, HEAD, OPTIONS"} {
		for _, method := range []string{http.MethodTrace, "PROPFIND"} {
			if got := p.fails(405, "Not this method", method, address, nil); got.Hint == "" {
				t.Error(got)
			}
		}
		if res := p.answers(204, http.MethodOptions, address, nil); res.Header.Get("Allow") != allow || res.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("OPTIONS %s: %v", address, res.Header)
		}
	}
	if got := p.fails(404, "Nothing is here", http.MethodGet, "", nil); !strings.Contains(got.Hint, "openapi.json") {
		t.Error(got)
	}
	p.fails(404, "Nothing is here", http.MethodGet, "/nothing", nil)
	p.fails(404, "Nothing is here", http.MethodDelete, "/nothing/here", nil)
	for _, address := range []string{
		"/search?limit=0", "/search?limit=100000", "/search?limit=x", "/search?limit=5&limit=6", "/search?sort=best", "/search?group=all", "/search?facet=nonsense", "/search?%zz", "/search?q=a;b", "/timeline?by=hour",
		"/search?q=date:nonsense", "/search?q=topic:none", "/search?since=soon", "/changes?limit=5000", "/changes?from=tomorrow", "/key-dates?limit=1000", "/search?" + strings.Repeat("feed=1&", 30),
	} {
		p.answers(400, http.MethodGet, address, nil)
	}
	for _, address := range []string{"/stories/x", "/stories/0", "/stories/-1", "/stories/99999999999999999999", "/events/1e3", "/feeds/%2e%2e", "/problems/none"} {
		p.answers(404, http.MethodGet, address, nil)
	}
}
