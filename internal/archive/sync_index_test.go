package archive_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/archive"
)

// TestSyncIndexesWhatCame promises that what a feed brought is indexed while
// another feed of the same sync has not answered yet.
func TestSyncIndexesWhatCame(t *testing.T) {
	a, quick := newArchive(t), newFeedServer(t)
	quick.google(8, []string{"A|Good news|Reuters"})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	held := make(chan bool, 1)
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		x := index.Open(filepath.Join(a.Dir(), "index"), index.Options{})
		for ctx.Err() == nil {
			mark, err := x.Mark(ctx)
			last, lastErr := a.Store().LastChange(ctx)
			if err == nil && lastErr == nil && mark == last && mark != (news.Mark{}) {
				held <- true
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		_, _ = w.Write([]byte(`<rss version="2.0"><channel><title>Slow</title><item><title>At last</title><link>https://b.example/1</link></item></channel></rss>`))
	}))
	defer slow.Close()
	follow(t, a, slow.URL)
	follow(t, a, quick.URL)
	if err := a.Sync(ctx, archive.SyncOptions{All: true}, func(archive.Synced) {}); err != nil {
		t.Fatal(err)
	}
	select {
	case <-held:
	default:
		t.Error("nothing was indexed before the last feed had answered")
	}
	if search(t, a, "good news").Total != 1 || search(t, a, "at last").Total != 1 {
		t.Error("not all is found after the sync")
	}
}
