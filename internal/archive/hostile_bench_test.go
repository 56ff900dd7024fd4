//go:build unix

package archive_test

import (
	"errors"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"syscall"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/feed"
	"newsarchive/store"
)

// BenchmarkHostile saves and indexes documents that are made to be expensive. It
// prints the processor time of each step in milliseconds, and the peak of the
// process's own memory beside the document.
// $ARCHIVE_HOSTILE is the size of the documents in megabytes, 15 without it.
func BenchmarkHostile(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as the program does
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(192 << 20))
	size := 15.0
	if s, err := strconv.ParseFloat(os.Getenv("ARCHIVE_HOSTILE"), 64); err == nil {
		size = s
	}
	for _, d := range corpus.HostileDocuments() {
		b.Run(d.Name, func(b *testing.B) {
			text := d.Make(int(size * (1 << 20)))
			for b.Loop() {
				hostileSteps(b, text)
			}
		})
	}
}

// cpuTime is the processor time that the process has had, the system's included.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func hostileSteps(b *testing.B, text []byte) {
	b.Helper()
	ctx, a := b.Context(), newArchive(b)
	debug.FreeOSMemory()
	before := anonymous()
	memory, most := watchMemory(b), 0
	began := cpuTime()
	step := func(name string, err error) {
		b.Helper()
		if err != nil {
			b.Errorf("%s: %.2000s", name, err)
		}
		b.ReportMetric(float64((cpuTime() - began).Milliseconds()), name+"-ms")
		peak := memory() - before
		b.ReportMetric(float64(peak>>20), name+"-MB")
		most = max(most, peak)
		memory, began = watchMemory(b), cpuTime()
	}
	const address = "https://a.example/feed"
	doc, err := feed.Parse(ctx, text, feed.Options{URL: address})
	if errors.Is(err, feed.ErrBroken) || errors.Is(err, feed.ErrLimit) || errors.Is(err, feed.ErrUnknown) {
		err = nil
	}
	step("1parse", err)
	f, _, err := a.Store().Follow(ctx, news.Feed{URL: address}, time.Hour)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(doc.Items)), "items")
	for _, name := range []string{"2save", "3again"} {
		_, err = a.Store().SaveDocument(ctx, store.Fetch{FeedID: f.ID, URL: f.URL, At: hourOf(0), Outcome: store.OutcomeNew}, doc)
		step(name, err)
	}
	doc = news.Document{}
	_, err = a.CatchUp(ctx, nil)
	step("4index", err)
	answer, err := a.Search(ctx, archive.SearchOptions{Question: archive.Question{Text: "title OR word OR story"}, Page: archive.Page{Size: 20}})
	step("5search", err)
	shown := []int64{1}
	if len(answer.Groups) > 0 {
		shown[0] = answer.Groups[0].Stories[0].ID
	}
	if _, err = a.Stories(ctx, shown); err == nil {
		_, err = archive.ExportNDJSON(io.Discard, a.Items(ctx, store.ItemFilter{Stories: shown}))
	}
	step("6show", err)
	lines := io.Discard
	_, err = archive.ExportNDJSON(lines, a.Export(ctx, store.ItemFilter{}))
	step("7export", err)
	step("8reindex", a.Reindex(ctx, nil))
	memory()
	b.ReportMetric(float64(most>>20), "9MB")
	b.ReportMetric(0, "ns/op")
}
