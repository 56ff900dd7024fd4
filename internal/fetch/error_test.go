package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		_, _ = w.Write([]byte("<h1>sorry</h1>"))
	}
}

func TestStatus(t *testing.T) {
	tests := []struct {
		code  int
		kind  error
		words string
	}{
		{202, ErrStatus, "puts us off (202)"},
		{206, ErrStatus, "of no use (206 partial content)"},
		{300, ErrStatus, "of no use (300 multiple choices)"},
		{304, ErrStatus, `"not modified" (304) though it was not asked`},
		{400, ErrStatus, "does not understand the request (400); try https://"},
		{401, ErrForbidden, "wants a user name and a password (401)"},
		{403, ErrForbidden, "refuses access (403)"},
		{404, ErrNotFound, "nothing at this address (404)"},
		{407, ErrForbidden, "the proxy wants"},
		{410, ErrGone, "removed for good (410); stop following it"},
		{429, ErrBusy, "asked too often (429); try again later"},
		{451, ErrForbidden, "withholds it for legal reasons (451)"},
		{500, ErrServer, "has a problem (500 internal server error); try again later"},
		{503, ErrServer, "has a problem (503 service unavailable)"},
		{599, ErrServer, "has a problem (599)"},
		{799, ErrStatus, "of no use (799)"},
	}
	c := client(t, Config{})
	for _, test := range tests {
		e := wantError(t, c, typed(serve(t, status(test.code)).URL), test.kind, test.words)
		if e.Status != test.code || !strings.HasPrefix(e.Error(), "fetch http://127.0.0.1") {
			t.Errorf("status %d of %v", e.Status, &e)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
	c := client(t, Config{Now: func() time.Time { return now }})
	for value, want := range map[string]time.Duration{
		"120":                           2 * time.Minute,
		" 5 ":                           5 * time.Second,
		"Wed, 14 Jan 2026 10:30:00 GMT": 90 * time.Minute,
		"Wed, 14 Jan 2026 08:00:00 GMT": 0,
		"-5":                            0,
		"soon":                          0,
		"":                              0,
		"99999999999999999999":          366 * 24 * time.Hour,
		"9223372036854775807":           366 * 24 * time.Hour,
		"-99999999999999999999":         0,
	} {
		server := serve(t, status(http.StatusTooManyRequests, "Retry-After", value))
		res, err := c.Get(context.Background(), typed(server.URL))
		var e *Error
		if !errors.As(err, &e) || e.RetryAfter != want || res.RetryAfter != want {
			t.Errorf("Retry-After: %s is %v in %v, want %v", value, res.RetryAfter, err, want)
		}
		if want == 90*time.Minute && !strings.Contains(err.Error(), "to be left alone for 90 minutes") {
			t.Errorf("error %v", err)
		}
	}
}

func TestTLS(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(hello))
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	defer server.Close()
	c := client(t, Config{})
	wantError(t, c, typed(server.URL), ErrTLS, "signed its certificate itself")
	wantError(t, c, typed(strings.Replace(serve(t, hello).URL, "http:", "https:", 1)), ErrTLS, "does not speak TLS there; try http://")

	old := httptest.NewUnstartedServer(http.HandlerFunc(hello))
	old.Config.ErrorLog = quiet()
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11} // an old server
	old.StartTLS()
	defer old.Close()
	wantError(t, c, typed(old.URL), ErrTLS, "an old version of TLS only")
}

func TestAddress(t *testing.T) {
	c := client(t, Config{})
	for address, words := range map[string]string{
		"":                         "it is empty",
		"gopher://x.example/":      `"gopher" is neither http, https nor file`,
		"http://":                  "it names no host",
		"https:///feed":            "it names no host",
		"http://x.example:port/":   "it cannot be read",
		"http://x.example/\x00":    "it cannot be read",
		"mailto:ada@x.example":     `"mailto" is neither`,
		"file://other.host/x":      "must not name a host",
		"http://ada:secret@[::1/x": "it cannot be read",
	} {
		e := wantError(t, c, typed(address), ErrAddress, words)
		if strings.Contains(e.Error(), "secret") {
			t.Errorf("the password is in %v", &e)
		}
	}
	wantError(t, c, typed("http://no-such-host.invalid/"), ErrName, "no-such-host.invalid")
}

func TestTimeout(t *testing.T) {
	const none = "no answer within 100ms"
	for path, words := range map[string]string{"/slow": none, "/drip": "began, but was not complete within 100ms", "/around": none} {
		answer := func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/slow":
				<-r.Context().Done()
			case "/drip":
				for r.Context().Err() == nil {
					_, _ = w.Write([]byte("."))
					w.(http.Flusher).Flush()
					time.Sleep(10 * time.Millisecond)
				}
			default:
				select {
				case <-time.After(60 * time.Millisecond):
				case <-r.Context().Done():
				}
				http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
			}
		}
		inBubble(t, Config{Timeout: 100 * time.Millisecond}, answer, func(t *testing.T, c *Client) {
			begun := time.Now()
			e := wantError(t, c, typed(bubbled+path), ErrTimeout, words)
			if took := time.Since(begun); !errors.Is(&e, context.DeadlineExceeded) || took != 100*time.Millisecond {
				t.Errorf("%v after %v is not the deadline's", &e, took)
			}
		})
	}
}

func TestCancel(t *testing.T) {
	begun, stop := make(chan struct{}), make(chan struct{})
	server := serve(t, func(http.ResponseWriter, *http.Request) { close(begun); <-stop })
	defer close(stop)
	c := client(t, Config{})
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-begun; cancel() }()
	_, err := c.Get(ctx, typed(server.URL))
	var e *Error
	if !errors.Is(err, context.Canceled) || !errors.As(err, &e) || e.Kind != nil || e.Reason != "interrupted" {
		t.Errorf("error %v", err)
	}
	if _, err := c.Get(ctx, typed(server.URL)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// A page that checks for robots is told from other refusals.
func TestBotCheck(t *testing.T) {
	c := client(t, Config{})
	for name, value := range map[string]string{"cf-mitigated": "challenge", "x-amzn-waf-action": "captcha"} {
		for _, code := range []int{200, 202, 403, 503} {
			wantError(t, c, typed(serve(t, status(code, name, value)).URL), ErrForbidden, "it checks for a person first")
		}
	}
}
