package web

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/fever"
	"newsarchive/internal/news"
	"newsarchive/internal/readerapi"
	"newsarchive/internal/signin"
	"newsarchive/store"
)

// asking is a program that asks a server of a million stories, over a connection
// that it keeps.
type asking struct {
	*testing.B
	dir, address, auth string
	key                string // of Fever's API
	at                 time.Time
	tag                string // of the last answer
}

// BenchmarkReaders times what feed readers ask for, over HTTP, in an archive of a
// million stories of 500 feeds over a year. $ARCHIVE_STREAMS, if set, keeps that
// archive; $ARCHIVE_STREAMS_STORIES makes it another size. The processor time is
// that of the server and of the client.
func BenchmarkReaders(b *testing.B) {
	p := newAsking(b)
	unread := "stream/items/ids?output=json&" + allUnread
	ids := p.ids(p.call(unread + "&n=1000"))
	of := func(n int) string { return "i=" + strings.Join(ids[:min(n, len(ids))], "&i=") }
	const read, keep = "a=user/-/state/com.google/read&", "r=user/-/state/com.google/read&"
	for _, c := range []struct {
		name, call, body string
	}{
		{"1,000 unread ids", unread + "&n=1000", ""},
		{"10,000 unread ids", unread + "&n=10000", ""},
		{"1,000 ids of everything, oldest first", "stream/items/ids?r=o&n=1000", ""},
		{"1,000 ids of a feed", "stream/items/ids?n=1000&s=feed/7", ""},
		{"1,000 unread ids of a folder", unread + "&n=1000&it=user/-/label/Folder%207", ""},
		{"1,000 ids of a topic", "stream/items/ids?n=1000&s=feed/topic-3", ""},
		{"contents of 50 by POST", "stream/items/contents", of(50)},
		{"contents of 150 by POST", "stream/items/contents", of(150)},
		{"contents of 50 unread", "stream/contents/user/-/state/com.google/reading-list?n=50&xt=user/-/state/com.google/read", ""},
		{"unread counts", "unread-count", ""},
		{"subscriptions", "subscription/list", ""},
		{"tags", "tag/list", ""},
		{"mark 1,000 read", "edit-tag", read + of(1000)},
		{"mark 1,000 unread", "edit-tag", keep + of(1000)},
		{"mark a folder read, to a time long ago", "mark-all-as-read", "s=user/-/label/Folder%207&ts=1500000000"},
		{"Fever: unread ids", "fever&unread_item_ids", ""},
		{"Fever: 50 items", "fever&items&since_id=" + strconv.Itoa(p.stories()/2), ""},
		{"Fever: feeds and groups", "fever&feeds&groups", ""},
	} {
		b.Run(c.name, func(b *testing.B) { p.measure(b, func() { p.ask(c.call, c.body) }, nil) })
	}
	b.Run("unread counts, unchanged", func(b *testing.B) {
		p.B = b
		p.ask("unread-count", "")
		tag := p.tag
		p.measure(b, func() {
			if status := p.ask("unread-count", "", "If-None-Match", tag); status != http.StatusNotModified {
				b.Fatal(status)
			}
		}, nil)
	})
	b.Run("unread counts, each after one is marked read", func(b *testing.B) {
		n := 0
		p.measure(b, func() { p.ask("unread-count", "") }, func() {
			p.ask("edit-tag", read+"i="+ids[n%len(ids)])
			n++
		})
	})
	// Clients that ask every second while a sync brings something every second.
	for _, call := range []string{"unread-count", unread + "&n=1000"} {
		name, _, _ := strings.Cut(call, "?")
		b.Run(name+", each after five new stories", func(b *testing.B) {
			p.measure(b, func() { p.ask(call, "") }, p.bring)
		})
	}
}

func newAsking(b *testing.B) *asking {
	b.Helper()
	y := archivetest.Year{Dir: os.Getenv("ARCHIVE_STREAMS"), Feeds: 500, Stories: 1_000_000, End: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)}
	if y.Dir == "" {
		y.Dir = filepath.Join(b.TempDir(), "archive")
	}
	if n, err := strconv.Atoi(os.Getenv("ARCHIVE_STREAMS_STORIES")); err == nil {
		y.Stories = n
	}
	y.Fill(b)
	p := &asking{B: b, dir: y.Dir}
	p.at = y.End.Add(time.Minute + time.Duration(p.stories()-y.Stories)*time.Second) // after what runs before have brought
	clock := func() time.Time { return p.at }
	passwords := signin.New(y.Dir, signin.Options{Now: func() time.Time { return y.End.AddDate(-1, 0, 0) }})
	keeper := archive.NewKeeper(y.Dir, archive.Options{Now: clock})
	b.Cleanup(func() {
		if err := keeper.Close(); err != nil {
			b.Error(err)
		}
		if err := passwords.Close(); err != nil {
			b.Error(err)
		}
	})
	_ = passwords.Remove(b.Context(), "bench") // of a run before
	password, _, err := passwords.AddFever(b.Context(), "bench", false)
	if err != nil {
		b.Fatal(err)
	}
	server, err := New(keeper, Options{Version: "test", Now: clock, Passwords: passwords, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	served := httptest.NewServer(server)
	b.Cleanup(served.Close)
	p.address, p.auth, p.key = served.URL, password, fever.Key(password)
	return p
}

func (p *asking) stories() (n int) {
	p.Helper()
	archivetest.WithStore(p, p.dir, func(st *store.Store) error {
		s, err := st.Stats(p.Context())
		n = s.Stories
		return err
	})
	return n
}

// ask sends a call, which must be answered, and returns the status.
func (p *asking) ask(call, body string, fields ...string) int {
	p.Helper()
	_, status := p.answered(call, body, fields...)
	return status
}

func (p *asking) answered(call, body string, fields ...string) (string, int) {
	p.Helper()
	address, method := p.address+readerapi.CallsPath+call, http.MethodGet
	if query, ok := strings.CutPrefix(call, "fever"); ok {
		address, body = p.address+feverPath+"?api"+query, "api_key="+p.key
	}
	if body != "" {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(p.Context(), method, address, strings.NewReader(body))
	if err != nil {
		p.Fatal(err)
	}
	r.Header.Set("Authorization", "GoogleLogin auth="+p.auth)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		p.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // it was read
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode >= http.StatusBadRequest {
		p.Fatal(call, res.Status, err, string(text[:min(len(text), 300)]))
	}
	p.tag = res.Header.Get("ETag")
	return string(text), res.StatusCode
}

func (p *asking) call(call string) string {
	text, _ := p.answered(call, "")
	return text
}

// ids are the numbers in an answer.
func (p *asking) ids(answer string) (ids []string) {
	p.Helper()
	for _, m := range regexp.MustCompile(`"id":"(\d+)"`).FindAllStringSubmatch(answer, -1) {
		ids = append(ids, url.QueryEscape(m[1]))
	}
	if len(ids) == 0 {
		p.Fatal(answer)
	}
	return ids
}

// bring has a sync bring five stories, a second later.
func (p *asking) bring() {
	p.Helper()
	p.at = p.at.Add(time.Second)
	var doc news.Document
	for i := range 5 {
		link := fmt.Sprintf("https://new.example/%d-%d", p.at.UnixNano(), i)
		title := fmt.Sprintf("Something new %d of word%d", i, p.at.Second())
		doc.Items = append(doc.Items, news.Item{GUID: link, Link: link, Title: title, Stories: []news.Story{{Link: link, Title: title, Publisher: "New"}}})
	}
	archivetest.WithStore(p, p.dir, func(st *store.Store) error {
		_, err := st.SaveDocument(p.Context(), store.Fetch{FeedID: 7, URL: "https://feed6.example/rss", At: p.at}, doc)
		return err
	})
	archivetest.WithArchive(p, p.dir, archive.Options{Now: func() time.Time { return p.at }}, func(a *archive.Archive) error {
		_, err := a.CatchUp(p.Context(), nil)
		return err
	})
}

// measure reports, beside the time of each answer, the processor time. What happens
// before each is not counted.
func (p *asking) measure(b *testing.B, do, before func()) {
	b.Helper()
	p.B = b
	do() // warm
	var spent time.Duration
	n := 0
	for b.Loop() {
		if before != nil {
			b.StopTimer()
			before()
			b.StartTimer()
		}
		began := processorTime(b)
		do()
		spent += processorTime(b) - began
		n++
	}
	b.ReportMetric(float64(spent)/float64(n)/1e6, "cpu-ms/op")
}

// processorTime is that of this process.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
