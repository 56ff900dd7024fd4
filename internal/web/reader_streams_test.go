package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/greader"
	"newsarchive/internal/news"
	"newsarchive/internal/readerapi"
	"newsarchive/store"
)

// itemForm is the number of a story in full, escaped.
func itemForm(story int64) string { return url.QueryEscape(greader.ItemOf(story).Long()) }

// contents are the items that a program gets by their numbers.
func (d *device) contents(body string) []greader.Item {
	d.Helper()
	var items greader.Items
	if err := json.Unmarshal([]byte(d.ok(http.MethodPost, readerapi.CallsPath+"stream/items/contents", body)), &items); err != nil {
		d.Fatal(err)
	}
	return items.Items
}

// many saves n items more, with a text each. Their stories begin with 6.
func (d *device) many(hours, n int, text string) {
	d.Helper()
	items := make([]news.Item, n)
	for i := range items {
		number := strconv.Itoa(hours*10_000 + i)
		items[i] = plainItem("many"+number, "Story "+number+" of "+strings.Repeat("many ", 1+i%7))
		items[i].Summary = "<p>" + text + "</p>"
	}
	d.save(hours, items...)
	*d.now = archivetest.Start().Add(time.Duration(hours+1) * time.Hour)
}

// TestReaderParameters promises what each parameter of a stream leaves out.
func TestReaderParameters(t *testing.T) {
	d := newDevice(t, false)
	d.save(2, plainItem("6", "A ferry is late"))
	*d.now = archivetest.Start().Add(3 * time.Hour)
	d.change("edit-tag", "a=user/-/state/com.google/starred&i="+itemForm(1)+"&i="+itemForm(6))
	d.change("edit-tag", "a=user/-/state/com.google/read&i="+itemForm(1)+"&i="+itemForm(4))
	at := func(hours int, more time.Duration) string {
		return strconv.FormatInt(archivetest.Start().Add(time.Duration(hours)*time.Hour+more).Unix(), 10)
	}
	const state = "user/-/state/com.google/"
	for query, want := range map[string][]int64{
		"":                                   {6, 4, 3, 2, 1, 5},
		"n=2":                                {6, 4},
		"n=0&n=-1":                           {6, 4, 3, 2, 1, 5},
		"n=many&ck=123&client=x&nosuch=1":    {6, 4, 3, 2, 1, 5},
		"r=o":                                {5, 4, 3, 2, 1, 6},
		"r=n":                                {6, 4, 3, 2, 1, 5},
		"ot=" + at(0, 0):                     {6, 4, 3, 2, 1},
		"ot=" + at(0, time.Second):           {6},
		"ot=" + at(0, 0) + "000000":          {6, 4, 3, 2, 1},
		"ot=" + at(3, 0):                     {},
		"ot=0":                               {6, 4, 3, 2, 1, 5},
		"nt=" + at(0, 0):                     {4, 3, 2, 1, 5},
		"nt=" + at(0, -time.Second):          {5},
		"ot=" + at(0, 0) + "&nt=" + at(1, 0): {4, 3, 2, 1},
		"ot=" + at(1, 0) + "&nt=" + at(0, 0): {},
		"xt=" + state + "read":               {6, 3, 2},
		"xt=" + state + "read&xt=" + state + "starred": {3, 2},
		"xt=feed/1":                                    {6, 4, 3, 5},
		"it=" + state + "read":                         {4, 1, 5},
		"it=" + state + "starred&it=feed/2":            {6},
		"it=" + state + "starred&xt=" + state + "read": {6},
		"it=user/1234/label/World":                     {2, 1},
		"s=feed/1&s=feed/2":                            {6, 4, 3, 2, 1, 5},
		"s=feed/topic-1&xt=" + state + "read":          {},
		"s=" + state + "starred&r=o":                   {1, 6},
	} {
		if got := d.stories(query); !slices.Equal(got, want) {
			t.Errorf("%s: %v, not %v", query, got, want)
		}
	}
}

// TestReaderContinues promises that a program that goes through a stream page by
// page gets each story that stays in it once, whatever comes to it or leaves it
// meanwhile: also the last story of a page.
func TestReaderContinues(t *testing.T) {
	for _, order := range []string{"n", "o"} {
		d := newDevice(t, false)
		d.many(2, 40, "Text")
		var got []int64
		c := ""
		for page := 0; ; page++ {
			var list greader.ItemRefs
			if err := json.Unmarshal([]byte(d.ok(http.MethodGet, readerapi.CallsPath+"stream/items/ids?n=7&r="+order+"&"+allUnread+c, "")), &list); err != nil {
				t.Fatal(err)
			}
			for _, ref := range list.ItemRefs {
				id, _ := greader.ParseItem(ref.ID)
				got = append(got, id.Story())
			}
			if list.Continuation == "" {
				break
			}
			c = "&c=" + list.Continuation
			d.change("edit-tag", "a=user/-/state/com.google/read&i="+list.ItemRefs[0].ID+"&i="+list.ItemRefs[6].ID)
			d.save(2-page%2*26, plainItem(fmt.Sprint("late", order, page), "Something else "+strings.Repeat("again ", page+1)))
		}
		seen := map[int64]int{}
		for _, id := range got {
			seen[id]++
		}
		for id := range int64(45) {
			if id++; id != 5 && seen[id] != 1 {
				t.Errorf("r=%s: story %d comes %d times", order, id, seen[id])
			}
		}
	}
}

// TestReaderNumbers promises that numbers that are none of ours, as another server
// gives them, are left out, and that a story keeps answering under the number that
// it had before it was joined to another.
func TestReaderNumbers(t *testing.T) {
	d := newDevice(t, false)
	d.save(2, plainItem("6", "A ferry is late"))
	*d.now = archivetest.Start().Add(3 * time.Hour)
	foreign := "i=1700000000123456&i=000609d8b1a2c3d4&i=tag:google.com,2005:reader/item/ffffffffffffffff&i=-12&i=" + greader.ItemOf(99).Decimal()
	if items := d.contents(foreign); len(items) != 0 {
		t.Errorf("%+v", items)
	}
	d.change("edit-tag", "a=user/-/state/com.google/read&"+foreign)
	d.has(allUnread, 6, 4, 3, 2, 1)

	d.change("edit-tag", "a=user/-/state/com.google/starred&a=user/-/label/keep&i="+itemForm(6))
	d.join(6, 4)
	d.has(allUnread, 4, 3, 2, 1)
	d.has(starred, 4)
	for _, form := range []string{itemForm(6), greader.ItemOf(6).Decimal(), strings.TrimPrefix(greader.ItemOf(6).Long(), "tag:google.com,2005:reader/item/")} {
		items := d.contents("i=" + form + "&i=" + itemForm(4))
		if len(items) != 2 || items[0].ID != greader.ItemOf(6).Long() || items[1].ID != greader.ItemOf(4).Long() || items[0].Title != items[1].Title {
			t.Errorf("%s: %+v", form, items)
		}
	}
	d.change("edit-tag", "a=user/-/state/com.google/read&r=user/-/state/com.google/starred&i="+itemForm(6))
	d.has(allUnread, 3, 2, 1)
	d.has(starred)
	d.change("edit-tag", "r=user/-/state/com.google/read&i="+itemForm(6))
	d.has(allUnread, 4, 3, 2, 1)
}

// join has a story prove to be the same as an earlier one.
func (d *device) join(later, earlier int64) {
	d.Helper()
	d.withStore(func(st *store.Store) error {
		var copied news.Item
		same := &news.SameAs{Reason: "told", Since: archivetest.Start()}
		for it, err := range st.Export(d.Context(), store.ItemFilter{}) {
			if err != nil {
				return err
			}
			switch it.Stories[0].ID {
			case earlier:
				same.Key = news.StoryKey(it.Stories[0].Link)
			case later:
				copied = it
			}
		}
		copied.Stories[0].SameAs = same
		_, faults, err := st.Import(d.Context(), []news.Item{copied}, *d.now)
		if len(faults) > 0 {
			d.Error(faults)
		}
		root, rootErr := st.Root(d.Context(), later)
		if root != earlier {
			d.Errorf("story %d is not joined to %d, but to %d, %v", later, earlier, root, rootErr)
		}
		return err
	})
}

// TestReaderThousands promises that a thousand numbers are taken at a time, also
// twice, and that the texts of an answer are bounded.
func TestReaderThousands(t *testing.T) {
	d := newDevice(t, false)
	d.many(2, 1200, strings.Repeat("A long text. ", 1000))
	ids := d.stories("n=1000&" + allUnread)
	if len(ids) != 1000 {
		t.Fatalf("%d of 1000", len(ids))
	}
	var named strings.Builder
	for _, id := range ids {
		named.WriteString("&i=" + itemForm(id))
	}
	body := d.ok(http.MethodPost, readerapi.CallsPath+"stream/items/contents", named.String())
	var items greader.Items
	if err := json.Unmarshal([]byte(body), &items); err != nil {
		t.Fatal(err)
	}
	with := 0
	for _, it := range items.Items {
		if it.Summary.Content != "" {
			with++
		}
	}
	if len(items.Items) != 1000 || with < 150 || with == 1000 || len(body) > 12<<20 {
		t.Errorf("%d bytes have %d items, %d of them with a text", len(body), len(items.Items), with)
	}
	for range 2 {
		d.change("edit-tag", "a=user/-/state/com.google/read"+named.String())
		if rest := d.stories("n=1000&" + allUnread); len(rest) != 204 {
			t.Errorf("%d are unread, not 204", len(rest))
		}
	}
	d.change("edit-tag", "a=user/-/label/many"+named.String())
	if tagged := d.stories("n=10000&s=user/-/label/many"); !slices.Equal(tagged, ids) {
		t.Errorf("%d have the label", len(tagged))
	}
}

// TestReaderLogs promises that what a program asks for that the archive does not
// have, or does not understand, is in the log, with the program's name.
func TestReaderLogs(t *testing.T) {
	d := newDevice(t, false)
	for address, status := range map[string]int{
		readerapi.CallsPath + "friend/list?output=json": 404,
		"/reader/settings": 404,
		readerapi.CallsPath + "stream/items/ids?s=user/-/state/com.google/nosuch":     400,
		readerapi.CallsPath + "stream/contents/pop/main/top?n=3":                      400,
		readerapi.CallsPath + "stream/items/ids?s=user/-/state/com.google/read&ot=no": 400,
	} {
		before := d.log.Len()
		res := d.send(http.MethodGet, address, "", "User-Agent", "Unheard/1\x1b[31m")
		said := d.log.String()[before:]
		path, _, _ := strings.Cut(address, "?")
		if res.StatusCode != status || !strings.Contains(said, "level=INFO") || !strings.Contains(said, path) || !strings.Contains(said, "Unheard/1") || strings.Contains(said, "\x1b") {
			t.Errorf("%s: %s, and the log has %q", address, res.Status, said)
		}
	}
}
