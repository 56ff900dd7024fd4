package opensearch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// play returns the cluster of a server that gives these answers, one after the
// other and the last again and again, and a function that returns the bodies that
// were sent. It plays what a node does not do on demand.
func play(t *testing.T, patience time.Duration, answers ...func(http.ResponseWriter)) (*Cluster, func() []string) {
	t.Helper()
	var mu sync.Mutex
	var bodies []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		bodies = append(bodies, string(body))
		answers[min(len(bodies), len(answers))-1](w)
	}))
	t.Cleanup(server.Close)
	c := &Cluster{Config: config(t), target: Target{server.URL, "news"}}
	c.Hide = func(s string) string { return strings.ReplaceAll(s, "s3cret", "…") }
	c.Patience = patience
	c.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return c, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(bodies)
	}
}

func says(status int, contentType, body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func saysJSON(status int, body string) func(http.ResponseWriter) {
	return says(status, "application/json", body)
}

// refuses is an error as OpenSearch writes it.
func refuses(status int, kind, reason string) func(http.ResponseWriter) {
	return saysJSON(status, fmt.Sprintf(`{"error":{"type":%q,"reason":%q},"status":%d}`, kind, reason, status))
}

// items is the answer to a bulk request, of documents with these statuses.
func items(statuses ...int) func(http.ResponseWriter) {
	var all []string
	for _, s := range statuses {
		kind := ""
		switch {
		case s == http.StatusConflict:
			kind = `,"error":{"type":"version_conflict_engine_exception","reason":"current version is higher"}`
		case s >= 300:
			kind = `,"error":{"type":"some_exception","reason":"for s3cret"}`
		}
		all = append(all, fmt.Sprintf(`{"index":{"status":%d%s}}`, s, kind))
	}
	return saysJSON(200, `{"errors":true,"items":[`+strings.Join(all, ",")+`]}`)
}

func operations(names ...string) (all []operation) {
	for i, name := range names {
		all = append(all, operation{int64(i + 1), []byte(name)})
	}
	return all
}

// What a cluster that is busy refuses is sent again, and only that; what it will
// never take ends the run with the story's number; what is there already is as it
// should be.
func TestBulkFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answers []func(http.ResponseWriter)
		sent    []string
		words   string // of the error; empty: none
		kind    error
	}{
		"busy for a while":         {[]func(http.ResponseWriter){refuses(429, "busy", ""), refuses(503, "x", ""), items(201, 200, 409)}, []string{"abc", "abc", "abc"}, "", nil},
		"some are refused":         {[]func(http.ResponseWriter){items(201, 429, 503), items(429, 201), items(201)}, []string{"abc", "bc", "b"}, "", nil},
		"one will never do":        {[]func(http.ResponseWriter){items(429, 400, 201)}, []string{"abc"}, "story 2", nil},
		"too long together":        {[]func(http.ResponseWriter){refuses(413, "", ""), items(201), refuses(413, "", ""), items(201), items(201)}, []string{"abc", "a", "bc", "b", "c"}, "", nil},
		"too long by itself":       {[]func(http.ResponseWriter){says(413, "text/html", "<html>")}, []string{"abc", "a"}, "story 1, of 0 kB", ErrTooLarge},
		"a web page":               {[]func(http.ResponseWriter){says(200, "text/html", "<html>s3cret")}, []string{"abc"}, "a web page", ErrNotOpenSearch},
		"a proxy without a server": {[]func(http.ResponseWriter){says(502, "text/html", "<html>"), items(201, 201, 201)}, []string{"abc", "abc"}, "", nil},
		"half an answer":           {[]func(http.ResponseWriter){items(201)}, []string{"abc"}, "1 of 3", ErrNotOpenSearch},
		"a full disk":              {[]func(http.ResponseWriter){refuses(429, "cluster_block_exception", "disk usage exceeded flood-stage watermark")}, []string{"abc"}, "flood-stage", ErrBlocked},
		"no password":              {[]func(http.ResponseWriter){says(401, "text/plain", "Unauthorized s3cret")}, []string{"abc"}, "401", ErrPassword},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cluster, sent := play(t, time.Hour, c.answers...)
			err := cluster.bulk(t.Context(), operations("a", "b", "c"))
			switch {
			case c.words == "" && err != nil, c.kind != nil && !errors.Is(err, c.kind):
				t.Errorf("%v", err)
			case c.words != "" && (err == nil || !strings.Contains(err.Error(), c.words) || strings.Contains(err.Error(), "s3cret")):
				t.Errorf("%v", err)
			}
			if got := strings.Join(sent(), " "); got != strings.Join(c.sent, " ") {
				t.Errorf("sent %s, want %s", got, c.sent)
			}
		})
	}
}

// The patience ends, and so does a run that is told to.
func TestPatienceEnds(t *testing.T) {
	t.Parallel()
	cluster, sent := play(t, time.Nanosecond, refuses(503, "x", "no shard is there"))
	if err := cluster.bulk(t.Context(), operations("a")); !errors.Is(err, ErrUnavailable) || len(sent()) != 1 {
		t.Errorf("%v after %d requests", err, len(sent()))
	}
	cluster, _ = play(t, time.Nanosecond, items(429))
	if err := cluster.bulk(t.Context(), operations("a")); !errors.Is(err, ErrUnavailable) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cluster, _ = play(t, time.Hour, func(w http.ResponseWriter) { cancel(); items(429)(w) })
	if err := cluster.bulk(ctx, operations("a")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// What stands at an address is looked at first.
func TestConnectFaults(t *testing.T) {
	t.Parallel()
	version := func(number, distribution string) func(http.ResponseWriter) {
		return saysJSON(200, fmt.Sprintf(`{"version":{"number":%q,"distribution":%q}}`, number, distribution))
	}
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter)
		kind   error
	}{
		"one that will do": {version("3.1.0", "opensearch"), nil},
		"too old":          {version("1.3.20", "opensearch"), ErrVersion},
		"Elasticsearch":    {version("8.15.0", ""), ErrVersion},
		"other JSON":       {saysJSON(200, `{"hello":"world"}`), ErrNotOpenSearch},
		"broken JSON":      {saysJSON(200, `{"version":`), ErrNotOpenSearch},
		"a redirect":       {says(302, "text/plain", ""), ErrNotOpenSearch},
		"not allowed":      {refuses(403, "security_exception", "no permissions"), ErrPassword},
		"busy":             {refuses(429, "busy", ""), ErrUnavailable},
	} {
		cluster, sent := play(t, time.Hour, c.answer)
		if err := cluster.check(t.Context()); c.kind == nil && err != nil || !errors.Is(err, c.kind) || len(sent()) != 1 {
			t.Errorf("%s: %v after %d requests", name, err, len(sent()))
		}
	}
}

// An index that is red, of another program or of a newer version is not written to.
func TestIndexFaults(t *testing.T) {
	t.Parallel()
	ours := saysJSON(200, fmt.Sprintf(`{"news":{"mappings":{"_meta":{"program":"newsarchive","mapping":%d}}}}`, mappingVersion))
	for name, c := range map[string]struct {
		answers []func(http.ResponseWriter)
		kind    error
	}{
		"red":           {[]func(http.ResponseWriter){ours, saysJSON(200, `{"timed_out":true,"status":"red"}`)}, ErrUnavailable},
		"red, as newer": {[]func(http.ResponseWriter){ours, saysJSON(408, `{"timed_out":true,"status":"red"}`)}, ErrUnavailable},
		"full":          {[]func(http.ResponseWriter){refuses(404, "index_not_found_exception", ""), refuses(403, "index_create_block_exception", "create-index blocked")}, ErrBlocked},
		"newer":         {[]func(http.ResponseWriter){saysJSON(200, `{"news-v9":{"mappings":{"_meta":{"program":"newsarchive","mapping":9}}}}`)}, ErrVersion},
		"foreign":       {[]func(http.ResponseWriter){saysJSON(200, `{"news":{"mappings":{}}}`)}, ErrForeign},
	} {
		cluster, sent := play(t, time.Hour, c.answers...)
		if _, err := cluster.Share(t.Context(), "a", "1", &Layout{}); !errors.Is(err, c.kind) || len(sent()) != len(c.answers) {
			t.Errorf("%s: %v after %d requests", name, err, len(sent()))
		}
	}
}

func TestParseTarget(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]Target{
		"https://host:9200/news":           {"https://host:9200", "news"},
		" http://[::1]:9200/a/b/news-1/ ":  {"http://[::1]:9200/a/b", "news-1"},
		"http://one:9200,two,[::1]:9/news": {"http://one:9200,two,[::1]:9", "news"},
		"https://one,two:9200/a/news":      {"https://one,two:9200/a", "news"},
	} {
		if got, err := ParseTarget(address); err != nil || got != want {
			t.Errorf("%s: %v, %v", address, got, err)
		}
	}
	for _, address := range []string{
		"", "news", "host:9200/news", "https://host", "https://host/", "ftp://host/news", "https://u:s3cret@host/news", "https://host/News", "https://host/_all",
		"https://host/a*", "https://host/news?x=1", "https://host/news#x", "https://host/" + strings.Repeat("n", 201), "https://host/a%2Fb,c",
		"https://one,/news", "https://,one/news", "https://one,two", "https://one,u:s3cret@two/news", "https://one,two:x/news", "https://one" + strings.Repeat(",n", 32) + "/news",
	} {
		if got, err := ParseTarget(address); !errors.Is(err, ErrTarget) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v, %v", address, got, err)
		}
	}
}

// Where several nodes are named, one that is lost is passed over, and the one that
// answered is asked from then on.
func TestOtherNodes(t *testing.T) {
	t.Parallel()
	const lost = "127.0.0.1:1" // the port of a closed server may be that of the next one
	alone, first := play(t, time.Hour, refuses(503, "cluster_manager_not_discovered_exception", ""))
	well, sent := play(t, time.Hour, saysJSON(200, "{}"))
	hosts := lost + "," + strings.TrimPrefix(alone.target.Server, "http://") + "," + strings.TrimPrefix(well.target.Server, "http://")
	c := &Cluster{Config: well.Config, target: Target{"http://" + hosts, "news"}}
	for range 3 {
		if err := c.once(t.Context(), request{http.MethodGet, "/", nil}, nil); err != nil {
			t.Error(err)
		}
	}
	if len(first()) != 1 || len(sent()) != 3 {
		t.Errorf("%d and %d requests, not 1 and 3", len(first()), len(sent()))
	}
}

// What archives share is looked up once for a question, whatever asks for it.
func TestAboutsReadOnce(t *testing.T) {
	c, bodies := play(t, 0, saysJSON(200, `{"hits":{"hits":[{"_source":{"archive":"a","shown":{"feeds":[{"id":3,"name":"World"}]}}}]}}`))
	a := &Asked{Cluster: c, sources: []Source{{Archive: "a", Generation: "a:1"}}}
	for range 2 {
		q, err := parsed("feed:world OR #kept")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.compile(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Abouts(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(bodies()); n != 1 {
		t.Errorf("%d requests", n)
	}
}
