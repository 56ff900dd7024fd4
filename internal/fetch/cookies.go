package fetch

import (
	"net/http"
	"net/http/cookiejar"
	"slices"
	"strings"
)

// Some sites set a cookie and redirect to the same address, to test whether it
// is sent back. So cookies are kept for the redirects of one request and then
// discarded: no site can recognise the archive the next time.

// takeCookies keeps the cookies of an answer.
func (t *trip) takeCookies(answer *http.Response) {
	cookies := answer.Cookies()
	if len(cookies) == 0 || answer.StatusCode < 300 || answer.StatusCode > 399 {
		return
	}
	if t.cookies == nil {
		// The list of public suffixes would keep sites of one country from
		// reading one another's cookies; here the cookies live for one request only.
		t.cookies, _ = cookiejar.New(nil)
	}
	t.cookies.SetCookies(t.url, cookies)
}

func (t *trip) giveCookies(req *http.Request) {
	if t.cookies == nil {
		return
	}
	for _, cookie := range t.cookies.Cookies(t.url) {
		req.AddCookie(cookie)
	}
}

// state is an address and the cookies that will be sent to it: a redirect back
// to the same address with other cookies is not a loop.
func (t *trip) state() string {
	state := []string{t.url.String()}
	if t.cookies != nil {
		for _, cookie := range t.cookies.Cookies(t.url) {
			state = append(state, cookie.Name+"="+cookie.Value)
		}
		slices.Sort(state[1:])
	}
	return strings.Join(state, " ")
}
