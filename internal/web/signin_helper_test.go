package web

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"newsarchive/internal/signin"
)

const typedPassword = "a harbour in the rain"

// guarded is a site that asks for a password, on a real listener.
type guarded struct {
	*site
	passwords     *signin.Passwords
	reads, writes string          // app passwords
	at            string          // where it is, without a slash at the end
	transport     *http.Transport // nil: the usual one
}

// newGuarded serves an archive with an app password that reads, one that writes,
// and one to type.
func newGuarded(t *testing.T, o Options) *guarded {
	t.Helper()
	g := &guarded{site: newSite(t)}
	g.passwords = signin.New(g.dir, signin.Options{Now: o.Now})
	t.Cleanup(func() {
		if err := g.passwords.Close(); err != nil {
			t.Error(err)
		}
	})
	var err error
	if g.reads, _, err = g.passwords.Add(t.Context(), "reads", false); err != nil {
		t.Fatal(err)
	}
	if g.writes, _, err = g.passwords.Add(t.Context(), "writes", true); err != nil {
		t.Fatal(err)
	}
	if err := g.passwords.SetTyped(t.Context(), typedPassword); err != nil {
		t.Fatal(err)
	}
	o.Passwords = g.passwords
	g.serve(o)
	server := httptest.NewServer(g.Server)
	t.Cleanup(server.Close)
	g.at = server.URL
	return g
}

// client is a program, or with cookies a browser.
type client struct {
	*guarded
	http.Client
	fields http.Header
}

func (g *guarded) program(fields ...string) *client {
	c := &client{guarded: g, fields: http.Header{}}
	if g.transport != nil {
		c.Transport = g.transport
	}
	for i := 0; i+1 < len(fields); i += 2 {
		c.fields.Add(fields[i], fields[i+1])
	}
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c
}

func (g *guarded) browser() *client {
	c := g.program("Accept", "text/html,*/*")
	c.Jar, _ = cookiejar.New(nil)
	return c
}

// ask sends a request; a form if there is one.
func (c *client) ask(method, address string, form url.Values, fields ...string) got {
	c.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	if strings.HasPrefix(address, "/") {
		address = c.at + address
	}
	r, err := http.NewRequestWithContext(c.Context(), method, address, body)
	if err != nil {
		c.Fatal(err)
	}
	r.Header = c.fields.Clone()
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(fields); i += 2 {
		if r.Header.Add(fields[i], fields[i+1]); fields[i] == "Host" {
			r.Host = fields[i+1]
		}
	}
	res, err := c.Do(r)
	if err != nil {
		c.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // a test's
	text, err := io.ReadAll(res.Body)
	if err != nil {
		c.Fatal(err)
	}
	return got{res, string(text)}
}

func (c *client) open(address string, fields ...string) got {
	c.Helper()
	return c.ask(http.MethodGet, address, nil, fields...)
}

// token is that of the first form of a page.
func (c *client) token(address string) string {
	c.Helper()
	m := tokenOfForm.FindStringSubmatch(c.open(address).body)
	if m == nil {
		c.Fatalf("%s has no form", address)
	}
	return m[1]
}

// signIn sends the form of the sign-in page.
func (c *client) signIn(password, to string) got {
	c.Helper()
	return c.ask(http.MethodPost, signInPath, url.Values{"token": {c.token(signInPath)}, "password": {password}, "to": {to}})
}
