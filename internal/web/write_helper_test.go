package web

import (
	"bytes"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// browser keeps cookies, as one does that asks a site.
type browser struct {
	*site
	cookies map[string]string
}

func newBrowser(s *site) *browser { return &browser{s, map[string]string{}} }

// open follows a link.
func (b *browser) open(address string, fields ...string) got {
	b.Helper()
	return b.ask(httptest.NewRequestWithContext(b.Context(), http.MethodGet, "http://127.0.0.1:8484"+address, nil), fields...)
}

// ask sends a request with the browser's cookies, and keeps those of the answer.
func (b *browser) ask(r *http.Request, fields ...string) got {
	b.Helper()
	r.Header.Set("Accept", "text/html,*/*")
	for i := 0; i+1 < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	res := w.Result()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.Fatal(err)
	}
	_ = res.Body.Close()
	for _, c := range res.Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
			b.Errorf("the cookie %v", c)
		}
		if b.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return got{res, string(body)}
}

var tokenOfForm = regexp.MustCompile(`name="token" value="([^"]+)"`)

// token is that of the forms of a page.
func (b *browser) token(address string) string {
	b.Helper()
	m := tokenOfForm.FindStringSubmatch(b.open(address).body)
	if m == nil {
		b.Fatalf("%s has no form", address)
	}
	return m[1]
}

// form is a form's request, as it comes from a page of the site itself. Its
// values are names and values.
func (b *browser) form(address string, pairs ...string) *http.Request {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "http://127.0.0.1:8484"+address, strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Origin", "http://127.0.0.1:8484")
	return r
}

// send opens a page and sends a form of it.
func (b *browser) send(page, address string, pairs ...string) got {
	b.Helper()
	return b.ask(b.form(address, append([]string{"token", b.token(page)}, pairs...)...))
}

// makes sends a form that must be taken, and checks where it leads and what is
// said there.
func (b *browser) makes(to, says, page, address string, pairs ...string) {
	b.Helper()
	res := b.send(page, address, pairs...)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != to || res.Header.Get("Cache-Control") != "no-store" {
		b.Fatalf("%s %v: %s to %q\n%.2000s", address, pairs, res.Status, res.Header.Get("Location"), res.body)
	}
	next := b.open(to)
	if next.StatusCode != http.StatusOK || !strings.Contains(next.body, says) {
		b.Errorf("%s does not say %q: %s\n%.3000s", to, says, next.Status, next.body)
	}
	if next.Header.Get("ETag") != "" || next.Header.Get("Cache-Control") != "no-store" {
		b.Errorf("%s may be kept with its message", to)
	}
	checkPage(b.T, to, next.body)
	if again := b.open(to); strings.Contains(again.body, `class="note done"`) {
		b.Errorf("%s says it twice", to)
	}
}

// refuses sends a form that must be refused, and checks that it is shown again
// with a reason beside its field and with what was typed.
func (b *browser) refuses(field, says, page, address string, pairs ...string) got {
	b.Helper()
	res := b.send(page, address, pairs...)
	if res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(res.body, says) {
		b.Errorf("%s %v: %s\n%.3000s", address, pairs, res.Status, res.body)
	}
	if !strings.Contains(res.body, `id="f-`+field+`-wrong"`) || !strings.Contains(res.body, "autofocus") {
		b.Errorf("%s %v: nothing stands beside %s\n%.3000s", address, pairs, field, res.body)
	}
	checkPage(b.T, address, res.body)
	checkHeader(b.T, address, res)
	return res
}

// upload is a form with a file.
func (b *browser) upload(address, token, content string) *http.Request {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("token", token)
	part, err := w.CreateFormFile("list", "feeds.opml")
	if err != nil {
		b.Fatal(err)
	}
	_, _ = part.Write([]byte(content))
	_ = w.Close()
	r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "http://127.0.0.1:8484"+address, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

// other is another browser with the same cookies.
func (b *browser) other() *browser { return &browser{b.site, maps.Clone(b.cookies)} }

// allowLoopback lets forms lead to servers of the test.
func (s *site) allowLoopback() {
	s.Helper()
	networks := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	s.withArchive(func(ar *archive.Archive) error {
		return ar.EditSettings(s.Context(), store.SettingsEdit{Networks: &networks})
	})
}

// feedServer serves a page that names two feeds, a page that names one, and these.
func feedServer(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	page := func(feeds ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<!doctype html><html><head><title>Page</title>")
			for _, f := range feeds {
				_, _ = io.WriteString(w, `<link rel="alternate" type="application/rss+xml" title="The &lt;b&gt;`+f+`" href="/`+f+`.rss">`)
			}
			_, _ = io.WriteString(w, "</head><body>text</body></html>")
		}
	}
	mux.HandleFunc("/two", page("harbour", "market"))
	mux.HandleFunc("/one", page("harbour"))
	mux.HandleFunc("/none", page())
	for _, name := range []string{"harbour", "market"} {
		mux.HandleFunc("/"+name+".rss", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>`+name+` news</title><item><guid>`+name+`</guid><title>`+name+` opens</title></item></channel></rss>`)
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}
