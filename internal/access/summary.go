package access

import (
	"fmt"
	"strings"
)

// Summary says which settings there are, without a value.
type Summary struct {
	Login     bool   `json:"login,omitempty"`
	Token     bool   `json:"token,omitempty"`
	UserAgent bool   `json:"user_agent,omitempty"`
	Headers   int    `json:"headers,omitempty"`
	Cookies   int    `json:"cookies,omitempty"`
	Insecure  bool   `json:"insecure,omitempty"`
	Pinned    bool   `json:"pinned,omitempty"`
	Proxy     string `json:"proxy,omitempty"` // without its login
}

// Summary returns which settings there are.
func (s Settings) Summary() Summary {
	return Summary{
		Login: s.Login != Login{}, Token: s.Token != "", UserAgent: s.UserAgent != "", Headers: len(s.Fields()),
		Cookies: len(s.Cookies()), Insecure: s.Insecure, Pinned: s.Pin != "", Proxy: s.shownProxy(),
	}
}

// String returns the summary in words: "a login, 2 headers, a proxy
// (socks5://host:1080)"; "" if there are no settings.
func (s Summary) String() string {
	var all []string
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{count(s.Login), "a user name and password", ""},
		{count(s.Token), "a token", ""},
		{count(s.UserAgent), "a user agent", ""},
		{s.Headers, "a header", "headers"},
		{s.Cookies, "a cookie", "cookies"},
		{count(s.Pinned), "its certificate is pinned", ""},
		{count(s.Insecure), "its certificate is not checked", ""},
		{count(s.Proxy != ""), "a proxy (" + s.Proxy + ")", ""},
	} {
		switch {
		case part.n == 1:
			all = append(all, part.one)
		case part.n > 1:
			all = append(all, fmt.Sprintf("%d %s", part.n, part.many))
		}
	}
	return strings.Join(all, ", ")
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
