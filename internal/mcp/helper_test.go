package mcp

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"go.uber.org/goleak"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
	"newsarchive/store"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// desk is a server of a real archive, and a client of it.
type desk struct {
	*testing.T
	server *Server
	client *sdk.ClientSession
	dir    string
	feed   news.Feed
	log    *strings.Builder
}

// now is two days later; nothing was fetched on the day between.
func now() time.Time { return archivetest.Start().AddDate(0, 0, 2).Add(time.Hour) }

// newDesk offers an archive with a feed that was fetched on two days of three, a
// feed that fails, one that was never fetched, and a topic.
func newDesk(t *testing.T, o Options) *desk {
	t.Helper()
	d := &desk{T: t, dir: t.TempDir(), log: &strings.Builder{}}
	t.Setenv("TZ", "UTC")
	ar, err := archive.Create(t.Context(), d.dir, archive.Options{Now: now})
	if err == nil {
		err = ar.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	d.withStore(func(st *store.Store) (err error) {
		if d.feed, _, err = st.Follow(t.Context(), news.Feed{URL: "https://news.example/rss", Name: "world"}, 0); err != nil {
			return err
		}
		f, _, err := st.Follow(t.Context(), news.Feed{URL: "https://gone.example/rss", Name: "gone"}, 0)
		if err == nil {
			_, err = st.RecordFetch(t.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: archivetest.Start(), Outcome: store.OutcomeFailed, Status: 404, Error: "404 Not Found"})
		}
		if err == nil {
			_, _, err = st.Follow(t.Context(), news.Feed{URL: "https://new.example/rss", Name: "new"}, 0)
		}
		return err
	})
	d.save(0, archivetest.Cluster("2", "Coffee prices climb", "AP News"), archivetest.Cluster("1", "South Korea and Japan set a summit", "Reuters", "NHK World"))
	d.save(48, archivetest.Cluster("1", "South Korea and Japan agree at the summit", "Reuters", "NHK World", "The Guardian"))
	d.withArchive(func(ar *archive.Archive) error {
		_, err := ar.AddTopic(t.Context(), "korea", "korea", nil)
		return err
	})
	d.serve(o)
	return d
}

// serve makes the server and a client of it.
func (d *desk) serve(o Options) {
	d.Helper()
	k := archive.NewKeeper(d.dir, archive.Options{Now: now})
	d.Cleanup(func() {
		if err := k.Close(); err != nil {
			d.Error(err)
		}
	})
	o.Version, o.Now, o.Log = "test", now, slog.New(slog.NewTextHandler(d.log, nil))
	d.server = New(k, o)
	here, there := sdk.NewInMemoryTransports()
	served, err := d.server.sdk.Connect(d.Context(), here, nil)
	if err != nil {
		d.Fatal(err)
	}
	if d.client, err = sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(d.Context(), there, nil); err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() {
		_ = d.client.Close()
		_ = served.Wait()
	})
}

func (d *desk) withStore(do func(*store.Store) error) {
	d.Helper()
	archivetest.WithStore(d, d.dir, do)
}

func (d *desk) withArchive(do func(*archive.Archive) error) {
	d.Helper()
	archivetest.WithArchive(d, d.dir, archive.Options{Now: now}, do)
}

// save saves a document of the feed, fetched some hours after the start.
func (d *desk) save(hours int, items ...news.Item) {
	d.Helper()
	archivetest.Save(d, d.dir, d.feed, hours, items...)
}

// call calls a tool, and returns its result and that as it goes over the wire.
func (d *desk) call(tool string, args any) (res *sdk.CallToolResult, wire string) {
	d.Helper()
	res, err := d.client.CallTool(d.Context(), &sdk.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		d.Fatalf("%s %v: %v", tool, args, err)
	}
	raw, err := json.Marshal(res)
	if err != nil {
		d.Fatal(err)
	}
	return res, string(raw)
}

// answer calls a tool that succeeds, and reads its answer into a value.
func (d *desk) answer(tool string, args, into any) (said string) {
	d.Helper()
	res, wire := d.call(tool, args)
	if res.IsError {
		d.Fatalf("%s %v: %s", tool, args, wire)
	}
	raw, err := json.Marshal(res.StructuredContent)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		d.Fatal(err)
	}
	return text(res)
}

// refusal calls a tool that fails, and returns what it says.
func (d *desk) refusal(tool string, args any) string {
	d.Helper()
	res, wire := d.call(tool, args)
	if !res.IsError {
		d.Fatalf("%s %v: it succeeds: %s", tool, args, wire)
	}
	return text(res)
}

func text(res *sdk.CallToolResult) string { return res.Content[0].(*sdk.TextContent).Text }
