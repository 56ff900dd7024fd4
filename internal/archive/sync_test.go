package archive_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"newsarchive/internal/archive"
	"newsarchive/internal/effort"
	"newsarchive/store"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(replayDir); dir != "" {
		os.Exit(replaying(dir))
	}
	// bleve keeps a few workers of its own from the start of the program.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// feedServer serves one feed that a test can change.
type feedServer struct {
	*httptest.Server
	body atomic.Value
	etag atomic.Bool
}

func newFeedServer(t *testing.T) *feedServer {
	t.Helper()
	s := &feedServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.etag.Load() {
			w.Header().Set("ETag", `"v"`)
			if r.Header.Get("If-None-Match") == `"v"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		_, _ = w.Write([]byte(s.body.Load().(string)))
	}))
	t.Cleanup(s.Close)
	return s
}

// google sets the feed to a Google News document of these clusters, each a
// list of "token|headline|publisher", published at the hour.
func (s *feedServer) google(hour int, clusters ...[]string) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><generator>NFE/5.0</generator><title>World</title><language>en-US</language>`)
	for _, stories := range clusters {
		var list strings.Builder
		for _, story := range stories {
			f := strings.Split(story, "|")
			fmt.Fprintf(&list, `<li><a href="https://news.google.com/rss/articles/%s?oc=5" target="_blank">%s</a>&nbsp;&nbsp;<font color="#6f6f6f">%s</font></li>`, f[0], f[1], f[2])
		}
		f := strings.Split(stories[0], "|")
		fmt.Fprintf(&b, `<item><title>%[2]s - %[3]s</title><link>https://news.google.com/rss/articles/%[1]s?oc=5</link>`+
			`<guid isPermaLink="false">%[1]s</guid><pubDate>Wed, 14 Jan 2026 %02[4]d:00:00 GMT</pubDate>`+
			`<description><![CDATA[<ol>%[5]s</ol>]]></description><source url="https://%[3]s.example">%[3]s</source></item>`,
			f[0], f[1], f[2], hour, list.String())
	}
	b.WriteString(`</channel></rss>`)
	s.body.Store(b.String())
}

func follow(t testing.TB, a *archive.Archive, url string) news.Feed {
	t.Helper()
	f, _, err := a.Follow(t.Context(), news.Feed{URL: url}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func syncNow(t *testing.T, a *archive.Archive) (all []archive.Synced) {
	t.Helper()
	err := a.Sync(t.Context(), archive.SyncOptions{All: true}, func(s archive.Synced) {
		if s.Err != nil {
			t.Errorf("%s: %v", s.Feed.URL, s.Err)
		}
		if s.Fetch.Plan != nil {
			t.Error("the outcome holds the document in memory")
		}
		all = append(all, s)
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func search(t *testing.T, a *archive.Archive, text string) archive.Answer {
	t.Helper()
	answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Size: 10}})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestTenSyncsLogNoChange(t *testing.T) {
	a, server := newArchive(t), newFeedServer(t)
	server.google(8, []string{"A|Lee heads for Japan|Reuters", "B|Leaders meet|AP"}, []string{"C|Storm over|NHK"})
	follow(t, a, server.URL)
	syncNow(t, a)
	before, err := a.Store().LastChange(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := range 10 {
		server.etag.Store(n >= 4)
		s := syncNow(t, a)[0]
		if s.Saved != (store.Saved{}) {
			t.Errorf("sync %d saved %+v", n, s.Saved)
		}
	}
	after, err := a.Store().LastChange(t.Context())
	if err != nil || before != after {
		t.Errorf("the log went from %v to %v: %v", before, after, err)
	}
	fetches, err := a.Store().Fetches(t.Context(), 1, 100)
	if err != nil || len(fetches) != 11 {
		t.Errorf("%d rows in the ledger, want 11: %v", len(fetches), err)
	}
}

// The whole life of a cluster, through a feed and out of a search.
func TestClusterLivesAndIsFound(t *testing.T) {
	a, server := newArchive(t), newFeedServer(t)
	follow(t, a, server.URL)
	const lee, ties, kpop = "A|Lee heads for Japan|Reuters", "B|Push for closer ties|Coast", "C|K-pop after talks|Guardian"
	const edited, drums = "A|Lee lands in Osaka|Reuters", "D|Drums in Nara|Times"
	for hour, stories := range [][]string{
		{lee, ties},
		{lee, ties, kpop},     // gains one
		{lee, kpop},           // loses one
		{lee, kpop, ties},     // gets it back
		{edited, kpop, ties},  // another headline, another date
		{drums, edited, kpop}, // another lead
	} {
		server.google(hour, stories)
		syncNow(t, a)
	}
	for _, text := range []string{"heads japan", "lands osaka", "drums nara", "closer ties"} {
		answer := search(t, a, text)
		if len(answer.Groups) != 1 || answer.Groups[0].Total != 4 {
			t.Errorf("%q: %d groups, want the one chain of four stories: %+v", text, len(answer.Groups), answer.Groups)
		}
	}
	var chains, continues []int64
	var stays int
	for it, err := range a.Items(t.Context(), store.ItemFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		chains, continues = append(chains, it.Chain), append(continues, it.Continues)
		for _, st := range it.Stories {
			stays += len(st.Appearances)
		}
	}
	if diff := cmp.Diff([]int64{1, 1}, chains); diff != "" {
		t.Errorf("chains: %s", diff)
	}
	if diff := cmp.Diff([]int64{0, 1}, continues); diff != "" {
		t.Errorf("continues: %s", diff)
	}
	if stays != 4+3 {
		t.Errorf("%d stays, want four in the first item and three in the second", stays)
	}
}

func TestFailureCostsNobodyElse(t *testing.T) {
	c := &clock{time.Now()}
	a, good := newArchiveAt(t, c), newFeedServer(t)
	good.google(8, []string{"A|Good news|Reuters"})
	var fail atomic.Bool
	fail.Store(true)
	bad := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if fail.Load() {
			w.Header().Set("Retry-After", "7200")
			http.Error(w, "no", http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte(`<rss version="2.0"><channel><title>Back</title><item><title>Back again</title><link>https://b.example/1</link></item></channel></rss>`))
	}))
	defer bad.Close()
	follow(t, a, bad.URL)
	follow(t, a, good.URL)
	failed := 0
	err := a.Sync(t.Context(), archive.SyncOptions{}, func(s archive.Synced) {
		if s.Err != nil {
			failed++
		}
	})
	if err != nil || failed != 1 {
		t.Fatalf("%d failed, want one: %v", failed, err)
	}
	if search(t, a, "good news").Total != 1 {
		t.Error("what the good feed said is not found")
	}
	f, err := a.Feed(t.Context(), bad.URL)
	if err != nil {
		t.Fatal(err)
	}
	if wait := f.State.Due.Sub(f.State.Fetched); wait != 2*time.Hour || f.State.Failures != 1 || f.State.Error == "" {
		t.Errorf("due after %v, %d failures, %q; want the two hours that the server asked for", wait, f.State.Failures, f.State.Error)
	}
	fail.Store(false)
	c.now = c.now.Add(2 * time.Hour)
	syncNow(t, a)
	if f, err = a.Feed(t.Context(), bad.URL); err != nil || f.State.Failures != 0 || f.State.Error != "" {
		t.Errorf("the feed is back, but its state is %+v: %v", f.State, err)
	}
}

func TestSecondSyncNamesTheFirst(t *testing.T) {
	a := newArchive(t)
	entered, release := make(chan bool), make(chan bool)
	slow := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(entered)
		<-release
	}))
	defer slow.Close()
	follow(t, a, slow.URL)
	done := make(chan error)
	go func() { done <- a.Sync(t.Context(), archive.SyncOptions{All: true}, func(archive.Synced) {}) }()
	<-entered
	err := a.Sync(t.Context(), archive.SyncOptions{All: true}, func(archive.Synced) {})
	if !errors.Is(err, archive.ErrRunning) || !strings.Contains(err.Error(), "archive sync") {
		t.Errorf("a second sync: %v", err)
	}
	if _, _, err := a.Follow(t.Context(), news.Feed{URL: "https://other.example"}, 0); err != nil {
		t.Errorf("following a feed while a sync runs: %v", err)
	}
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A sync that is told to end while a server does not answer has saved and indexed
// what the other feeds brought.
func TestInterruptedSyncKeepsWhatItSaved(t *testing.T) {
	a, good := newArchive(t), newFeedServer(t)
	good.google(8, []string{"A|Good news|Reuters"})
	ctx, cancel := context.WithCancel(t.Context())
	hangs := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer hangs.Close()
	follow(t, a, good.URL)
	follow(t, a, hangs.URL)
	err := a.Sync(ctx, archive.SyncOptions{All: true}, func(archive.Synced) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("an interrupted sync: %v", err)
	}
	st, err := a.Stats(t.Context())
	if err != nil || st.Items != 1 || st.NotIndexed != 0 {
		t.Errorf("%d items, %d not yet indexed; want what was saved to be indexed: %v", st.Items, st.NotIndexed, err)
	}
	indexAgrees(t, a)
	if fetches, err := a.Store().Fetches(t.Context(), 2, 10); err != nil || len(fetches) != 0 {
		t.Errorf("an interrupted request is no failure of the feed: %+v, %v", fetches, err)
	}
}

// Searches, several at a time, always answer while syncs run.
func TestSearchWhileSyncing(t *testing.T) {
	a, server := newArchive(t), newFeedServer(t)
	follow(t, a, server.URL)
	server.google(8, []string{"A|Summit begins|Reuters"})
	syncNow(t, a)
	stop := make(chan bool)
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "summit begins"}, Page: archive.Page{Size: 10}})
				if err != nil || answer.Total < 1 {
					t.Errorf("a search while syncing: %d stories, %v", answer.Total, err)
					return
				}
			}
		})
	}
	syncs := 8
	if effort.All() && !effort.Race {
		syncs = 25
	}
	for n := range syncs {
		var clusters [][]string
		for i := range 40 {
			clusters = append(clusters, []string{fmt.Sprintf("T%d-%d|Headline %d of sync %d|Reuters", n, i, i, n)})
		}
		server.google(8, append(clusters, []string{"A|Summit begins|Reuters"})...)
		syncNow(t, a)
	}
	close(stop)
	readers.Wait()
}
