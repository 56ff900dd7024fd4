package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"newsarchive/internal/news"
)

// BenchmarkStreams times what programs that sync ask for, in an archive of a
// million stories of 500 feeds over a year, of which 10,000 were read one by one.
// $ARCHIVE_STREAMS, if set, keeps that archive; $ARCHIVE_STREAMS_STORIES makes it
// another size.
func BenchmarkStreams(b *testing.B) {
	const feeds, topics = 500, 10
	end := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	a := streamsArchive(b, feeds, end)
	known, err := a.Feeds(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var streams []Streams
	for _, f := range known {
		streams = append(streams, Streams{{Kind: StreamFeed, ID: f.ID}})
	}
	for i := range topics {
		streams = append(streams, Streams{{Kind: StreamSearch, Text: fmt.Sprintf("word%d OR word%d", i, i+50)}})
	}
	newest, err := a.Stream(b.Context(), StreamQuery{Size: 1})
	if err != nil || len(newest.Places) == 0 {
		b.Fatal(newest, err)
	}
	end = newest.Places[0].Seen.Add(time.Minute)
	a.now = func() time.Time { return end }
	unread := StreamQuery{Without: Streams{{Kind: StreamRead}}, Size: 1000}
	page, err := a.Stream(b.Context(), unread)
	if err != nil || len(page.Places) < 1000 {
		b.Fatal(len(page.Places), err)
	}
	ids := make([]int64, len(page.Places))
	for i, p := range page.Places {
		ids[i] = p.ID
	}
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"1,000 unread ids", func() error { _, err := a.Stream(b.Context(), unread); return err }},
		{"1,000 ids of everything, oldest first", func() error { _, err := a.Stream(b.Context(), StreamQuery{Size: 1000, Oldest: true}); return err }},
		{"1,000 ids of a feed", func() error {
			_, err := a.Stream(b.Context(), StreamQuery{Of: streams[min(7, len(known)-1)], Size: 1000})
			return err
		}},
		{"10,000 unread ids", func() error { q := unread; q.Size = 10_000; _, err := a.Stream(b.Context(), q); return err }},
		{"contents of 50", func() error {
			_, err := a.StreamEntries(b.Context(), ids[:50], streams[len(known):], time.Time{})
			return err
		}},
		{"unread counts of 500 feeds and 10 searches", func() error { _, _, err := a.UnreadCounts(b.Context(), streams, time.Time{}); return err }},
		{"mark 1,000 read", func() error { return a.MarkStories(b.Context(), ids, news.MarkRead, false) }},
		{"mark 1,000 unread", func() error { return a.MarkStories(b.Context(), ids, news.MarkRead, true) }},
		{"mark all read", func() error { return a.ReadStreams(b.Context(), Streams{{}}, end.AddDate(-1, 0, 0), time.Time{}) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			if err := c.do(); err != nil { // warm
				b.Fatal(err)
			}
			before := cpu(b)
			n := 0
			for b.Loop() {
				n++
				if err := c.do(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(cpu(b)-before)/float64(n)/1e6, "cpu-ms/op")
		})
	}
}

// cpu is the processor time of this process.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// streamsArchive returns the archive of BenchmarkStreams, as a server keeps it.
func streamsArchive(b *testing.B, feeds int, end time.Time) *Archive {
	b.Helper()
	dir, stories := os.Getenv("ARCHIVE_STREAMS"), 1_000_000
	if dir == "" {
		dir = filepath.Join(b.TempDir(), "archive")
	}
	if n, err := strconv.Atoi(os.Getenv("ARCHIVE_STREAMS_STORIES")); err == nil {
		stories = n
	}
	a, err := Create(b.Context(), dir, Options{Now: func() time.Time { return end }, kept: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	if st, err := a.Stats(b.Context()); err != nil || st.Stories > 0 {
		return a
	}
	between := 365 * 24 * time.Hour / time.Duration(stories)
	var items []news.Item
	for i := range stories {
		seen := end.Add(-time.Duration(stories-i) * between)
		link := fmt.Sprintf("https://paper%d.example/%d", i%3000, i)
		title := fmt.Sprintf("Headline %d about word%d and word%d of the day", i, i%997, i*31%1009)
		items = append(items, news.Item{
			Feed: news.Feed{URL: fmt.Sprintf("https://feed%d.example/rss", i%feeds)}, GUID: link, Link: link, Title: title, Published: news.Instant(seen), FirstSeen: seen, LastSeen: seen,
			Stories: []news.Story{{Link: link, Title: title, Publisher: fmt.Sprintf("Paper %d", i%3000)}},
		})
		if len(items) == 1000 || i == stories-1 {
			if _, faults, err := a.store.Import(b.Context(), items, end); err != nil || len(faults) > 0 {
				b.Fatal(faults, err)
			}
			items = items[:0]
		}
	}
	if err := a.Reindex(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	page, err := a.Stream(b.Context(), StreamQuery{Since: end.AddDate(0, 0, -20), Oldest: true, Size: 10_000})
	if err != nil {
		b.Fatal(err)
	}
	var read []int64
	for _, p := range page.Places {
		read = append(read, p.ID)
	}
	if err := a.MarkStories(b.Context(), read, news.MarkRead, false); err != nil {
		b.Fatal(err)
	}
	return a
}
