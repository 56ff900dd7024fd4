package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/store"
)

// lines reads a test's post: title, link, tag and text, a line each.
func lines(raw, path string) (news.Item, error) {
	f := strings.SplitN(raw, "\n", 4)
	if len(f) < 4 {
		return news.Item{}, errors.New("it has too few lines")
	}
	return news.Item{
		Title: f[0], Link: f[1], Tags: []string{f[2]}, Content: f[3], Text: f[3], Post: &news.Post{Path: path, Raw: raw},
		Stories: []news.Story{{Link: f[1], Title: f[0], Publisher: news.Site(f[1])}},
	}, nil
}

// mergedCopy is the item that version 1 made of all these versions of posts, as
// a copy of an archive has it.
func mergedCopy(t testing.TB, versions []news.Post) news.Item {
	t.Helper()
	var it news.Item
	for i, p := range versions {
		now, err := lines(p.Raw, p.Path)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			now.Revisions, now.EarlierTexts, now.EarlierPosts = it.Revisions, append(it.EarlierTexts, it.Text), append(it.EarlierPosts, *it.Post)
			for field, was := range map[string][2]string{"title": {it.Title, now.Title}, "content": {it.Content, now.Content}} {
				if was[0] != was[1] {
					now.Revisions = append(now.Revisions, news.Revision{Field: field, Value: was[0], Replaced: p.Imported})
				}
			}
			if !slices.Contains(it.Tags, now.Tags[0]) {
				now.Tags = append(it.Tags, now.Tags[0])
			} else {
				now.Tags = it.Tags
			}
		}
		now.Post.Imported = p.Imported
		it = now
	}
	it.Key, it.FirstSeen = "merged", versions[0].Imported
	it.Stories[0].Appearances = []news.Appearance{{Position: 1, FirstSeen: it.FirstSeen}}
	return it
}

// partedPost is what a person sees of a post.
type partedPost struct {
	Title, Headline, Text, Link string
	Tags, Earlier, Revisions    []string
}

// postsOf returns the posts of an archive by path.
func postsOf(t testing.TB, s *store.Store) map[string]partedPost {
	t.Helper()
	all := map[string]partedPost{}
	for it, err := range s.Export(t.Context(), store.ItemFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		p := partedPost{Title: it.Title, Headline: it.Stories[0].Title, Text: it.Text, Link: it.Link, Tags: slices.Sorted(slices.Values(it.Tags))}
		for _, e := range it.EarlierPosts {
			p.Earlier = append(p.Earlier, e.Path+": "+e.Raw)
		}
		for _, r := range it.Revisions {
			if r.Value != it.Title && r.Value != it.Content {
				p.Revisions = append(p.Revisions, r.Field+": "+r.Value)
			}
		}
		slices.Sort(p.Revisions)
		if _, twice := all[it.Post.Path]; twice {
			t.Errorf("%s is the post of two items", it.Post.Path)
		}
		all[it.Post.Path] = p
	}
	return all
}

// withoutHeadlines returns posts without the headlines of their stories.
func withoutHeadlines(posts map[string]partedPost) map[string]partedPost {
	for path, p := range posts {
		p.Headline = ""
		posts[path] = p
	}
	return posts
}

func newStore(t testing.TB, name string) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), name, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPartedAsIfImportedToday promises, for any files and edits that were put
// together, that parting them leaves what importing each by today's rules does,
// and that parting again changes nothing.
func TestPartedAsIfImportedToday(t *testing.T) {
	dir, n := t.TempDir(), 0
	check(t, func(r *rapid.T) {
		n++
		var versions []news.Post
		link := rapid.SampledFrom([]string{"", "https://one.example/page"}).Draw(r, "link")
		for i := range rapid.IntRange(2, 8).Draw(r, "imports") {
			path := rapid.SampledFrom([]string{"a/x.md", "b/x.md", "c/x.md"}).Draw(r, "path")
			title := rapid.SampledFrom([]string{"Contains", "Contains a walrus"}).Draw(r, "title")
			word := rapid.SampledFrom([]string{"kakadu", "tapir"}).Draw(r, "word")
			raw := fmt.Sprintf("%s\n%s\n%s\n%s in %s", title, link, word, word, path)
			versions = append(versions, news.Post{Path: path, Raw: raw, Imported: hour(i)})
		}
		versions = slices.CompactFunc(versions, func(a, b news.Post) bool { return a.Raw == b.Raw })

		merged := newStore(t, filepath.Join(dir, fmt.Sprintf("merged-%d.db", n)))
		defer merged.Close() //nolint:errcheck // a test's
		if _, faults, err := merged.Import(t.Context(), []news.Item{mergedCopy(t, versions)}, hour(20)); err != nil || len(faults) > 0 {
			r.Fatal(faults, err)
		}
		for range 2 {
			if _, err := merged.PartPosts(t.Context(), 1, lines, hour(21)); err != nil {
				r.Fatal(err)
			}
		}
		left, err := merged.MergedPosts(t.Context())
		if err != nil || len(left) > 0 {
			r.Fatal(left, err)
		}
		today := newStore(t, filepath.Join(dir, fmt.Sprintf("today-%d.db", n)))
		defer today.Close() //nolint:errcheck // a test's
		for _, p := range versions {
			it, err := lines(p.Raw, p.Path)
			if err != nil {
				r.Fatal(err)
			}
			it.Post.Site, it.Post.SitePath = "site", p.Path
			if _, faults, err := today.Import(t.Context(), []news.Item{it}, p.Imported); err != nil || len(faults) > 0 {
				r.Fatal(faults, err)
			}
		}
		want, got := postsOf(t, today), postsOf(t, merged)
		if link != "" { // the files share a story, which shows the headline of either
			want, got = withoutHeadlines(want), withoutHeadlines(got)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Errorf("-imported by today's rules +parted:\n%s", diff)
		}
	})
}

// TestNotParted promises that a file which is no post any more leaves the item
// as it is.
func TestNotParted(t *testing.T) {
	a := newArchive(t)
	it := mergedCopy(t, []news.Post{{Path: "a.md", Raw: "A\n\nx\none", Imported: hour(0)}, {Path: "b.md", Raw: "A\n\nx\ntwo", Imported: hour(1)}})
	it.EarlierPosts[0].Raw = "broken"
	a.importItem(2, it)
	before := postsOf(t, a.Store)
	if _, err := a.PartPosts(t.Context(), 1, lines, hour(3)); !errors.Is(err, store.ErrNotParted) {
		t.Errorf("parting a broken post: %v", err)
	}
	if diff := cmp.Diff(before, postsOf(t, a.Store)); diff != "" {
		t.Errorf("it changed the item:\n%s", diff)
	}
}

// TestOneFileFromTwoFolders promises that a file which was imported from a folder
// and from the one above is one, unless one import read both.
func TestOneFileFromTwoFolders(t *testing.T) {
	for name, c := range map[string]struct {
		at    int
		text  string
		files int
	}{
		"an edit, later":     {1, "the quay is open again, to walkers", 0},
		"in the same import": {0, "the quay is open again, to walkers", 1},
		"with another text":  {1, "ein ganz anderer Text von irgendwo her", 1},
	} {
		a := newArchive(t)
		a.importItem(2, mergedCopy(t, []news.Post{
			{Path: "x.md", Raw: "About\n\nquay\nthe quay is open again", Imported: hour(0)},
			{Path: "en/x.md", Raw: "About\n\nquay\n" + c.text, Imported: hour(c.at)},
		}))
		if n, err := a.PartPosts(t.Context(), 1, lines, hour(3)); err != nil || n != c.files {
			t.Errorf("%s: %d files became items, want %d: %v", name, n, c.files, err)
		}
	}
}
