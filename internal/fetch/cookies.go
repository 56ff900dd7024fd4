package fetch

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
)

// cookies are those of one feed's redirects. Some sites set a cookie and redirect
// to the same address, to test whether it is sent back. So cookies are kept for
// the redirects of one request and then discarded: no site can recognise the
// archive the next time. A nil *cookies keeps none.
type cookies struct{ jar http.CookieJar }

func newCookies() *cookies {
	// The list of public suffixes would keep sites of one country from reading
	// one another's cookies; here the cookies live for one request only.
	jar, _ := cookiejar.New(nil)
	return &cookies{jar}
}

// take keeps the cookies of a redirect.
func (c *cookies) take(from *url.URL, answer *http.Response) {
	if c != nil && answer.StatusCode >= 300 && answer.StatusCode <= 399 {
		c.jar.SetCookies(from, answer.Cookies())
	}
}

func (c *cookies) give(req *http.Request) {
	if c == nil {
		return
	}
	for _, cookie := range c.jar.Cookies(req.URL) {
		req.AddCookie(cookie)
	}
}

// state is an address and the cookies that will be sent to it.
func (c *cookies) state(u *url.URL) string {
	state := []string{u.String()}
	if c != nil {
		for _, cookie := range c.jar.Cookies(u) {
			state = append(state, cookie.Name+"="+cookie.Value)
		}
		slices.Sort(state[1:])
	}
	return strings.Join(state, " ")
}
