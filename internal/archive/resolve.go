package archive

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/gnews"
	"newsarchive/internal/query"
	"newsarchive/store"
)

const (
	// googleBreaker is the name of the breaker that keeps requests from Google
	// News after it refused them.
	googleBreaker = "news.google.com"
	// googleGETs is how many signatures a run asks for. Google refuses an
	// address after some twenty to eighty.
	googleGETs = 15
	// decodePerRun is how many tokens a run reads without asking.
	decodePerRun = 5000
)

// ResolveOptions say which Google News links to resolve.
type ResolveOptions struct {
	// Question, if not nil, asks for the links of the stories that it finds;
	// else it is those of all stories, the ones that topics match first.
	Question *Question
	// Ask asks Google News, as the setting does, for what is not known otherwise.
	Ask bool
	// Limit is how many links Google News is asked for; 0: 15.
	Limit     int
	UserAgent string
	Progress  Progress // of building an index that is missing or damaged
}

// ResolvedLink is what became known of one link.
type ResolvedLink struct {
	store.Resolution
	Story int64  `json:"story"`
	Title string `json:"title"`
	// OtherSite says that the address is not one of the story's publisher.
	OtherSite bool `json:"other_site,omitempty"`
	// Err is why nothing is known yet; another run may do better.
	Err error `json:"-"`
}

// ResolveRun sums up a run.
type ResolveRun struct {
	Offline int `json:"offline"` // links that say where they lead
	ByFeed  int `json:"by_feed"` // stories that another feed has
	Asked   int `json:"asked"`   // that Google News resolved
	Refused int `json:"refused"` // that it could not
	// NotAsked is how many are left, and Until the time before which Google News
	// is not asked, as it refused.
	NotAsked int       `json:"not_asked"`
	Until    time.Time `json:"until,omitzero"`
	Reason   string    `json:"reason,omitempty"`
	// NotIndexed is how many stories are not yet indexed, so that the question
	// could not find them.
	NotIndexed int          `json:"not_indexed,omitempty"`
	Hints      []query.Hint `json:"hints,omitempty"`
}

// Resolve finds the real addresses of stories that are known by Google News
// links only: from the links themselves, from other feeds of the archive, and,
// if that is switched on, by asking Google News. report is called for each link
// about which something became known.
//
// What was answered is stored at once and never asked again. After Google
// News refused, it is not asked for an hour, then two, up to a day.
func (a *Archive) Resolve(ctx context.Context, o ResolveOptions, report func(ResolvedLink)) (done ResolveRun, err error) {
	unlock, err := LockPages(a.dir, "resolve")
	if err != nil {
		return done, err
	}
	defer unlock()
	only, found, err := a.chosen(ctx, o.Question, o.Progress)
	if err != nil {
		return done, err
	}
	done.NotIndexed, done.Hints = found.NotIndexed, found.Hints
	first, err := a.ofTopics(ctx)
	if err != nil {
		return done, err
	}
	if err := a.resolve(ctx, o, first, only, &done, report); err != nil {
		return done, err
	}
	return done, a.updateIndex(ctx, "what was resolved", o.Progress)
}

// resolve is Resolve for a process that holds the lock: of only some stories
// unless only is nil, and of the first ones first.
func (a *Archive) resolve(ctx context.Context, o ResolveOptions, first, only []int64, done *ResolveRun, report func(ResolvedLink)) (err error) {
	settings, err := a.store.Settings(ctx)
	if err != nil {
		return err
	}
	if done.ByFeed, err = a.store.ResolveElsewhere(ctx, decodePerRun, a.now()); err != nil {
		return err
	}
	unknown, err := a.store.Unresolved(ctx, first, only, decodePerRun)
	if err != nil {
		return err
	}
	r := resolveRun{Archive: a, done: done, report: report, stories: map[string]store.Unresolved{}}
	var ask []gnews.Story
	for _, u := range unknown {
		r.stories[u.Token] = u
		if contents, err := gnews.Decode(u.Token, settings.Networks...); err == nil && !contents.Opaque {
			err = r.keep(ctx, gnews.Outcome{Token: u.Token, State: gnews.Resolved, Address: contents.Address}, store.ResolvedOffline)
			if err != nil {
				return err
			}
			continue
		}
		ask = append(ask, gnews.Story{Token: u.Token, Site: u.Site, Progress: u.Progress})
	}
	done.NotAsked = len(ask)
	if !settings.Google && !o.Ask || len(ask) == 0 {
		return nil
	}
	return r.ask(ctx, o, settings, ask)
}

// resolveRun is one run.
type resolveRun struct {
	*Archive
	done    *ResolveRun
	report  func(ResolvedLink)
	stories map[string]store.Unresolved // by token
}

// ask asks Google News, unless it refused lately.
func (r *resolveRun) ask(ctx context.Context, o ResolveOptions, settings store.Settings, stories []gnews.Story) error {
	breaker, err := r.store.Breaker(ctx, googleBreaker)
	if err != nil {
		return err
	}
	if r.now().Before(breaker.Until) {
		r.done.Until, r.done.Reason = breaker.Until, breaker.Reason
		return nil
	}
	db, err := r.openPages(ctx)
	if err != nil {
		return err
	}
	client := r.pageClient(db, settings, o.UserAgent)
	defer client.Close()
	gets := o.Limit
	if gets <= 0 {
		gets = googleGETs
	}
	answered := false
	resolver := gnews.Resolver{Client: googleClient{client}, Base: r.endpoints.Google, Networks: settings.Networks, Now: r.now}
	err = resolver.Resolve(ctx, stories, gets, func(outcome gnews.Outcome) error {
		answered = answered || outcome.State != gnews.Failed
		return r.keep(ctx, outcome, store.ResolvedByAsk)
	})
	return r.settle(ctx, breaker, answered, err)
}

// settle stores for how long Google News is left alone, after a run that ended
// with an error or none.
func (r *resolveRun) settle(ctx context.Context, breaker store.Breaker, answered bool, err error) error {
	blocked := (*gnews.Blocked)(nil)
	switch {
	case errors.As(err, &blocked):
		if answered {
			breaker.Failures = 0
		}
		breaker.Failures++
		breaker.Until = r.now().Add(gnews.Pause(breaker.Failures, blocked.RetryAfter))
		breaker.Reason = blocked.Error()
		r.done.Until, r.done.Reason = breaker.Until, breaker.Reason
		return r.store.SetBreaker(ctx, googleBreaker, breaker)
	case err == nil && breaker != (store.Breaker{}):
		return r.store.SetBreaker(ctx, googleBreaker, store.Breaker{})
	case err != nil && ctx.Err() == nil:
		// The archive is complete without this.
		r.done.Reason = err.Error()
		return nil
	}
	return err
}

// keep stores what became known of a link, and reports it.
func (r *resolveRun) keep(ctx context.Context, outcome gnews.Outcome, how string) error {
	u := r.stories[outcome.Token]
	link := ResolvedLink{Story: u.Story, Title: u.Title, OtherSite: outcome.OtherSite, Resolution: store.Resolution{Token: outcome.Token, At: r.now()}}
	switch outcome.State {
	case gnews.Resolved:
		link.Address, link.How = outcome.Address, how
	case gnews.Refused:
		link.Refused = outcome.Err.Error()
	case gnews.Pending, gnews.Failed:
		link.Progress, link.Err = outcome.Progress, outcome.Err
	}
	if link.Address != "" || link.Refused != "" || link.Progress != u.Progress {
		// An answer that came is kept, although the person wants to stop.
		if _, err := r.store.Resolve(context.WithoutCancel(ctx), link.Resolution); err != nil {
			return fmt.Errorf("keep where a link leads: %w", err)
		}
	}
	r.count(outcome, how)
	if outcome.State != gnews.Pending && r.report != nil {
		r.report(link)
	}
	return nil
}

func (r *resolveRun) count(outcome gnews.Outcome, how string) {
	switch {
	case outcome.State == gnews.Resolved && how == store.ResolvedOffline:
		r.done.Offline++
	case outcome.State == gnews.Resolved:
		r.done.Asked++
		r.done.NotAsked--
	case outcome.State == gnews.Refused:
		r.done.Refused++
		r.done.NotAsked--
	}
}

// googleClient sends the requests of a resolver.
type googleClient struct{ *fetch.Client }

var _ gnews.Client = googleClient{}

// Get implements [gnews.Client].
func (c googleClient) Get(ctx context.Context, address string) (gnews.Answer, error) {
	return c.send(ctx, fetch.PageRequest{URL: address, MaxBytes: 2 << 20})
}

// Post implements [gnews.Client].
func (c googleClient) Post(ctx context.Context, address string, form url.Values) (gnews.Answer, error) {
	return c.send(ctx, fetch.PageRequest{URL: address, Form: form, MaxBytes: 12 << 20})
}

func (c googleClient) send(ctx context.Context, req fetch.PageRequest) (gnews.Answer, error) {
	// A person switched asking on; robots.txt is for what is fetched by itself.
	req.IgnoreRobots = true
	page, err := c.Page(ctx, req)
	if err != nil {
		return gnews.Answer{}, err
	}
	return gnews.Answer{Status: page.Status, URL: page.URL, RetryAfter: page.Header.Get("Retry-After"), Body: page.Body}, nil
}
