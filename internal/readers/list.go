package readers

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"newsarchive/internal/news"
)

// MaxList is how many bytes a list of feeds may have.
const MaxList = 32 << 20

// List is a list of feeds.
type List struct {
	Form  Form
	Title string
	// Feeds are the feeds in their order, each once. Their addresses may contain
	// user names and passwords. State has what the list sets: Every, Text, MaxBytes
	// and Skip, which are not checked.
	Feeds      []news.Feed
	Faults     []news.Fault // what was left out: Reason, and in Raw its title
	Read       int          // entries of the list
	Duplicates int          // further entries of a feed; their tags are kept

	known map[string]int
}

// ErrNotFeeds means that a file is no list of feeds.
var ErrNotFeeds = errors.New("this is no list of feeds")

// ReadFeeds reads a list of feeds: OPML, or newsboat's urls file. The error
// wraps [ErrNotFeeds] if it is neither; otherwise the list has what was read
// before the error.
func ReadFeeds(raw []byte) (List, error) {
	if len(raw) > MaxList {
		return List{}, fmt.Errorf("the list is larger than %d MiB", MaxList>>20)
	}
	switch form := Detect(raw[:min(len(raw), Peek)]); form {
	case OPML:
		return readOPML(raw)
	case NewsboatURLs:
		return readNewsboatURLs(raw)
	default:
		return List{Form: form}, ErrNotFeeds
	}
}

// maxFaults is how many faults of a list are kept.
const maxFaults = 1000

// skip records an entry that is left out.
func (l *List) skip(title, reason string) {
	if len(l.Faults) < maxFaults {
		l.Faults = append(l.Faults, news.Fault{Reason: reason, Raw: bound(title, 200)})
	}
}

// add adds a feed, or the tags of one that is there.
func (l *List) add(given string, f news.Feed) {
	address, err := feedAddress(given)
	if err != nil {
		l.skip(first(f.Title, "an entry without a title"), err.Error())
		return
	}
	f.URL = address
	f.Tags = tags(f.Tags)
	key := news.NormalizeURL(address)
	if key == "" {
		key = address
	}
	if at, twice := l.known[key]; twice {
		l.Duplicates++
		l.Feeds[at].Tags = tags(append(l.Feeds[at].Tags, f.Tags...))
		return
	}
	if l.known == nil {
		l.known = map[string]int{}
	}
	l.known[key] = len(l.Feeds)
	l.Feeds = append(l.Feeds, f)
}

// feedAddress returns the http(s) address of a feed as a list gives it:
// feed:https://… and feed://… are web addresses, and so is example.com/rss.
func feedAddress(given string) (string, error) {
	address := strings.TrimSpace(given)
	if len(address) > maxLink {
		return "", fmt.Errorf("its address has more than %d bytes", maxLink)
	}
	if rest, ok := cutPrefixFold(address, "feed:"); ok {
		address = strings.TrimPrefix(rest, "//")
	}
	scheme, _, hasScheme := strings.Cut(address, ":")
	switch {
	case hasScheme && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
	case hasScheme && strings.EqualFold(scheme, "file"), strings.HasPrefix(address, "/"):
		return "", errors.New("a list may not name files of this machine; to follow one: archive feed add PATH")
	case hasScheme && !strings.ContainsAny(scheme, "./@"):
		return "", fmt.Errorf("it is not at an http or https address but begins with %.20q", scheme+":")
	case strings.Contains(address, ".") && !strings.ContainsAny(address, " \t"):
		address = "https://" + address
	default:
		return "", errors.New("its address is none of the web")
	}
	if u, err := url.Parse(address); err != nil || u.Hostname() == "" {
		return "", errors.New("its address cannot be read") // the address may contain a password
	}
	return address, nil
}

func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
