package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
)

// state is that of a feed of the site.
func (s *site) state(feed string) (f news.Feed) {
	s.Helper()
	s.withArchive(func(ar *archive.Archive) (err error) {
		f, err = ar.Feed(s.Context(), feed)
		return err
	})
	return f
}

// TestFeedSettings promises that what a person decides about a feed is set by its
// form, shown there again, and taken back by an empty field.
func TestFeedSettings(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	const page, edit = "/feed/1", "/feed/1/edit"
	if body := b.open(edit).body; !strings.Contains(body, "now every") || !strings.Contains(body, `name="every" type="text" value=""`) {
		t.Errorf("an interval that was not set is shown as one\n%.4000s", body)
	}
	b.makes(page, "Changed.", edit, edit, "name", "world", "every", "2h", "text", "on", "skip", "title:\"live updates\"\r\ntag:sport")
	f := s.state("1")
	if !f.State.EverySet || time.Duration(f.State.Every) != 2*time.Hour || f.State.Text != news.TextOn || len(f.State.Skip) != 2 {
		t.Errorf("%+v", f.State)
	}
	if body := b.open(edit).body; !strings.Contains(body, `value="2h"`) || !strings.Contains(body, "tag:sport</textarea>") {
		t.Errorf("%.4000s", body)
	}
	if body := b.open(page).body; !strings.Contains(body, "<code dir=\"auto\">tag:sport</code>") {
		t.Errorf("%.4000s", body)
	}
	b.makes(page, "Changed.", edit, edit, "name", "world", "every", "", "text", "", "skip", "")
	if f := s.state("1"); f.State.EverySet || f.State.Text != news.TextDefault || len(f.State.Skip) != 0 {
		t.Errorf("%+v", f.State)
	}
	b.refuses("skip", "title:(", edit, edit, "name", "world", "skip", "title:(\ntag:x")
	b.refuses("skip", "too many", edit, edit, "name", "world", "skip", strings.Repeat("tag:x\n", 60))
	b.refuses("every", "minutes", edit, edit, "name", "world", "every", "1m")
}

// TestTryTopic promises that a query is tried before it is kept: what it finds is
// shown, and nothing is changed.
func TestTryTopic(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	for _, page := range []string{"/topics/add", "/topic/korea/edit"} {
		res := b.send(page, page, "query", "coffee publsher:x", "name", "", "try", "yes")
		if res.StatusCode != http.StatusOK || !strings.Contains(res.body, "It finds") || !strings.Contains(res.body, "did you mean") {
			t.Errorf("%s: %s\n%.3000s", page, res.Status, res.body)
		}
		checkPage(t, page, res.body)
		res = b.send(page, page, "query", "coffee", "name", "new", "try", "yes")
		if !strings.Contains(res.body, "1 story") || !strings.Contains(res.body, "prices climb") || !strings.Contains(res.body, `value="new"`) {
			t.Errorf("%s: %s\n%.3000s", page, res.Status, res.body)
		}
		b.refuses("query", "28 days", page, page, "query", "date:2026-02-30", "name", "new", "try", "yes")
	}
	s.withArchive(func(ar *archive.Archive) error {
		all, err := ar.Topics(t.Context())
		if len(all) != 1 || all[0].Query != "korea" {
			t.Errorf("%+v", all)
		}
		return err
	})
}
