package fetch

import (
	"strings"
	"time"
)

// Request asks for one address.
type Request struct {
	// URL is an http or https address or, if Trusted, a file: URL or a path.
	URL string
	// Trusted says that a person typed the address for this archive. Then its
	// host may be private and its port any. See the package comment.
	Trusted bool
	// User and Password are sent by HTTP Basic to the origin (scheme, host and
	// port) of URL and to no other, wherever redirects lead. URL itself must
	// not have any.
	User, Password string
	// Private says that URL is a secret: then errors name no more than scheme
	// and host of it, and of the addresses that redirects lead to.
	Private bool

	// Waits, if not nil, is called with true when a redirect leads to a host whose
	// turn must be awaited, and with false when the wait is over.
	Waits func(waiting bool)

	// ETag, LastModified and BodyHash are those of the last good Response;
	// with any of them the answer may be NotModified.
	ETag, LastModified, BodyHash string
}

// Response is a good answer. With an error only Status, URL, RetryAfter and
// Bytes are set, as far as it went.
type Response struct {
	Status      int  // 200, or 304; 200 for a file
	Whole       bool // the document itself came, be it the same as the last one
	NotModified bool
	Body        []byte   // nil if NotModified
	ContentType string   // as the server declares it
	Language    string   // likewise
	Links       []string // the fields of the Link header (RFC 8288), 32 at most

	// ETag, LastModified and BodyHash are for the next Request. After "not
	// modified" they are the request's own where the server was silent. Validators
	// that cannot be trusted are left out.
	ETag, LastModified, BodyHash string

	// Fresh is how long the answer says that it stays fresh (RFC 9111), and FreshBy
	// by which header: cache-control or expires. Zero: it does not say.
	Fresh   time.Duration
	FreshBy string

	// URL is the address that answered.
	URL string
	// Permanent is the same address when it was reached by redirects all of
	// which are permanent (301, 308), so that the next request may go there
	// at once; else empty.
	Permanent string
	// RetryAfter is how long the server wants to be left alone; zero if it
	// did not say.
	RetryAfter time.Duration
	// Bytes is the length of the body as it came, packed or not.
	Bytes int64
}

// maxLinks is how many fields of the Link header are kept.
const maxLinks = 32

// validator reports whether a text can go back to the server in a header.
func validator(s string) bool {
	return s != "" && len(s) <= 1024 && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// keep returns a validator that can be sent back, or nothing.
func keep(s string) string {
	if validator(s) {
		return s
	}
	return ""
}
