// Package fever is the protocol of Fever's API: the parameters of requests and the
// forms of answers, as its public description has them. It reads and writes
// values; what they stand for is for the caller to say.
package fever

import (
	"crypto/md5" //nolint:gosec // the protocol's key
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Version is the version of the API.
const Version = 3

// User is the name that is typed with a password.
const User = "archive"

// PageSize is how many items an answer has at most.
const PageSize = 50

// maxList is the length of a list of numbers, in bytes.
const maxList = 4 << 10

// Key returns the key that stands for a password in requests: the MD5 of the
// user's name and the password. Whoever knows it can do what the password can.
func Key(password string) string {
	sum := md5.Sum([]byte(User + ":" + password)) //nolint:gosec // the protocol's key
	return hex.EncodeToString(sum[:])
}

// Request is a request.
type Request struct {
	Key string // empty: none was sent

	Groups, Feeds, Favicons, Items, Links bool
	UnreadIDs, SavedIDs                   bool

	// Of Items: after or before a number, or these. Nil: not given.
	SinceID, MaxID *int64
	WithIDs        []int64

	Mark *Mark // nil: nothing is marked
}

// Mark is a change.
type Mark struct {
	What   string // item, feed, group
	As     string // read, unread, saved, unsaved; of feeds and groups only read
	ID     int64  // of a group, 0 is all
	Before time.Time
}

// Parse reads a request: the parameters of its address, and what it sends. The key
// and marks are read from both, as programs send them in either.
func Parse(address, form url.Values) (Request, error) {
	both := func(name string) string { return first(form.Get(name), address.Get(name)) }
	has := func(name string) bool { return address.Has(name) || form.Has(name) }
	r := Request{
		Key:    strings.ToLower(both("api_key")),
		Groups: has("groups"), Feeds: has("feeds"), Favicons: has("favicons"), Items: has("items"), Links: has("links"),
		UnreadIDs: has("unread_item_ids"), SavedIDs: has("saved_item_ids"),
	}
	for name, into := range map[string]**int64{"since_id": &r.SinceID, "max_id": &r.MaxID} {
		if text := both(name); text != "" {
			n, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				return Request{}, fmt.Errorf("%s: %.40q is no number", name, text)
			}
			*into = &n
		}
	}
	if has("with_ids") {
		var err error
		if r.WithIDs, err = numbers(both("with_ids")); err != nil {
			return Request{}, err
		}
	}
	if what := both("mark"); what != "" {
		m, err := parseMark(what, both)
		if err != nil {
			return Request{}, err
		}
		r.Mark = &m
	}
	return r, nil
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// numbers reads a list with commas. Only the first [PageSize] count.
func numbers(list string) ([]int64, error) {
	if len(list) > maxList {
		return nil, fmt.Errorf("with_ids: at most %d numbers can be named", PageSize)
	}
	all := []int64{}
	for text := range strings.SplitSeq(list, ",") {
		if text = strings.TrimSpace(text); text == "" || len(all) == PageSize {
			continue
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("with_ids: %.40q is no number", text)
		}
		all = append(all, n)
	}
	return all, nil
}

func parseMark(what string, value func(string) string) (m Mark, err error) {
	m = Mark{What: what, As: value("as")}
	as := []string{"read"}
	switch what {
	case "item":
		as = []string{"read", "unread", "saved", "unsaved"}
	case "feed", "group":
	default:
		return m, fmt.Errorf("mark: %.40q cannot be marked", what)
	}
	if !slices.Contains(as, m.As) {
		return m, fmt.Errorf("as: a %s cannot be marked as %.40q", what, m.As)
	}
	if m.ID, err = strconv.ParseInt(value("id"), 10, 64); err != nil {
		return m, fmt.Errorf("id: %.40q is no number", value("id"))
	}
	if text := value("before"); text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 || n > 1e11 {
			return m, fmt.Errorf("before: %.40q is no time", text)
		}
		m.Before = time.Unix(n, 0).UTC()
	}
	return m, nil
}
