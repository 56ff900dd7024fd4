package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// TestServe promises that "serve" and "demo --serve" say where the archive is,
// answer there, and end with 0 when they are told to.
func TestServe(t *testing.T) {
	s := newSession(t, taught)
	for name, c := range map[string]struct {
		args  []string
		finds string
	}{
		"serve": {[]string{"--dir", s.dir, "serve", "--listen", "127.0.0.1:0"}, "Climate summit opens"},
		"demo":  {[]string{"demo", "--serve", "--listen", "127.0.0.1:0"}, "South Korea and Japan agree"},
	} {
		server := serveHere(t, nil, c.args...)
		if body, err := fetchPage(t.Context(), server.address+"search?q=summit"); err != nil || !strings.Contains(strings.ReplaceAll(strings.ReplaceAll(body, "<mark>", ""), "</mark>", ""), c.finds) {
			t.Errorf("%s: %v\n%s", name, err, body)
		}
		server.end()
	}
}

// TestServeTakenPort promises that a port which another program has is called that.
func TestServeTakenPort(t *testing.T) {
	s := newSession(t, taught)
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close() //nolint:errcheck // a test
	code, _, said := s.run("serve", "--listen", taken.Addr().String())
	if code != exitFailed || !strings.Contains(said, "another program does so already; --listen takes another port") {
		t.Errorf("exit %d, %s", code, said)
	}
}

func fetchPage(ctx context.Context, address string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("Accept", "text/html")
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(r)
	if err != nil {
		return "", err
	}
	defer res.Body.Close() //nolint:errcheck // a test
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("it answers %s", res.Status)
	}
	return string(body), err
}
