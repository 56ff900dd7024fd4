package gnews

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"time"

	"newsarchive/internal/news"
)

// Client sends the requests of a [Resolver], without cookies. It follows
// redirects. An error is a request without an answer; an answer of any status
// is none.
type Client interface {
	// Get requests a page, of which it reads 2 MB at most.
	Get(ctx context.Context, address string) (Answer, error)
	// Post sends a form (application/x-www-form-urlencoded). Of the answer it reads
	// 12 MB at most.
	Post(ctx context.Context, address string, form url.Values) (Answer, error)
}

// Answer is the answer to a request.
type Answer struct {
	Status     int
	URL        string // the address that answered, after redirects
	RetryAfter string // the header field's value, as it came
	Body       []byte // unpacked
}

// Resolver finds the addresses of stories at their publishers. It sends one
// request at a time.
type Resolver struct {
	Client Client
	// Base is where Google News answers; empty means https://news.google.com.
	Base string
	// Networks are private networks in which stories may lie; see [Check].
	Networks []netip.Prefix
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

const (
	// batch is the number of tokens in a POST. 400 have been answered.
	batch = 200
	// maxFailures is the number of stories, one after the other, whose GETs may
	// fail before the run ends.
	maxFailures = 3
)

// errStatus is an answer with a status that is no page's.
var errStatus = errors.New("Google's answer has the status") //nolint:staticcheck // a name

// Resolve finds the addresses of stories, the most wanted first, with at most
// gets GETs. Decoding tokens costs none, and a POST is not counted. A token that
// stands twice counts once.
//
// report is called with every outcome as soon as it is known, in this goroutine.
// A story may have several; a story that is not reported was not asked for. An
// error of report ends the run and is returned.
//
// The error is a [*Blocked] if Google refuses, ctx.Err() if ctx ends, and
// another where requests fail one after the other. What was reported holds in
// any case.
func (r *Resolver) Resolve(ctx context.Context, stories []Story, gets int, report func(Outcome) error) error {
	run := run{Resolver: r, report: report, gets: gets}
	signed, waiting, err := run.decode(ctx, stories)
	if err != nil {
		return err
	}
	// Signatures of an earlier run come first: they cost no GET, and are answered
	// even where the next GET is refused.
	if err := run.ask(ctx, signed); err != nil {
		return err
	}
	signed, err = run.sign(ctx, waiting)
	if err != nil {
		return err
	}
	return run.ask(ctx, signed)
}

// run is one call of Resolve.
type run struct {
	*Resolver
	report func(Outcome) error
	gets   int // that are left
}

// decode reports what the tokens tell themselves, and returns the other stories:
// those with a signature and those without.
func (r *run) decode(ctx context.Context, stories []Story) (signed, waiting []task, err error) {
	seen := make(map[string]bool, len(stories))
	for _, s := range stories {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if s.Token == "" || seen[s.Token] {
			continue
		}
		seen[s.Token] = true
		t := newTask(s)
		// A token that is damaged, or whose address is refused, is asked for: Google
		// may know more.
		c, err := Decode(s.Token, r.Networks...)
		switch {
		case err == nil && !c.Opaque:
			if err := r.resolved(t, c.Address); err != nil {
				return nil, nil, err
			}
		case t.signed():
			signed = append(signed, t)
		default:
			waiting = append(waiting, t)
		}
	}
	return signed, waiting, nil
}

// settle reports the address that Google gives for a story.
func (r *run) settle(t task, address string) error {
	if err := Check(address, r.Networks...); err != nil {
		return r.report(Outcome{Token: t.Token, State: Refused, Err: err})
	}
	return r.resolved(t, address)
}

func (r *run) resolved(t task, address string) error {
	other := t.Site != "" && !sameSite(news.Site(address), t.Site)
	return r.report(Outcome{Token: t.Token, State: Resolved, Address: address, OtherSite: other})
}

func (r *run) failed(t task, err error) error {
	return r.report(Outcome{Token: t.Token, State: Failed, Progress: t.progress(), Err: err})
}

// refusal returns the [*Blocked] that an answer amounts to, or nil.
func (r *run) refusal(a Answer) error {
	kind := BlockKind("")
	if u, err := url.Parse(a.URL); err == nil {
		switch {
		case isConsent(u.Hostname()):
			kind = BlockConsent
		case u.Path == "/sorry" || len(u.Path) > 6 && u.Path[:7] == "/sorry/":
			kind = BlockSorry
		}
	}
	if kind == "" && a.Status == 429 {
		kind = BlockLimit
	}
	if kind == "" {
		return nil
	}
	return r.blocked(kind, a)
}

func (r *run) blocked(kind BlockKind, a Answer) error {
	now := time.Now
	if r.Now != nil {
		now = r.Now
	}
	return &Blocked{Kind: kind, RetryAfter: parseRetryAfter(a.RetryAfter, now())}
}

func (r *run) base() string {
	if r.Base != "" {
		return r.Base
	}
	return "https://" + host
}

func badStatus(status int) error { return fmt.Errorf("%w %d", errStatus, status) }
