package news

import "time"

// FailureKind says in a word why a fetch of a feed failed. Programs may rely on
// the words.
type FailureKind string

// The kinds of failure.
const (
	FailTimeout   FailureKind = "timeout"   // no answer in time
	FailDNS       FailureKind = "dns"       // the host name cannot be looked up
	FailRefused   FailureKind = "refused"   // the connection was refused
	FailNetwork   FailureKind = "network"   // no route, or the connection failed otherwise
	FailTLS       FailureKind = "tls"       // the certificate, or no TLS at all
	FailBroken    FailureKind = "broken"    // the answer broke off
	FailEncoding  FailureKind = "encoding"  // the answer cannot be unpacked
	FailTooLarge  FailureKind = "too-large" // the answer is larger than allowed
	FailRedirect  FailureKind = "redirect"  // a loop, too many redirects, or a bad one
	FailNotFound  FailureKind = "not-found" // 404
	FailGone      FailureKind = "gone"      // 410
	FailForbidden FailureKind = "forbidden" // 401, 403, 407, 451
	FailBot       FailureKind = "bot"       // a page that checks for a person
	FailBusy      FailureKind = "busy"      // 429, or asked to wait
	FailServer    FailureKind = "server"    // 5xx
	FailStatus    FailureKind = "status"    // any other status
	FailHTML      FailureKind = "html"      // a page in place of the feed
	FailConsent   FailureKind = "consent"   // a page that asks for consent
	FailLogin     FailureKind = "login"     // a page that asks for a login
	FailFormat    FailureKind = "format"    // what came is no feed
	FailStranger  FailureKind = "stranger"  // after a long silence, a feed without any known item
	FailPrivate   FailureKind = "private"   // it leads into a private network, or to a forbidden port
	FailAddress   FailureKind = "address"   // not an address that can be fetched
	FailFile      FailureKind = "file"      // the file cannot be read
	FailSecret    FailureKind = "secret"    // its password or private address is missing
	FailOther     FailureKind = "other"
)

// NoAnswer reports whether no server answered at all.
func (k FailureKind) NoAnswer() bool {
	return k == FailTimeout || k == FailDNS || k == FailRefused || k == FailNetwork
}

// Visits is how it goes with fetching a feed.
type Visits struct {
	Whole   time.Time `json:"whole,omitzero"`       // its document last came in full, not as "not modified"
	Brought time.Time `json:"brought,omitzero"`     // a fetch last brought a new item
	Full    time.Time `json:"full_window,omitzero"` // all items of its document were last new: some may have been missed

	// Failing is since when every fetch failed, and Failure the kind of the last
	// failure. Unreachable is since when no server answers at all.
	Failing     time.Time   `json:"failing,omitzero"`
	Failure     FailureKind `json:"failure,omitempty"`
	Unreachable time.Time   `json:"unreachable,omitzero"`

	// MovingTo is where permanent redirects lead since Moving. It becomes the
	// feed's address once that is certain.
	MovingTo string    `json:"moving_to,omitempty"`
	Moving   time.Time `json:"moving,omitzero"`

	// Pace is the interval that the last fetch chose, and PaceBy by what: one of
	// the words of internal/pace.
	Pace   Seconds `json:"pace,omitempty"`
	PaceBy string  `json:"pace_by,omitempty"`
	// Asks is the interval that the document itself asks for, by a ttl or sy
	// element (AsksBy).
	Asks   Seconds `json:"asks,omitempty"`
	AsksBy string  `json:"asks_by,omitempty"`
	// Rhythm is at what hours its items came, as internal/pace writes it.
	Rhythm string `json:"-"`

	// Next is when a fetch may come next: Due, or later if the feed's host is left
	// alone until then, and Waits why. The archive fills them in, the store does
	// not.
	Next  time.Time `json:"next,omitzero"`
	Waits string    `json:"waits,omitempty"`
}
