package archive_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// Validators are sent for eight days after the document last came whole: a server
// that answers "not modified" for ever is found out.
func TestNotModifiedForEver(t *testing.T) {
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	a, h := newArchiveAt(t, c), newHost(t, "127.0.0.1")
	var asked []string
	issue := 1
	h.answer = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", c.now.Format(http.TimeFormat))
		asked = append(asked, r.Header.Get("If-None-Match")+r.Header.Get("If-Modified-Since"))
		w.Header().Set("ETag", `"same"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>A</title><item><title>Issue %[1]d</title><link>http://a.example/%[1]d</link></item></channel></rss>`, issue)
	}
	f := follow(t, a, h.URL)
	syncNow(t, a)
	issue = 2
	for range 8 {
		c.now = c.now.AddDate(0, 0, 1)
		syncNow(t, a)
	}
	if got := fmt.Sprint(asked); got != `[ "same" "same" "same" "same" "same" "same" "same" ]` {
		t.Errorf("asked with %s", got)
	}
	if search(t, a, "issue").Total != 2 {
		t.Error("the second issue was not found")
	}
	issue = 3
	c.now = c.now.Add(time.Hour)
	outcomes(t, a, archive.SyncOptions{Feeds: []news.Feed{feedState(t, a, f.ID)}, Fresh: true})
	if search(t, a, "issue").Total != 3 {
		t.Error("--fresh did not bring the third")
	}
	if st := feedState(t, a, f.ID).State; st.Whole != c.now || st.Brought != c.now {
		t.Errorf("came whole at %v, with news at %v", st.Whole, st.Brought)
	}
}

// Validators that change with each answer cost nothing: the same document is
// "unchanged".
func TestChangingValidators(t *testing.T) {
	a, h := newArchive(t), newHost(t, "127.0.0.1")
	n := 0
	h.answer = func(w http.ResponseWriter, r *http.Request) {
		n++
		w.Header().Set("ETag", fmt.Sprintf(`"%d"`, n))
		pathFeed(w, r)
	}
	follow(t, a, h.URL)
	syncNow(t, a)
	if n := outcomes(t, a, archive.SyncOptions{All: true}); n[store.OutcomeUnchanged] != 1 {
		t.Error(n)
	}
}

// feedState returns a feed as it is now.
func feedState(t *testing.T, a *archive.Archive, id int64) news.Feed {
	t.Helper()
	f, err := a.Feed(t.Context(), fmt.Sprint(id))
	if err != nil {
		t.Fatal(err)
	}
	return f
}
