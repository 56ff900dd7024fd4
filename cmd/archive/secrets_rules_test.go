package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// loginServer answers 200 to this login only.
func loginServer(t *testing.T, user, password string) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u, p, _ := r.BasicAuth(); r.URL.Path != "/open" && (u != user || p != password) {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		_, _ = w.Write([]byte(`<rss version="2.0"><channel><title>T</title><item><guid>1</guid><title>Harbour</title></item></channel></rss>`))
	}))
	t.Cleanup(server.Close)
	return server
}

// wants runs the program and fails on another exit code.
func (s session) wants(code int, args ...string) string {
	s.t.Helper()
	got, out, said := s.run(args...)
	if got != code {
		s.t.Errorf("archive %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, code, out, said)
	}
	return out + said
}

// Commands take over, replace, keep and forget the login of a feed.
func TestFeedLogin(t *testing.T) {
	server := loginServer(t, "u", "p")
	with := func(login, path string) string { return strings.Replace(server.URL, "://", "://"+login+"@", 1) + path }
	s := newSession(t, taught)
	s.wants(exitDone, "feed", "add", "--later", with("u:wrong", "/a"), "--name", "a")
	s.wants(exitPart, "sync", "a")
	s.wants(exitDone, "feed", "add", "--later", with("u:p", "/a")) // taken over
	s.wants(exitDone, "sync", "a")
	s.wants(exitDone, "feed", "add", "--later", server.URL+"/a") // left as it is
	s.wants(exitDone, "sync", "a")
	s.wants(exitDone, "feed", "set", "a", "--url", server.URL+"/b") // goes on within its origin
	s.wants(exitDone, "sync", "a")
	s.wants(exitDone, "feed", "set", "a", "--url", with("u:wrong", "/b")) // replaced
	s.wants(exitPart, "sync", "a")
	s.wants(exitDone, "feed", "set", "a", "--url", with("u:p", "/b"))
	s.wants(exitDone, "sync", "a")
	s.wants(exitDone, "feed", "add", "--later", with("", "/b")) // forgotten
	s.wants(exitPart, "sync", "a")
	s.wants(exitDone, "feed", "set", "a", "--url", with("u:p", "/b"), "--private") // as a private one
	s.wants(exitDone, "sync", "a")
	s.wants(exitDone, "feed", "set", "a", "--url", server.URL+"/c") // which it remains
	if out := s.wants(exitDone, "feed", "list"); !strings.Contains(out, "/#private-") || strings.Contains(out, "/c") {
		t.Errorf("a private feed's new address is shown: %s", out)
	}
	s.wants(exitDone, "sync", "a")
	s.wants(exitDone, "feed", "remove", "a") // kept, for it may be followed again
	s.wants(exitDone, "feed", "add", "--later", "--private", server.URL+"/c")
	s.wants(exitDone, "sync", "a")
	s.wants(exitDone, "feed", "remove", "a", "--purge", "--yes")
	s.wants(exitDone, "feed", "add", "--later", "--private", server.URL+"/c")
	s.wants(exitPart, "sync", "a")

	// A login for the origin that a feed has left does not go to its new one.
	other := loginServer(t, "u", "p")
	s.wants(exitDone, "feed", "add", "--later", server.URL+"/d", "--name", "d")
	s.wants(exitDone, "feed", "set", "d", "--url", other.URL+"/d")
	if out := s.wants(exitFailed, "feed", "add", "--later", with("u:p", "/d")); !strings.Contains(out, "another server") || strings.Contains(out, "u:p") {
		t.Error(out)
	}
	s.wants(exitPart, "sync", "d")
	s.wants(exitUsage, "feed", "set", "d", "--url", "https://u:p/w@host/")
	s.wants(exitFailed, "feed", "add", "--later", "--private", filepath.Join(s.dir, "x.xml"))

	// A wrong password is not kept: the feed is not followed.
	if out := s.wants(exitFailed, "feed", "add", with("u:wrong", "/e")); !strings.Contains(out, "wants a user name and a password (401)") {
		t.Error(out)
	}
	s.wants(exitUsage, "sync", server.URL+"/e")
	s.wants(exitDone, "feed", "add", with("u:p", "/e"))
	s.wants(exitDone, "sync", server.URL+"/e")
}

// Without a readable private.db, everything that needs no secret works. What
// needs one says so, and doctor does too.
func TestWithoutPrivate(t *testing.T) {
	server := loginServer(t, "u", "p")
	s := newSession(t, taught)
	s.wants(exitDone, "feed", "add", "--later", server.URL+"/open", "--name", "open")
	s.wants(exitDone, "feed", "add", "--later", strings.Replace(server.URL, "://", "://u:p@", 1)+"/a", "--name", "closed")
	s.wants(exitDone, "feed", "add", "--later", "--private", server.URL+"/open?token=12345", "--name", "token")
	s.wants(exitDone, "sync")
	file := filepath.Join(s.dir, "private.db")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func() error{
		"missing": func() error { return os.Remove(file) },
		"rubbish": func() error { return os.WriteFile(file, []byte(strings.Repeat("rubbish ", 1000)), 0o600) },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"search", "harbour"}, {"feed", "list"}, {"export", "--to", "ndjson"}, {"show", "1"}, {"sync", "open"}} {
			s.wants(exitDone, args...)
		}
		s.wants(exitPart, "sync", "closed")
		if out := s.wants(exitPart, "sync", "token"); !strings.Contains(out, "private.db") {
			t.Errorf("%s: %s", name, out)
		}
		if out := s.wants(exitPart, "doctor"); !strings.Contains(out, "secrets\terror") {
			t.Errorf("%s: %s", name, out)
		}
	}
	if err := os.WriteFile(file, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if out := s.wants(exitPart, "doctor"); !strings.Contains(out, "others may read private.db") {
		t.Error(out)
	}
	s.wants(exitDone, "doctor", "--fix")
	s.wants(exitDone, "doctor")
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	s.wants(exitDone, "sync", "closed", "token")
}
