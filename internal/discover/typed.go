package discover

import (
	"errors"
	"net/url"
	"strings"
)

// ErrAddress means that what a person typed is no address of the web.
var ErrAddress = errors.New("a feed is at an http or https address, or in a file")

// Typed reads an address as people type and paste it, and returns the addresses
// to try, in turn: of a host without a scheme https, then http. feed: is a web
// address; @user@host is an account of Mastodon, and @name.example one of
// Bluesky. It returns none and no error for what can only be a file. The error
// wraps [ErrAddress] and does not repeat the address. A user name and password
// stay as they are.
func Typed(s string) ([]string, error) {
	s = strings.TrimSpace(s)
	if inner, ok := strings.CutPrefix(s, "<"); ok {
		s = strings.TrimSpace(strings.TrimSuffix(inner, ">"))
	}
	if rest, ok := cutPrefixFold(s, "feed:"); ok {
		if s = rest; !hasScheme(s) {
			s = strings.TrimLeft(s, "/")
		}
	}
	scheme, rest, ok := strings.Cut(s, "://")
	scheme = strings.ToLower(scheme)
	switch {
	case ok && (scheme == "http" || scheme == "https"):
		if rest == "" {
			return nil, ErrAddress
		}
		return []string{scheme + "://" + lowerHost(rest)}, nil
	case ok && scheme == "file", strings.HasPrefix(strings.ToLower(s), "file:"):
		return nil, nil
	case ok:
		return nil, ErrAddress
	case strings.HasPrefix(s, "@"):
		return account(s[1:])
	case !isHost(s):
		return nil, nil
	}
	return []string{"https://" + lowerHost(s), "http://" + lowerHost(s)}, nil
}

// lowerHost writes the host of an address without its scheme in lower case.
func lowerHost(s string) string {
	end := strings.IndexAny(s, "/?#")
	if end < 0 {
		end = len(s)
	}
	begin := strings.LastIndexByte(s[:end], '@') + 1
	return s[:begin] + strings.ToLower(s[begin:end]) + s[end:]
}

func hasScheme(s string) bool {
	lower := strings.ToLower(s)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// account returns the feed of an account, by its name after the first @.
func account(name string) ([]string, error) {
	user, host, ok := strings.Cut(name, "@")
	switch {
	case ok && isName(user) && isHost(host) && !strings.Contains(host, "/"):
		return []string{"https://" + strings.ToLower(host) + "/@" + user + ".rss"}, nil
	case !ok && isHost(name) && !strings.Contains(name, "/"):
		return []string{"https://bsky.app/profile/" + strings.ToLower(name) + "/rss"}, nil
	}
	return nil, ErrAddress
}

func isName(s string) bool {
	return s != "" && len(s) <= 100 && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '_' && r != '.' && r != '-'
	})
}

// isHost reports whether a text begins with a host's name of several parts, or
// localhost, as a person types it without a scheme: example.com/news.
func isHost(s string) bool {
	if s == "" || len(s) > maxAddress || strings.ContainsAny(s, " \t\\") {
		return false
	}
	u, err := url.Parse("https://" + s)
	if err != nil || u.User != nil {
		return false
	}
	host := u.Hostname()
	at := strings.LastIndexByte(host, '.')
	if host == "localhost" {
		return true
	}
	if at <= 0 || at == len(host)-1 || strings.HasPrefix(host, ".") || strings.Contains(host, "..") {
		return false
	}
	if u.Port() == "" && u.Path == "" {
		switch strings.ToLower(host[at+1:]) {
		case "xml", "rss", "atom", "rdf", "json", "html", "htm", "txt", "opml":
			return false // a file's name
		}
	}
	return true
}
