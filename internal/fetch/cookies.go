package fetch

import (
	"net/http"
	"net/http/cookiejar"
	"slices"
	"strings"
)

// Some sites set a cookie and redirect to the same address, to see whether it
// comes back. So cookies are kept for the length of one way, and no longer:
// nobody recognises us the next time.

// takeCookies keeps the cookies of an answer.
func (t *trip) takeCookies(answer *http.Response) {
	cookies := answer.Cookies()
	if len(cookies) == 0 || answer.StatusCode < 300 || answer.StatusCode > 399 {
		return
	}
	if t.cookies == nil {
		// The list of public suffixes would keep sites of one country from
		// reading one another's cookies; here all cookies are of one way.
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

// place is an address and the cookies it will be given: to come there again
// with others is no loop yet.
func (t *trip) place() string {
	place := []string{t.url.String()}
	if t.cookies != nil {
		for _, cookie := range t.cookies.Cookies(t.url) {
			place = append(place, cookie.Name+"="+cookie.Value)
		}
		slices.Sort(place[1:])
	}
	return strings.Join(place, " ")
}
