package web

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/fever"
)

// asks sends a request of Fever's API.
func (d *device) asks(key, query string) (a fever.Answer) {
	d.Helper()
	res := d.send(http.MethodPost, feverPath+"?api"+query, "api_key="+key)
	if res.StatusCode != http.StatusOK {
		d.Fatalf("%s: %s\n%s", query, res.Status, res.body)
	}
	if err := json.Unmarshal([]byte(res.body), &a); err != nil {
		d.Fatal(err)
	}
	return a
}

// TestFever promises a day's work by Fever's API, and that only passwords made for
// it open it.
func TestFever(t *testing.T) {
	d := newDevice(t, true)
	phone := fever.Key(d.auth)
	password, _, err := d.options.Passwords.AddFever(t.Context(), "tablet", false)
	if err != nil {
		t.Fatal(err)
	}
	d.auth = ""
	key := fever.Key(password)
	for _, wrong := range []string{"", phone, password, "nonsense"} {
		if a := d.asks(wrong, "&groups&items"); a.Auth != 0 || a.Items != nil || a.Groups != nil || a.APIVersion != fever.Version {
			t.Errorf("%q gets %+v", wrong, a)
		}
	}
	a := d.asks(strings.ToUpper(key), "&groups&feeds&favicons&links")
	if a.Auth != 1 || len(*a.Groups) != 1 || len(*a.Feeds) != 2 || (*a.FeedsGroups)[0].FeedIDs != "1" || (*a.Groups)[0].Title != "World" || a.LastRefreshed == nil {
		t.Errorf("%+v", a)
	}
	world := (*a.Groups)[0].ID
	ids := func(query string) string {
		t.Helper()
		a := d.asks(key, query)
		if a.SavedIDs != nil {
			return *a.SavedIDs
		}
		return *a.UnreadIDs
	}
	want := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %q, not %q", what, got, want)
		}
	}
	want("unread", ids("&unread_item_ids"), "4,3,2,1")
	want("saved", ids("&saved_item_ids"), "")
	items := d.asks(key, "&items&since_id=0").Items
	if items == nil || len(*items) != 5 { // the old one came last
		t.Fatalf("%+v", items)
	}
	if it := (*items)[0]; it.ID != 1 || it.FeedID != 1 || it.HTML != "<p>Text 1</p>" || it.URL != "https://paper.example/1" || it.IsRead != 0 || it.Created != archivetest.Start().Unix() {
		t.Errorf("%+v", it)
	}
	if it := (*items)[4]; it.ID != 5 || it.IsRead != 1 {
		t.Errorf("%+v", it)
	}
	numbers := func(query string) string {
		t.Helper()
		a := d.asks(key, "&items"+query)
		var got []string
		for _, it := range *a.Items {
			got = append(got, strconv.FormatInt(it.ID, 10))
		}
		if *a.TotalItems != 5 {
			t.Errorf("%d items in all", *a.TotalItems)
		}
		return strings.Join(got, ",")
	}
	want("after 2", numbers("&since_id=2"), "3,4,5")
	want("before 3", numbers("&max_id=3"), "2,1")
	want("some", numbers("&with_ids=4,99,1"), "4,1")
	want("after the last", numbers("&since_id=5"), "")

	for range 2 {
		want("one is read", ids("&mark=item&as=read&id=1"), "4,3,2")
		want("one is saved", ids("&mark=item&as=saved&id=2"), "2")
	}
	want("an old one is unread", ids("&mark=item&as=unread&id=5"), "4,3,2,5")
	want("saved no more", ids("&mark=item&as=unsaved&id=2"), "")
	*d.now = d.now.Add(time.Minute)
	before := "&before=" + strconv.FormatInt(d.now.Unix(), 10)
	want("a group is read", ids("&mark=group&as=read&id="+strconv.FormatInt(world, 10)+before), "4,3,5")
	want("a feed is read", ids("&mark=feed&as=read&id=2"+before), "")
	*d.now = d.now.Add(time.Minute)
	want("one is unread again", ids("&mark=item&as=unread&id=4"), "4")
	want("sparks are read", ids("&mark=group&as=read&id=-1"), "4")
	*d.now = d.now.Add(time.Minute)
	want("all is read", ids("&mark=group&as=read&id=0"), "")
	for _, bad := range []string{"&items&since_id=x", "&mark=item&as=eaten&id=1", "&mark=feed&as=read&id=99"} {
		if res := d.send(http.MethodPost, feverPath+"?api"+bad, "api_key="+key); res.StatusCode != 400 && res.StatusCode != 404 {
			t.Errorf("%s: %s", bad, res.Status)
		}
	}
	if strings.Contains(d.log.String(), key) || strings.Contains(d.log.String(), "level=ERROR") {
		t.Error(d.log)
	}
}
