package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// The secrets of feeds' settings.
const (
	secretBearer = "b3arer-77aa88bb"
	secretCookie = "c00kie-1f2e3d4c"
	secretKey    = "k3y-9a8b7c6d"
	secretProxy  = "pr0xy-5e6f7a8b"
)

// allowed reports whether a request has what the feed at /settings wants.
func allowed(r *http.Request) bool {
	sid, err := r.Cookie("sid")
	return err == nil && sid.Value == secretCookie && r.Header.Get("Authorization") == "Bearer "+secretBearer && r.Header.Get("X-Api-Key") == secretKey
}

// repeated is what a careless server repeats of a request in its document.
func repeated(r *http.Request) string {
	return fmt.Sprintf("%s %s %s", r.Header.Get("Authorization"), r.Header.Get("Cookie"), r.Header.Get("X-Api-Key"))
}

// settings follows feeds with headers, cookies, tokens and proxies, in an archive of
// its own, as a server answers in this mode.
func (w *witness) settings(g *guarded, mode string) {
	w.t.Helper()
	dir := w.t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
			w.t.Fatal(err)
		}
		return "@" + path
	}
	flags := []string{
		"--token", file("token", secretBearer), "--cookie", file("cookie", "sid="+secretCookie+"; lang=en"),
		"--header", file("header", "X-Api-Key: "+secretKey), "--skip", "title:museum",
	}
	alone := *w
	alone.dir = filepath.Join(dir, "set")
	want := exitFailed
	if mode == "ok" || mode == "moved" || mode == "partial" {
		want = exitDone
	}
	if code, _ := alone.run(append([]string{"feed", "add", g.URL + "/settings"}, flags...)...); code != want {
		w.t.Errorf("feed add with %s: exit %d, want %d", mode, code, want)
	}
	alone.must(append([]string{"feed", "add", "--later", g.URL + "/settings", "--name", "set"}, flags...)...)
	alone.run("sync", "--all")
	alone.must("feed", "set", "set", "--insecure")
	for _, args := range asks() {
		alone.run(args...)
	}
	if out := alone.must("feed", "show", "set"); !strings.Contains(out, "a token, a header, 2 cookies, its certificate is not checked") {
		w.t.Errorf("feed show: %s", out)
	}
	proxy := file("proxy", "http://ada:"+secretProxy+"@127.0.0.1:1")
	alone.must("feed", "set", "set", "--proxy", proxy)
	if code, _ := alone.run("sync", "set", "--json"); code != exitPart {
		w.t.Errorf("sync by a proxy that does not run: exit %d", code)
	}
	for _, bad := range [][]string{
		{"--header", "X-Key " + secretKey},
		{"--cookie", secretCookie},
		{"--token", secretBearer + " x"},
		{"--proxy", "http://a:" + secretProxy + "@h/x"},
		{"--pin", secretKey},
		{"--login", "ada:" + secretPass + "\n"},
		{"--header", "Authorization: Token " + secretBearer},
	} {
		if code, _ := alone.run(append([]string{"feed", "set", "set"}, bad...)...); code != exitUsage {
			w.t.Errorf("%s is set: exit %d", bad[0], code)
		}
	}
	alone.run("feed", "list", "--json")
	alone.run("feed", "show", "set", "--json")
	alone.must("feed", "export", filepath.Join(dir, "feeds.opml"))
	alone.must("backup", filepath.Join(dir, "news.db"))
	alone.must("backup", filepath.Join(dir, "bare.db"), "--no-private")
	for _, name := range []string{"token", "cookie", "header", "proxy"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			w.t.Fatal(err)
		}
	}
	alone.files(dir)
	alone.dir = filepath.Join(dir, "restored")
	alone.must("restore", filepath.Join(dir, "news.db"))
	if out := alone.must("feed", "show", "set"); !strings.Contains(out, "a proxy (http://127.0.0.1:1)") || !strings.Contains(out, "title:museum") {
		w.t.Errorf("feed show after a restore: %s", out)
	}
	alone.must("feed", "set", "set", "--proxy", "")
	if code, _ := alone.run("sync", "set"); (code == exitDone) != (mode == "ok" || mode == "moved") {
		w.t.Errorf("sync after a restore, %s: exit %d", mode, code)
	}
	alone.files(dir)

	// Without private.db, a feed with a proxy is not fetched without it.
	alone.dir = filepath.Join(dir, "bare")
	alone.must("restore", filepath.Join(dir, "bare.db"))
	if code, out := alone.run("sync", "set"); code != exitPart || !strings.Contains(out, "fetched by a proxy, and private.db does not have its address") {
		w.t.Errorf("sync without the proxy: exit %d, %s", code, out)
	}
	if _, out := alone.run("doctor"); !strings.Contains(out, "does not have the proxy of feed 1") {
		w.t.Errorf("doctor without the proxy: %s", out)
	}
}
