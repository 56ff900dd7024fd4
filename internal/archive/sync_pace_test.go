package archive_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/internal/pace"
	"newsarchive/store"
)

// The interval of a feed is what its weeks, the feed or its server ask for, unless
// a person has set it.
func TestIntervals(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	hourly := func(hours int) string {
		var b strings.Builder
		for i := range 20 {
			at := now.Add(-time.Duration(i*hours) * time.Hour)
			fmt.Fprintf(&b, `<item><title>At %[1]d</title><link>http://a.example/%[1]d</link><pubDate>%[2]s</pubDate></item>`, i, at.Format(time.RFC1123Z))
		}
		return b.String()
	}
	for name, test := range map[string]struct {
		head, items string
		header      [2]string
		set         time.Duration
		min, max    time.Duration
		by          string
	}{
		"nothing known":   {"", "", [2]string{}, 0, 30 * time.Minute, 30 * time.Minute, pace.ByFirst},
		"hourly items":    {"", hourly(1), [2]string{}, 0, 20 * time.Minute, 40 * time.Minute, pace.ByWeeks},
		"daily items":     {"", hourly(24), [2]string{}, 0, 30 * time.Minute, 24 * time.Hour, pace.ByWeeks},
		"ttl":             {"<ttl>180</ttl>", hourly(1), [2]string{}, 0, 3 * time.Hour, 3 * time.Hour, "ttl"},
		"ttl of a year":   {"<ttl>525600</ttl>", "", [2]string{}, 0, 24 * time.Hour, 24 * time.Hour, "ttl"},
		"Cache-Control":   {"<ttl>30</ttl>", "", [2]string{"Cache-Control", "max-age=7200"}, 0, 2 * time.Hour, 2 * time.Hour, "cache-control"},
		"Expires":         {"", "", [2]string{"Expires", now.Add(5 * time.Hour).Format(http.TimeFormat)}, 0, 5 * time.Hour, 5 * time.Hour, "expires"},
		"set by a person": {"<ttl>180</ttl>", hourly(1), [2]string{}, 5 * time.Minute, 5 * time.Minute, 5 * time.Minute, pace.BySetting},
	} {
		t.Run(name, func(t *testing.T) {
			c := &clock{now}
			a, h := newArchiveAt(t, c), newHost(t, "127.0.0.1")
			h.answer = func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Date", c.now.Format(http.TimeFormat))
				w.Header().Set("ETag", `"x"`)
				if test.header[0] != "" {
					w.Header().Set(test.header[0], test.header[1])
				}
				if r.Header.Get("If-None-Match") != "" {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>A</title>%s%s</channel></rss>`, test.head, test.items)
			}
			f := follow(t, a, h.URL)
			if test.set > 0 {
				if err := a.EditFeed(t.Context(), f.ID, store.FeedEdit{Every: &test.set}); err != nil {
					t.Fatal(err)
				}
			}
			for _, what := range []string{"whole", "not modified"} {
				syncNow(t, a)
				st := feedState(t, a, f.ID).State
				every, wait := time.Duration(st.Every), st.Due.Sub(c.now)
				if every < test.min || every > test.max || st.PaceBy != test.by || st.EverySet != (test.set > 0) {
					t.Errorf("%s: every %v by %s, want %v to %v by %s", what, every, st.PaceBy, test.min, test.max, test.by)
				}
				if (wait - every).Abs() > every/16 {
					t.Errorf("%s: every %v, but due after %v", what, every, wait)
				}
			}
		})
	}
}

// A feed whose items were all new is fetched more often.
func TestFullWindowShortensTheInterval(t *testing.T) {
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	a, h := newArchiveAt(t, c), newHost(t, "127.0.0.1")
	n := 0
	h.answer = func(w http.ResponseWriter, _ *http.Request) {
		var b strings.Builder
		for range 20 {
			n++
			fmt.Fprintf(&b, `<item><title>Item %[1]d</title><link>http://a.example/%[1]d</link></item>`, n)
		}
		_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>A</title>%s</channel></rss>`, b.String())
	}
	f := follow(t, a, h.URL)
	syncNow(t, a)
	c.now = c.now.Add(80 * time.Minute)
	full := false
	err := a.Sync(t.Context(), archive.SyncOptions{All: true}, func(s archive.Synced) { full = full || s.Window != nil })
	if err != nil {
		t.Fatal(err)
	}
	if st := feedState(t, a, f.ID).State; !full || st.Full != c.now || st.PaceBy != pace.ByWindow || st.Every != news.Seconds(20*time.Minute) {
		t.Errorf("said: %v; %+v", full, st)
	}
}
