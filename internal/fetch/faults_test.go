package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/access"
	"newsarchive/internal/fetch/faultserver"
)

// Every fault ends, and is told in words for a person, with what to do next; or
// the feed comes in spite of it.
func TestFaults(t *testing.T) {
	s := faultserver.Start(t)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(s.Authority())
	newClient := func(timeout time.Duration) *Client {
		c := client(t, Config{Timeout: timeout, Resolver: s.Resolver()})
		usual, done := c.ways.take(nil, access.Settings{})
		defer done()
		for _, transport := range []http.RoundTripper{usual.guarded, usual.open} {
			transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: roots}
		}
		return c
	}
	patient, quick := newClient(time.Minute), newClient(150*time.Millisecond)
	seen, pin := map[string]bool{}, regexp.MustCompile(`sha256/\S+`)
	for _, f := range faultserver.Faults() {
		if seen[f.Name] || f.About == "" {
			t.Errorf("%s: %q", f.Name, f.About)
		}
		seen[f.Name] = true
		c := patient
		if f.Stalls {
			c = quick
		}
		_, err := c.Get(context.Background(), typed(s.Address(f.Name)))
		if err == nil {
			continue // a document came; what it is worth is not for this package to say
		}
		var e *Error
		if !errors.As(err, &e) || e.Kind == nil || e.Reason == "" || e.Hint == "" {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if f.Good {
			t.Errorf("%s: %v; want a feed", f.Name, err)
		}
		if f.Stalls && !errors.Is(err, ErrTimeout) && !errors.Is(err, ErrName) {
			t.Errorf("%s: %v; want a time-out", f.Name, err)
		}
		if strings.Contains(e.Reason, "; ") {
			t.Errorf("%s: %q: what to do begins after the first semicolon", f.Name, e.Reason)
		}
		for _, jargon := range []string{"net/http", "tls:", "x509", "dial tcp", "context", "i/o", "EOF", "syscall", "0x"} {
			if strings.Contains(e.Reason+pin.ReplaceAllString(e.Hint, ""), jargon) {
				t.Errorf("%s: %q is no word for a person: %v", f.Name, jargon, err)
			}
		}
		t.Logf("%-18s %s; %s", f.Name, e.Reason, e.Hint)
	}
	if s.Requests("good") == 0 || s.Requests("moved-301") != 1 {
		t.Errorf("%d and %d requests", s.Requests("good"), s.Requests("moved-301"))
	}
}
