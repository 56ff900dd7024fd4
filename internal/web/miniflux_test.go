package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/miniflux"
)

// calls sends a call of Miniflux's API, and reads its answer.
func (d *device) calls(method, path, body string, status int, into any) {
	d.Helper()
	res := d.send(method, minifluxPath+"v1/"+path, body, "Content-Type", "application/json")
	if res.StatusCode != status {
		d.Fatalf("%s %s: %s\n%s\n%s", method, path, res.Status, res.body, d.log)
	}
	if into == nil {
		if res.body != "" {
			d.Errorf("%s %s: %q", method, path, res.body)
		}
		return
	}
	if err := json.Unmarshal([]byte(res.body), into); err != nil {
		d.Fatal(err)
	}
}

// lists checks which entries a list has: F1 is story 1 in a feed, T1 the same under
// the topic, and R1 read.
func (d *device) lists(path, want string) {
	d.Helper()
	var list miniflux.Entries
	d.calls(http.MethodGet, path, "", http.StatusOK, &list)
	var got []string
	for _, e := range list.Entries {
		mark := "F"
		if miniflux.Topic(e.FeedID) > 0 {
			mark = "T"
		}
		if e.Status == miniflux.Read {
			mark += "R"
		}
		if e.Starred {
			mark += "*"
		}
		if e.Feed.ID != e.FeedID {
			d.Errorf("entry %d is of the feeds %d and %d", e.ID, e.FeedID, e.Feed.ID)
		}
		got = append(got, fmt.Sprint(mark, miniflux.Story(e.ID)))
	}
	if text := strings.Join(got, " "); text != want {
		d.Errorf("%s has %q, not %q", path, text, want)
	}
}

// TestMiniflux promises a day's work by Miniflux's API, with a password in either
// place: feeds and topics, what is read, starred and kept, by numbers that lead to
// one story from its feed and its topic.
func TestMiniflux(t *testing.T) {
	d := newDevice(t, false)
	var user miniflux.User
	d.calls(http.MethodGet, "me", "", http.StatusOK, &user)
	var categories []miniflux.Category
	d.calls(http.MethodGet, "categories", "", http.StatusOK, &categories)
	if len(categories) != 3 || user.ID != 1 {
		t.Fatal(user, categories)
	}
	var feeds []miniflux.Feed
	d.calls(http.MethodGet, "feeds", "", http.StatusOK, &feeds)
	var named []string
	for _, f := range feeds {
		named = append(named, f.Category.Title+": "+f.Title)
		if !slices.Contains(categories, f.Category) {
			t.Errorf("%s is in %+v", f.Title, f.Category)
		}
	}
	if got := strings.Join(named, ", "); got != "All: Science, World: World news, Topics: korea" {
		t.Fatal(got)
	}
	topic, world := feeds[2].ID, feeds[1].Category.ID
	d.lists("feeds/1/entries?order=published_at&direction=desc&limit=100", "F2 F1")
	d.lists(fmt.Sprintf("feeds/%d/entries?order=published_at&direction=desc", topic), "T1")
	d.lists("entries?status=unread", "F4 F3 F2 F1")
	d.lists("entries?limit=2&offset=1", "F4 F3") // the old one is first
	d.lists("entries?after_entry_id=2", "F1")    // of one second the highest number comes first
	d.lists("entries?before_entry_id=2", "F1 FR5")
	d.lists("entries?search=whales", "F4")
	d.lists("entries?status=removed", "")
	d.lists(fmt.Sprintf("categories/%d/entries", world), "F2 F1")

	under := miniflux.Entry(1, miniflux.Topic(topic))
	for range 2 {
		d.calls(http.MethodPut, "entries", fmt.Sprintf(`{"entry_ids":[%d,99,-1],"status":"read"}`, under), http.StatusNoContent, nil)
		d.lists("entries?status=unread", "F4 F3 F2")
	}
	d.lists(fmt.Sprintf("feeds/%d/entries", topic), "TR1")
	d.calls(http.MethodPut, "entries", `{"entry_ids":[1,5],"status":"unread"}`, http.StatusNoContent, nil)
	d.lists("entries?status=unread", "F5 F4 F3 F2 F1")
	d.calls(http.MethodPut, "entries/2/bookmark", "", http.StatusNoContent, nil)
	d.lists("entries?starred=true", "F*2")
	d.calls(http.MethodPost, "entries/2/save", "", http.StatusAccepted, nil)
	if got := d.marked("is:later"); !slices.Equal(got, []int64{2}) {
		t.Errorf("later are %v", got)
	}
	var one miniflux.Listing
	d.calls(http.MethodGet, "entries/3", "", http.StatusOK, &one)
	if one.ID != 3 || one.Content != "<p>Text 3</p>" || one.Title != "A comet ‹b›returns‹/b› & is seen" || one.URL != "https://paper.example/3" {
		t.Errorf("%+v", one)
	}
	d.calls(http.MethodPut, "entries/2/bookmark", "", http.StatusNoContent, nil)
	d.lists("entries?starred=true", "")

	*d.now = d.now.Add(time.Minute)
	var counters miniflux.Counters
	d.calls(http.MethodGet, "feeds/counters", "", http.StatusOK, &counters)
	if n := counters.Unreads; n["1"] != 2 || n["2"] != 3 || n[fmt.Sprint(topic)] != 1 {
		t.Errorf("%+v", counters)
	}
	d.calls(http.MethodPut, fmt.Sprintf("feeds/%d/mark-all-as-read", topic), "", http.StatusNoContent, nil)
	d.lists("entries?status=unread", "F5 F4 F3 F2")
	d.calls(http.MethodPut, fmt.Sprintf("categories/%d/mark-all-as-read", world), "", http.StatusNoContent, nil)
	d.lists("entries?status=unread", "F5 F4 F3")
	d.calls(http.MethodPut, "users/1/mark-all-as-read", "", http.StatusNoContent, nil)
	d.lists("entries?status=unread", "")
	if strings.Contains(d.log.String(), "level=ERROR") {
		t.Error(d.log)
	}
}

// TestMinifluxRefused promises an answer in the API's form, and never a 500, to what
// cannot be answered; that the API needs a password, in either place; and that a
// server for reading refuses changes.
func TestMinifluxRefused(t *testing.T) {
	d := newDevice(t, true)
	for request, status := range map[string]int{
		"GET entries/99": 404, "PUT entries/99/bookmark": 404, "GET entries/x": 404, "GET feeds/99/entries": 404, "GET feeds/0/entries": 404, "GET categories/9/entries": 404,
		"GET feeds/1073741999/entries": 404, "PUT feeds/0/mark-all-as-read": 404, "PUT feeds/99/mark-all-as-read": 404, "GET entries?limit=x": 400, "GET entries?after_entry_id=99": 400,
		"PUT entries": 400, "POST feeds": 404, "GET icons/1": 404, "DELETE feeds/1": 404, "PATCH entries": 405, "GET feeds/1/entries?search=date:never": 400,
	} {
		method, path, _ := strings.Cut(request, " ")
		res := d.send(method, minifluxPath+"v1/"+path, "")
		var p miniflux.Problem
		if res.StatusCode != status || status != 405 && (json.Unmarshal([]byte(res.body), &p) != nil || p.Message == "") {
			t.Errorf("%s: %s %s", request, res.Status, res.body)
		}
	}
	password := d.auth
	d.auth = ""
	for token, status := range map[string]int{"": 401, password: 200, "wrong": 401} {
		if res := d.send(http.MethodGet, minifluxPath+"v1/me", "", minifluxToken, token); res.StatusCode != status {
			t.Errorf("the token %q: %s", token, res.Status)
		}
	}
	if res := d.send(http.MethodGet, "/api/v1/feeds", "", minifluxToken, "wrong"); res.StatusCode == http.StatusUnauthorized {
		t.Errorf("the field counts elsewhere: %s", res.Status)
	}
	d.auth = password
	d.begin(Options{ReadOnly: true})
	d.calls(http.MethodPut, "entries", `{"entry_ids":[1],"status":"read"}`, http.StatusForbidden, &miniflux.Problem{})
	d.lists("entries?status=unread", "F4 F3 F2 F1")
}
