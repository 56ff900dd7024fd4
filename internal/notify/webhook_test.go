package notify

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"newsarchive/internal/fetch"
)

// stand is a webhook's server: its answers in turn, and what it was sent.
type stand struct {
	*httptest.Server
	answers []http.HandlerFunc

	mu     sync.Mutex // between requests of which one got no answer
	bodies []string
	paths  []string
}

func newStand(t *testing.T, answers ...http.HandlerFunc) *stand {
	t.Helper()
	s := &stand{answers: answers}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		if r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json; charset=utf-8" || r.UserAgent() != "archive/test" {
			t.Errorf("%s with %v", r.Method, r.Header)
		}
		s.mu.Lock()
		s.bodies, s.paths = append(s.bodies, string(body)), append(s.paths, r.RequestURI)
		answer := s.answers[min(len(s.bodies), len(s.answers))-1]
		s.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// hook is the way to an address beneath a server.
func hook(t *testing.T, address string, form Form) Webhook {
	t.Helper()
	direct := func(*http.Request) (*url.URL, error) { return nil, nil }
	w, err := NewWebhook(fetch.New(fetch.Config{UserAgent: "archive/test", Proxy: direct}), address, form)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// What fails and passes is tried again: the server gets the same each time, and
// the news once with a good answer.
func TestWebhookTriesAgain(t *testing.T) {
	closes := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	for name, first := range map[string]http.HandlerFunc{
		"500": answers(500), "503": answers(503, "Retry-After", "9"), "429": answers(429, "Retry-After", "9"), "408": answers(408), "425": answers(425), "closed": closes,
	} {
		t.Run(name, func(t *testing.T) {
			server := newStand(t, first, first, answers(200))
			o, waits := waited(time.Minute)
			if err := Deliver(t.Context(), hook(t, server.URL+"/secret", FormJSON), some(), o); err != nil {
				t.Fatal(err)
			}
			want := "[2s 8s]"
			if name == "503" || name == "429" {
				want = "[9s 9s]"
			}
			if len(server.bodies) != 3 || server.bodies[2] != string(some().JSON) || fmt.Sprint(*waits) != want {
				t.Errorf("%d requests, the last %q, waits %v", len(server.bodies), server.bodies, *waits)
			}
		})
	}
}

// What will not pass is not tried again, and is said with the next step.
func TestWebhookRefuses(t *testing.T) {
	says := func(status int, text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, text)
		}
	}
	for want, answer := range map[string]http.HandlerFunc{
		`leads elsewhere (302), and no redirect is followed; give the address that it leads to`:               says(302, "moved"),
		`leads elsewhere (308), and no redirect is followed`:                                                  says(308, "moved"),
		`refuses the news (403 action_prohibited); check the token`:                                           says(403, "action_prohibited\n"),
		`refuses the news (401); check the token`:                                                             says(401, "who is my_secret_path?"),
		`is not there (404); check its address; it may have been revoked`:                                     says(404, "my_secret_path"),
		`is not there (410 no_service)`:                                                                       says(410, "no_service"),
		`does not take that much at once (413); archive topic check -n 20 sends less at a time`:               says(413, ""),
		`does not understand the news (400 invalid_payload); check that it takes the form "json"; --webhook-`: says(400, "invalid_payload"),
	} {
		server := newStand(t, answer)
		o, _ := waited(time.Minute)
		err := Deliver(t.Context(), hook(t, server.URL+"/my_secret_path?token=t0ken", FormJSON), some(), o)
		wantError(t, err, 1, "the webhook at "+server.URL+" "+want)
		if text := err.Error(); strings.Contains(text, "secret") || strings.Contains(text, "t0ken") || len(server.bodies) != 1 {
			t.Errorf("%d requests, and it tells: %s", len(server.bodies), text)
		}
	}
}

// A certificate that cannot be trusted is refused, and not tried again.
func TestWebhookTLS(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was told") }))
	server.Config.ErrorLog = silent()
	server.StartTLS()
	t.Cleanup(server.Close)
	o, _ := waited(time.Minute)
	err := Deliver(t.Context(), hook(t, server.URL+"/secret", FormJSON), some(), o)
	wantError(t, err, 1, "cannot be reached: the server signed its certificate itself")
}

func TestNtfy(t *testing.T) {
	server := newStand(t, answers(200))
	o, _ := waited(time.Minute)
	w := hook(t, server.URL+"/my-news?auth=QmFz", FormNtfy)
	if err := Deliver(t.Context(), w, w.Fit(some()), o); err != nil {
		t.Fatal(err)
	}
	var doc ntfyDoc
	if err := json.Unmarshal([]byte(server.bodies[0]), &doc); err != nil {
		t.Fatal(err)
	}
	want := `harbour: 3 new stories

A harbour closes — Reuters
https://a.example/2?a=1&b=2

Häfen & <Kräne> — Die Küste

日韓: 1 new story

日韓首脳会談 — NHK
https://n.example/1`
	if doc.Topic != "my-news" || doc.Title != "4 new stories: harbour, 日韓" || doc.Message != want || doc.Click != "" || server.paths[0] != "/?auth=QmFz" {
		t.Errorf("to %s: %+v", server.paths[0], doc)
	}
	one := some()
	one.Topics = one.Topics[1:]
	if err := json.Unmarshal(ntfyMessage(w.Fit(one), "x"), &doc); err != nil || doc.Click != "https://n.example/1" || doc.Title != "日韓: 1 new story" {
		t.Errorf("%+v, %v", doc, err)
	}
}

func TestSlack(t *testing.T) {
	server := newStand(t, answers(200))
	o, _ := waited(time.Minute)
	w := hook(t, server.URL+"/services/T/B/x", FormSlack)
	n := some()
	n.Topics[1].Events[0].Title = "<!channel> & @here: *bold*"
	n.Topics[1].Events[0].Link = "https://n.example/a|b>c"
	if err := Deliver(t.Context(), w, w.Fit(n), o); err != nil {
		t.Fatal(err)
	}
	var doc slackDoc
	if err := json.Unmarshal([]byte(server.bodies[0]), &doc); err != nil {
		t.Fatal(err)
	}
	want := `*harbour*: 3 new stories · 3 this week, usually 0.4
• <https://a.example/2?a=1&amp;b=2|A harbour closes> · Reuters · 2026-01-15 · also BBC, AP News
• Häfen &amp; &lt;Kräne&gt; · Die Küste · 2026-01-14

*日韓*: 1 new story
• <https://n.example/a%7Cb%3Ec|&lt;!channel&gt; &amp; @` + "\u200b" + `here: *bold*> · NHK · 2026-01-15`
	if doc.Text != want || server.paths[0] != "/services/T/B/x" {
		t.Errorf("to %s:\n%s", server.paths[0], doc.Text)
	}
}

func TestNewWebhook(t *testing.T) {
	client := fetch.New(fetch.Config{})
	for address, want := range map[string]error{
		"https://ntfy.sh/news": nil, "https://u:p@ntfy.example:8443/sub/news": nil, "http://10.0.0.7/news": nil, "HTTPS://ntfy.sh/news": nil,
		"https://ntfy.sh/": ErrTopic, "https://ntfy.sh": ErrTopic, "https://ntfy.sh/a%20secret": ErrTopic, "https://ntfy.sh/" + strings.Repeat("a", 65): ErrTopic,
		"ntfy.sh/news": ErrAddress, "": ErrAddress, "file:///etc/passwd": ErrAddress, "ftp://h.example/secret": ErrAddress, "https://h.example/%zzsecret": ErrAddress, "https:///news": ErrAddress,
	} {
		w, err := NewWebhook(client, address, FormNtfy)
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
		if err == nil && (strings.Contains(w.Name(), "news") || strings.Contains(w.Name(), "u:p")) {
			t.Errorf("%s is told: %s", address, w.Name())
		}
	}
	for address, want := range map[string]Form{
		"https://ntfy.sh/x": FormNtfy, "https://NTFY.example.org/x": FormNtfy, "https://notntfy.sh/x": FormJSON,
		"https://hooks.slack.com/services/x": FormSlack, "https://hooks.slack.com.example/x": FormJSON, "https://h.example/hooks.slack.com": FormJSON, "https://%zz": FormJSON,
	} {
		if got := FormOf(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
