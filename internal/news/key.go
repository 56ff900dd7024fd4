package news

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// StoryKey returns the key that identifies a story by this link, unless
// several entries share the link: "gnews:" and the token of a Google News
// link, else the link as normalized by [NormalizeURL], with https for http. It
// is empty when the link is no absolute http(s) address.
func StoryKey(link string) string {
	u, err := parseLink(link)
	if err != nil {
		return ""
	}
	u = unwrapGoogle(u)
	if token := googleToken(u); token != "" {
		return "gnews:" + token
	}
	u.Scheme = "https"
	return normalize(u, pageFragment(u))
}

// minToken is how long the tokens of Google News are at least.
const minToken = 40

// AddressKey is [StoryKey] for an address as a person types or pastes it: it may
// lack its scheme, or be the token of a Google News address alone.
func AddressKey(typed string) string {
	typed = strings.TrimSpace(typed)
	if key := StoryKey(typed); key != "" {
		return key
	}
	if len(typed) >= minToken && !strings.ContainsAny(typed, "./: ") {
		return "gnews:" + typed
	}
	if host, _, ok := strings.Cut(typed, "/"); ok && strings.Contains(host, ".") && !strings.Contains(host, ":") {
		return StoryKey("https://" + typed)
	}
	return ""
}

// GoogleToken returns the token of a Google News article link, its last path
// segment; "" for other links.
func GoogleToken(link string) string {
	u, err := parseLink(link)
	if err != nil {
		return ""
	}
	return googleToken(u)
}

// UnwrapGoogle returns the address inside a link of the form
// google.com/url?url=… or ?q=…, with scheme and host in lower case; any other
// link as it is.
func UnwrapGoogle(link string) string {
	u, err := parseLink(link)
	if err != nil {
		return link
	}
	if inner := unwrapGoogle(u); inner != u {
		return inner.String()
	}
	return link
}

// NormalizeURL returns the normalized form of an address: scheme and host in
// lower case (RFC 3986 section 6.2.2.1), the host in ASCII, no default port,
// no fragment unless it names a page, no tracking parameters. Everything else
// is kept. It is empty when the address is no absolute http(s) address.
func NormalizeURL(address string) string {
	u, err := parseLink(address)
	if err != nil {
		return ""
	}
	return normalize(u, pageFragment(u))
}

// WholeKey is [StoryKey] with the link's fragment.
func WholeKey(link string) string {
	if !strings.Contains(link, "#") {
		return StoryKey(link)
	}
	u, err := parseLink(link)
	if err != nil || googleToken(unwrapGoogle(u)) != "" {
		return StoryKey(link)
	}
	u = unwrapGoogle(u)
	u.Scheme = "https"
	return normalize(u, u.Fragment != "")
}

// pageFragment reports whether the fragment of an address names a page, as in
// single-page applications: #!/about, #/about.
func pageFragment(u *url.URL) bool {
	return strings.HasPrefix(u.Fragment, "!") || strings.HasPrefix(u.Fragment, "/")
}

// IsFrontPage reports whether an address is the front page of a site, which
// items link without being about it.
func IsFrontPage(key string) bool {
	u, err := url.Parse(key)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	switch strings.ToLower(u.Path) {
	case "", "/", "/index.html", "/index.htm", "/index.php":
		return true
	}
	return false
}

// Site returns the host of an address as a publisher's site: lower case,
// readable, without port and "www.". It is empty when there is none.
func Site(address string) string {
	u, err := parseLink(address)
	if err != nil {
		return ""
	}
	host := strings.TrimPrefix(u.Hostname(), "www.")
	if readable, err := idna.ToUnicode(host); err == nil {
		return readable
	}
	return host
}

// parseLink parses an absolute http(s) address and normalizes its scheme and
// host.
func parseLink(link string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return nil, err
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, &url.Error{Op: "parse", URL: link, Err: url.InvalidHostError(u.Host)}
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	if strings.Contains(host, ":") { // IPv6
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && port != defaultPort(u.Scheme) {
		host += ":" + port
	}
	u.Host = host
	return u, nil
}

func defaultPort(scheme string) string {
	if scheme == "http" {
		return "80"
	}
	return "443"
}

func normalize(u *url.URL, fragment bool) string {
	n := *u
	n.User = nil
	if !fragment {
		n.Fragment, n.RawFragment = "", ""
	}
	n.RawQuery = withoutTracking(n.RawQuery)
	n.ForceQuery = false
	if n.Path == "" {
		n.Path = "/"
	}
	return n.String()
}

// withoutTracking removes tracking parameters and keeps the rest of a query as
// it is.
func withoutTracking(query string) string {
	if query == "" {
		return ""
	}
	kept := make([]string, 0, strings.Count(query, "&")+1)
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !tracking(strings.ToLower(name)) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

func tracking(name string) bool {
	if strings.HasPrefix(name, "utm_") {
		return true
	}
	switch name {
	case "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
		"igshid", "igsh", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "ref_src", "ref_url",
		"at_medium", "at_campaign", "cmpid", "ocid", "smid", "ns_mchannel", "ns_source", "ns_campaign":
		return true
	}
	return false
}

// googleToken returns the last path segment of
// news.google.com/{rss/articles|articles|read|__i/rss/rd/articles}/TOKEN.
func googleToken(u *url.URL) string {
	if u.Host != "news.google.com" {
		return ""
	}
	path := strings.TrimSuffix(u.Path, "/")
	for _, prefix := range []string{"/rss/articles/", "/articles/", "/read/", "/__i/rss/rd/articles/"} {
		if token, ok := strings.CutPrefix(path, prefix); ok && token != "" && !strings.Contains(token, "/") {
			return token
		}
	}
	return ""
}

// unwrapGoogle returns the address inside google.com/url?url=… or ?q=….
func unwrapGoogle(u *url.URL) *url.URL {
	if u.Path != "/url" || strings.TrimPrefix(u.Host, "www.") != "google.com" {
		return u
	}
	for _, name := range []string{"url", "q"} {
		if inner, err := parseLink(u.Query().Get(name)); err == nil {
			return inner
		}
	}
	return u
}

// DatedKey returns the key of an imported item that has neither guid nor link:
// a hash of its headline and date.
func DatedKey(title string, published Date) string {
	sum := sha256.Sum256([]byte(title + "\x00" + published.String()))
	return "sha256:" + hex.EncodeToString(sum[:16])
}
