package fetch

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// A document goes to a private address that a person typed, with its login.
func TestSend(t *testing.T) {
	t.Parallel()
	got := make(chan string, 1)
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		user, password, _ := r.BasicAuth()
		got <- strings.Join([]string{r.Method, r.RequestURI, r.Header.Get("Content-Type"), r.UserAgent(), user, password, string(body)}, " ")
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, strings.Repeat("slowly ", 1000))
	})
	c := client(t, Config{UserAgent: "archive/test"})
	res, err := c.Send(t.Context(), SendRequest{URL: strings.Replace(server.URL, "://", "://ada:pass@", 1) + "/in?x=1#top", ContentType: "application/json", Body: []byte(`{"ö":1}`)})
	if err != nil {
		t.Fatal(err)
	}
	if want := `POST /in?x=1 application/json archive/test ada pass {"ö":1}`; <-got != want {
		t.Errorf("want %s", want)
	}
	if res.Status != http.StatusTooManyRequests || res.RetryAfter != 7*time.Second || len(res.Text) != maxAnswer {
		t.Errorf("status %d, retry after %v, text of %d bytes", res.Status, res.RetryAfter, len(res.Text))
	}
}

// A redirect is not followed: the secret would go elsewhere.
func TestSendFollowsNoRedirect(t *testing.T) {
	t.Parallel()
	other := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") })
	for _, status := range []int{301, 302, 303, 307, 308} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, status) })
		res, err := client(t, Config{}).Send(t.Context(), SendRequest{URL: server.URL})
		if err != nil || res.Status != status {
			t.Errorf("%d: status %d, error %v", status, res.Status, err)
		}
	}
}

// Errors name no more of the address than scheme and host.
func TestSendErrors(t *testing.T) {
	t.Parallel()
	broken := serve(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	unknown := httptest.NewUnstartedServer(http.NotFoundHandler())
	unknown.Config.ErrorLog = quiet()
	unknown.StartTLS()
	t.Cleanup(unknown.Close)
	for address, kind := range map[string]error{
		refusing: ErrRefused, broken.URL: ErrBroken, unknown.URL: ErrTLS,
		"ftp://ada:secret@h.example": ErrAddress, "https:": ErrAddress, "": ErrAddress, "https://h.example/%zz": ErrAddress,
	} {
		_, err := client(t, Config{}).Send(t.Context(), SendRequest{URL: address + "/secret"})
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, kind) {
			t.Errorf("%s: %v, want %v", address, err, kind)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the secret is told: %v", err)
		}
	}
}
