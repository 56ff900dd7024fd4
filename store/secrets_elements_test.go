package store_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/private"
	"newsarchive/store"
)

const lateToken = "t0k3n-8f14e45f"

// withElements is an archive of two feeds whose elements are packed with a
// dictionary. The address of the first has a token, which its elements, those
// before and some of the second feed's repeat.
func withElements(t *testing.T) (a *archive, id int64, kept private.Feed) {
	t.Helper()
	a = newArchive(t)
	kept = private.Feed{Shown: "https://late.example/#private-abc", Address: "https://late.example/feed?token=" + lateToken}
	var other int64
	for address, id := range map[string]*int64{kept.Address: &id, "https://other.example/rss": &other} {
		f, _, err := a.Follow(t.Context(), news.Feed{URL: address}, 0)
		if err != nil {
			t.Fatal(err)
		}
		*id = f.ID
	}
	for round := range 2 {
		for feed, address := range map[int64]string{id: kept.Address, other: "https://other.example/rss"} {
			var items []news.Item
			for n := range 60 {
				link := fmt.Sprintf("https://late.example/%d/%d", feed, n)
				it := article(fmt.Sprint(n), link, fmt.Sprintf("Number %d, round %d", n, round))
				text := "<link>" + link
				if feed == id || n%20 == 0 {
					text += "?token=" + lateToken
				}
				it.Raw = &news.Raw{Element: "<item>" + text + "</link>" + it.Title + "</item>", Head: fmt.Sprintf("<rss %s %d>", address, round), Address: address}
				items = append(items, it)
			}
			at := start().Add(time.Duration(round) * time.Hour)
			if _, err := a.SaveDocument(t.Context(), store.Fetch{FeedID: feed, URL: address, At: at}, news.Document{Items: items}); err != nil {
				t.Fatal(err)
			}
		}
		if err := a.PackElements(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return a, id, kept
}

// raws are the elements of an archive and those before, by item.
func raws(t *testing.T, s *store.Store) (all []news.Raw) {
	t.Helper()
	for it, err := range s.Export(t.Context(), store.ItemFilter{}) {
		if err != nil || it.Raw == nil || len(it.EarlierRaw) != 1 {
			t.Fatal(it, err)
		}
		all = append(all, *it.Raw, it.EarlierRaw[0])
	}
	return all
}

// TestHideFeedInElements promises that no byte of a token is left in elements,
// what they inherit and dictionaries, that all else of them stays, and that
// another process that knows the old dictionary reads the new ones.
func TestHideFeedInElements(t *testing.T) {
	a, id, kept := withElements(t)
	dir := filepath.Dir(a.Path())
	pieces := []string{lateToken, "t0k3n", "8f14e45f"}
	if len(holding(t, dir, lateToken)) == 0 {
		t.Fatal("nothing holds the token before")
	}
	beside, err := store.Open(t.Context(), a.Path())
	if err != nil {
		t.Fatal(err)
	}
	want := raws(t, beside)
	hider := kept.Hider()
	for i := range want {
		r := &want[i]
		r.Element, r.Head = hider.String(r.Element), hider.String(r.Head)
		if strings.Contains(r.Address, lateToken) {
			r.Address = "https://late.example/feed"
		}
	}
	if err := a.HideFeed(t.Context(), id, kept); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, raws(t, beside)); diff != "" {
		t.Errorf("elements, read by another process (-want +got):\n%s", diff)
	}
	if err := beside.Close(); err != nil {
		t.Fatal(err)
	}
	if err := a.Scrub(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, piece := range pieces {
		if files := holding(t, dir, piece); len(files) > 0 {
			t.Errorf("%s is in %v", piece, files)
		}
	}
	if diff := cmp.Diff(want, raws(t, a.Store)); diff != "" {
		t.Errorf("elements, read here (-want +got):\n%s", diff)
	}
	if _, _, err := store.Verify(t.Context(), a.Path()); err != nil {
		t.Error(err)
	}
}

// What elements inherit of two addresses may become one.
func TestHideFeedMakesHeadsOne(t *testing.T) {
	a, kept := newArchive(t), private.Feed{Shown: "https://late.example/#private-abc", Address: "https://late.example/feed?token=" + lateToken}
	f, _, err := a.Follow(t.Context(), news.Feed{URL: kept.Address}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for n, address := range []string{kept.Address, "https://late.example/feed"} {
		it := article(fmt.Sprint(n), fmt.Sprint("https://late.example/", n), fmt.Sprint("Number ", n))
		it.Raw = &news.Raw{Element: fmt.Sprintf("<item>%d %s</item>", n, lateToken), Head: "<rss>", Address: address}
		if _, err := a.SaveDocument(t.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: start()}, news.Document{Items: []news.Item{it}, Partial: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.HideFeed(t.Context(), f.ID, kept); err != nil {
		t.Fatal(err)
	}
	n := 0
	for it, err := range a.Export(t.Context(), store.ItemFilter{}) {
		want := news.Raw{Element: fmt.Sprintf("<item>%d private</item>", n), Head: "<rss>", Address: "https://late.example/feed"}
		if err != nil || it.Raw == nil || *it.Raw != want {
			t.Errorf("%+v, %v", it.Raw, err)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d items", n)
	}
}

// Where a key without the secret is there already, no row keeps the secret.
func TestHideFeedWithKeysThatBecomeOne(t *testing.T) {
	a, kept := newArchive(t), private.Feed{Shown: "https://late.example/#private-abc", Address: "https://late.example/feed?token=" + lateToken}
	f, _, err := a.Follow(t.Context(), news.Feed{URL: kept.Address}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var items []news.Item
	for _, token := range []string{"private", lateToken} {
		// A link of one entry, and one that two entries share.
		for n, path := range []string{"one", "shared", "shared"} {
			items = append(items, article("", "https://late.example/"+path+"?token="+token, fmt.Sprintf("%s %d of %s stands for itself", path, n, token[:4])))
		}
	}
	if _, err := a.SaveDocument(t.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: start()}, news.Document{Items: items}); err != nil {
		t.Fatal(err)
	}
	if err := a.HideFeed(t.Context(), f.ID, kept); err != nil {
		t.Fatal(err)
	}
	if err := a.Scrub(t.Context()); err != nil {
		t.Fatal(err)
	}
	if files := holding(t, filepath.Dir(a.Path()), lateToken); len(files) > 0 {
		t.Errorf("the token is in %v", files)
	}
	if n := len(a.items()); n != 6 {
		t.Errorf("%d items", n)
	}
	if _, _, err := store.Verify(t.Context(), a.Path()); err != nil {
		t.Error(err)
	}
}

// An imported copy's elements lose the password of its feed's address.
func TestImportDropsPasswordsOfElements(t *testing.T) {
	a := newArchive(t)
	const source = "https://ada:s3cret@a.example/rss"
	raw := news.Raw{Element: "<item>" + source + "</item>", Head: "<rss " + source + ">", Address: source}
	was := raw
	was.Until = start()
	_, faults, err := a.Import(t.Context(), []news.Item{{
		Feed: news.Feed{URL: source}, Link: "https://a.example/1", Title: "One", Raw: &raw, EarlierRaw: []news.Raw{was},
	}}, start())
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	for _, r := range raws(t, a.Store) {
		if r.Element != "<item>https://a.example/rss</item>" || r.Head != "<rss https://a.example/rss>" || r.Address != "https://a.example/rss" {
			t.Errorf("%+v", r)
		}
	}
	if files := holding(t, filepath.Dir(a.Path()), "s3cret"); len(files) > 0 {
		t.Errorf("the password is in %v", files)
	}
}
