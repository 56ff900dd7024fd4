package greader

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The bounds of requests.
const (
	MaxIDs      = 10_000 // items of one answer with numbers
	MaxContents = 1_000  // items of one answer with contents
	MaxItems    = 1_000  // items that one request names
	maxStreams  = 20     // of one parameter
	defaultSize = 20
)

// Page says which part of streams is asked for.
type Page struct {
	Streams []Stream  // s; none is the reading list
	Within  []Stream  // it
	Without []Stream  // xt
	Since   time.Time // ot: first seen then or later
	Until   time.Time // nt: first seen then or earlier
	Oldest  bool      // r=o: the first seen first
	Size    int       // n, at most what the caller allows
	After   *Continuation
}

// ParsePage reads the parameters s, it, xt, ot, nt, r, n and c. Programs send n as
// they like: more than most is most, and what is no number counts as not given.
func ParsePage(v url.Values, most int) (p Page, err error) {
	for name, into := range map[string]*[]Stream{"s": &p.Streams, "it": &p.Within, "xt": &p.Without} {
		if *into, err = ParseStreams(v[name]); err != nil {
			return Page{}, err
		}
	}
	for name, into := range map[string]*time.Time{"ot": &p.Since, "nt": &p.Until} {
		if *into, err = parseTime(v.Get(name)); err != nil {
			return Page{}, fmt.Errorf("%s: %w", name, err)
		}
	}
	p.Oldest = v.Get("r") == "o"
	p.Size = defaultSize
	if n, err := strconv.Atoi(v.Get("n")); err == nil && n > 0 {
		p.Size = n
	}
	p.Size = min(p.Size, most)
	if text := strings.TrimSpace(v.Get("c")); text != "" {
		c, err := ParseContinuation(text)
		if err != nil {
			return Page{}, err
		}
		p.After = &c
	}
	return p, nil
}

// ParseStreams reads the values of a parameter that names streams; empty ones are
// left out.
func ParseStreams(values []string) ([]Stream, error) {
	values = slices.DeleteFunc(slices.Clone(values), func(s string) bool { return s == "" })
	if len(values) > maxStreams {
		return nil, fmt.Errorf("at most %d streams can be named at a time", maxStreams)
	}
	streams := make([]Stream, len(values))
	for i, text := range values {
		var err error
		if streams[i], err = ParseStream(text); err != nil {
			return nil, err
		}
	}
	return streams, nil
}

// ParseItems reads the items that a request names. What is no number of an item
// counts as one that is not there: one bad number of a thousand must not lose the
// others.
func ParseItems(values []string) (items []ItemID, bad int, err error) {
	if len(values) > MaxItems {
		return nil, 0, fmt.Errorf("at most %d items can be named at a time", MaxItems)
	}
	for _, text := range values {
		id, err := ParseItem(text)
		if err != nil {
			bad++
			continue
		}
		items = append(items, id)
	}
	return items, bad, nil
}

// Stamp reads the parameter ts of mark-all-as-read; zero if there is none.
func Stamp(v url.Values) (time.Time, error) { return parseTime(v.Get("ts")) }

// parseTime reads seconds since 1970, also with a fraction, or milliseconds, micro-
// or nanoseconds, which are told apart by their size. 0 and nothing are no time.
func parseTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) || n < 0 {
		return time.Time{}, fmt.Errorf("%.40q is no time", text)
	}
	const latest = 1e11 // seconds: the year 5138
	for range 3 {
		if n >= latest {
			n /= 1000
		}
	}
	if n == 0 {
		return time.Time{}, nil
	}
	if n >= latest {
		return time.Time{}, fmt.Errorf("%.40q is no time", text)
	}
	return time.Unix(int64(n), 0).UTC(), nil
}
