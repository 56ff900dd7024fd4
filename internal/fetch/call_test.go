package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"newsarchive/internal/access"
)

// A call sends its body and settings, and any status is an answer; a redirect is
// not followed.
func TestCall(t *testing.T) {
	t.Parallel()
	elsewhere := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("a redirect was followed") })
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		user, password, _ := r.BasicAuth()
		if r.Method != http.MethodPut || string(body) != `{"a":1}` || user != "ada" || password != "s3cret" || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s %q %v", r.Method, body, r.Header)
		}
		w.Header().Set("Location", elsewhere.URL)
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusFound)
		_, _ = io.WriteString(w, "moved")
	})
	c := client(t, Config{})
	r := CallRequest{
		Method: http.MethodPut, URL: server.URL + "/x", ContentType: "application/json", Body: []byte(`{"a":1}`), MaxBytes: 100,
		Settings: access.Settings{Login: access.Login{User: "ada", Password: "s3cret"}},
	}
	res, err := c.Call(t.Context(), r)
	if err != nil || res.Status != http.StatusFound || string(res.Body) != "moved" || res.RetryAfter.Seconds() != 7 {
		t.Errorf("%+v, %v", res, err)
	}
	r.MaxBytes = 3
	if _, err := c.Call(t.Context(), r); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a long answer: %v", err)
	}
}

// Without an answer the error says why, and names no secret.
func TestCallFails(t *testing.T) {
	t.Parallel()
	c := client(t, Config{})
	_, err := c.Call(t.Context(), CallRequest{Method: http.MethodGet, URL: refusing, MaxBytes: 1, Settings: access.Settings{Token: "s3cret"}})
	if !errors.Is(err, ErrRefused) || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v", err)
	}
	_, err = c.Call(t.Context(), CallRequest{Method: http.MethodGet, URL: "https://ada:s3cret@host.example/", MaxBytes: 1})
	if !errors.Is(err, ErrAddress) || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = c.Call(gone, CallRequest{Method: http.MethodGet, URL: refusing, MaxBytes: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
