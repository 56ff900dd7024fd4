package discover

import (
	"net/url"
	"strings"
)

const maxAddress = 2 << 10 // bytes

// resolve returns an address of a page as an absolute one, or "" if it is none
// of the web.
func resolve(base *url.URL, href string) string {
	href = strings.TrimSpace(href)
	if href == "" || len(href) > maxAddress {
		return ""
	}
	if rest, ok := cutPrefixFold(href, "feed:"); ok {
		href = rest
		if strings.HasPrefix(href, "//") {
			href = "http:" + href
		}
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	u.Host = strings.ToLower(u.Host)
	u.RawQuery = strings.ReplaceAll(u.RawQuery, " ", "%20") // as browsers do; url.Parse leaves spaces there
	if address := u.String(); len(address) <= maxAddress {
		return address
	}
	return ""
}

// parse returns an absolute address of the web, or nil.
func parse(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil
	}
	u.User = nil
	return u
}

func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
