package fetch

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// skew is how far the clocks of a server and of this machine may differ.
	skew = 5 * time.Minute
	// weakWithin is the age, by the server's own clock, from which on a
	// Last-Modified is a validator: within it, the document may have changed
	// again (RFC 9110, section 8.8.2.2).
	weakWithin = time.Minute
	// longestFresh bounds what an answer says of its freshness.
	longestFresh = 366 * 24 * time.Hour
)

// validators are what an answer gives for the next request. If they were dropped,
// those of the request are not to be trusted either.
type validators struct {
	etag, lastModified string
	dropped            bool
}

// validatorsOf reads the validators of an answer. A server whose clock is ahead,
// or that says "Expires: 0", drops them: it would answer "not modified" for ever.
func validatorsOf(h http.Header, now time.Time) validators {
	sent, sentErr := http.ParseTime(h.Get("Date"))
	changed, changedErr := http.ParseTime(h.Get("Last-Modified"))
	latest := now.Add(skew)
	if strings.TrimSpace(h.Get("Expires")) == "0" || sentErr == nil && sent.After(latest) || changedErr == nil && changed.After(latest) {
		return validators{dropped: true}
	}
	v := validators{etag: keep(h.Get("ETag")), lastModified: keep(h.Get("Last-Modified"))}
	if sentErr == nil && changedErr == nil && sent.Sub(changed) < weakWithin {
		v.lastModified = ""
	}
	return v
}

// fresh returns for how long an answer says that it is fresh, by the max-age of
// Cache-Control, else by Expires (RFC 9111, section 4.2.1), and by which.
func fresh(h http.Header, now time.Time) (time.Duration, string) {
	if control := h.Values("Cache-Control"); len(control) > 0 {
		if age, ok := maxAge(strings.Join(control, ",")); ok {
			if passed, err := strconv.Atoi(strings.TrimSpace(h.Get("Age"))); err == nil && passed > 0 {
				age -= time.Duration(min(passed, int(longestFresh/time.Second))) * time.Second
			}
			return said(age, "cache-control")
		}
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0, ""
	}
	if sent, err := http.ParseTime(h.Get("Date")); err == nil {
		now = sent
	}
	return said(expires.Sub(now), "expires")
}

func said(age time.Duration, by string) (time.Duration, string) {
	if age <= 0 {
		return 0, ""
	}
	return min(age, longestFresh), by
}

// maxAge reads a Cache-Control header. ok is false if it says nothing of an age;
// what must not be kept has the age 0.
func maxAge(control string) (age time.Duration, ok bool) {
	for directive := range strings.SplitSeq(strings.ToLower(control), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch name {
		case "no-cache", "no-store":
			return 0, true
		case "max-age":
			seconds, err := strconv.ParseFloat(strings.Trim(value, `" `), 64)
			if err == nil && seconds >= 0 && !ok {
				age, ok = time.Duration(math.Min(seconds, longestFresh.Seconds()))*time.Second, true
			}
		}
	}
	return age, ok
}
