package archive

import (
	"cmp"
	"context"
	"errors"
	"sync/atomic"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/private"
	"newsarchive/store"
)

// maxRequests is how many feeds are fetched at a time. A document counts until it
// is taken to be saved, so that no more of them are in memory.
const maxRequests = 48

// syncRun is one run of a sync over its feeds. Its fields belong to the goroutine
// of fetchAll, if nothing else is said.
type syncRun struct {
	*Archive
	options SyncOptions
	client  *fetch.Client
	rests   *rests // safe for concurrent use

	schedule *schedule
	ended    chan ended // from the goroutines of requests
	waits    chan int   // likewise: +1 when one waits for another host's turn, -1 after
	running  map[*hostQueue]time.Time
	active   int // requests that run, and documents that wait to be saved
	ready    []visit
	contact  contact
	progress progressState // safe for concurrent use
	feeds    int           // in all
	saving   atomic.Int64  // documents that are being saved
}

// visit is a feed of a sync, and what its server answered.
type visit struct {
	feed    news.Feed
	kept    private.Feed
	request fetch.Request
	host    string // whose turn it needs; of a file its path
	local   bool   // a file, or on this machine
	place   int    // in the order in which feeds are due

	at      time.Time
	got     fetched
	counts  bool          // in syncRun.active, until it is saved
	rest    store.Breaker // of the host that answered, if that has changed
	rested  string        // that host
	putOff  bool          // it was not asked, as a host is at rest:
	because store.Breaker
}

// ended is a request that has ended.
type ended struct {
	visit
	queue *hostQueue
}

func (a *Archive) newSyncRun(ctx context.Context, feeds []news.Feed, o SyncOptions) (*syncRun, error) {
	rests, err := a.newRests(ctx, o.All || len(o.Feeds) > 0)
	if err != nil {
		return nil, err
	}
	config, err := a.feedConfig(ctx, o.UserAgent)
	if err != nil {
		return nil, err
	}
	config.MinDelay, config.Transport = o.Gap, o.Transport
	config.Resting = func(host string) bool { _, rests := rests.of(host); return rests }
	r := &syncRun{
		Archive: a, options: o, client: fetch.New(config), rests: rests,
		ended: make(chan ended), waits: make(chan int), running: map[*hostQueue]time.Time{}, feeds: len(feeds),
	}
	r.contact.others = func() ([]string, error) { return a.healthyHosts(ctx, feeds) }
	secrets := a.secrets(ctx)
	visits := make([]visit, len(feeds))
	for i, f := range feeds {
		v := visit{feed: f}
		v.kept, _ = secrets.Feed(f.URL)
		v.request, v.got.err = request(f, v.kept, o.Fresh || stale(f.State, a.now()))
		whole := v.request.URL
		v.host, v.local = cmp.Or(fetch.Host(whole), whole), fetch.Local(whole)
		v.request.Waits = func(waiting bool) {
			if waiting {
				r.waits <- 1
			} else {
				r.waits <- -1
			}
		}
		visits[i] = v
	}
	r.schedule = newSchedule(visits)
	return r, nil
}

// fetchAll fetches the feeds and sends them to be saved. It returns when that is
// done, or once ctx ends and no request is running any more; [ErrOffline] if the
// machine seems to be offline.
func (r *syncRun) fetchAll(ctx context.Context, save chan<- visit) error {
	for ctx.Err() == nil {
		r.begin(ctx)
		r.publish()
		if _, more := r.schedule.soonest(r.contact.hopeless()); !more && len(r.running) == 0 && len(r.ready) == 0 {
			held := r.contact.settle(ctx, r.options.Resolve)
			if held == nil {
				return r.contact.err()
			}
			r.ready = held
		}
		r.step(ctx, save)
	}
	for len(r.running) > 0 {
		select {
		case e := <-r.ended:
			delete(r.running, e.queue)
		case <-r.waits:
		}
	}
	return ctx.Err()
}

// step waits for one thing to happen.
func (r *syncRun) step(ctx context.Context, save chan<- visit) {
	var next visit
	if len(r.ready) > 0 {
		next = r.ready[0]
	} else {
		save = nil
	}
	gap := time.NewTimer(r.gap())
	defer gap.Stop()
	select {
	case e := <-r.ended:
		r.end(e)
	case n := <-r.waits:
		r.active -= n
	case save <- next:
		r.ready[0] = visit{} // lets go of the document
		r.ready = r.ready[1:]
		if next.counts {
			r.active--
		}
	case <-gap.C:
	case <-ctx.Done():
	}
}

// gap is the time until a feed may begin of which only the gap is awaited.
func (r *syncRun) gap() time.Duration {
	at, some := r.schedule.soonest(r.contact.hopeless())
	if !some || r.active >= maxRequests {
		return time.Hour // something else comes first
	}
	return max(time.Until(at), time.Millisecond)
}

// begin begins as many requests as may run now.
func (r *syncRun) begin(ctx context.Context) {
	for r.active < maxRequests {
		v, queue, ok := r.schedule.begin(time.Now(), r.contact.hopeless())
		if !ok {
			return
		}
		if b, rests := r.rests.of(v.host); rests {
			r.schedule.end(queue, time.Time{})
			r.putOff(append([]visit{v}, r.schedule.drop(v.host)...), v.host, b)
			continue
		}
		v.at = r.now()
		r.running[queue] = v.at
		r.active++
		go func() {
			if v.got.err == nil {
				began := time.Now()
				v.got.Response, v.got.err = r.client.Get(ctx, v.request)
				v.got.took = time.Since(began)
			}
			r.ended <- ended{v, queue}
		}()
	}
}

// end takes what a server answered. If its host is to be left alone from now on,
// begin puts off its other feeds.
func (r *syncRun) end(e ended) {
	delete(r.running, e.queue)
	r.schedule.end(e.queue, time.Now().Add(r.client.Gap(e.request.URL)))
	v := e.visit
	v.counts = len(v.got.Body) > 0
	if !v.counts {
		r.active--
	}
	host := cmp.Or(fetch.Host(v.got.URL), v.host)
	if errors.Is(v.got.err, fetch.ErrResting) {
		b, _ := r.rests.of(host)
		r.putOff([]visit{v}, host, b)
		return
	}
	if b, changed := r.rests.after(host, kindOfAnswer(v), v.got.err); changed {
		v.rest, v.rested = b, host
	}
	r.ready = append(r.ready, r.contact.saw(v)...)
}

// putOff reports feeds that are not asked, for the host is left alone.
func (r *syncRun) putOff(visits []visit, host string, b store.Breaker) {
	for _, v := range visits {
		v.putOff, v.host, v.because = true, host, b
		r.ready = append(r.ready, r.contact.saw(v)...)
	}
}

func kindOfAnswer(v visit) news.FailureKind {
	if v.got.err == nil {
		return ""
	}
	return failureKind(v.got.err)
}

// keep saves what a server answered. It may run in several goroutines.
func (r *syncRun) keep(ctx context.Context, v visit) Synced {
	s := Synced{Feed: v.feed, Fetch: store.Fetch{FeedID: v.feed.ID, URL: v.feed.URL, At: v.at}}
	if v.putOff {
		s.Fetch.Outcome, s.Fetch.At = store.OutcomePutOff, r.now()
		s.Host, s.Waits, s.Until = v.host, v.kept.Hider().String(v.because.Reason), v.because.Until
		return s
	}
	if v.rested != "" {
		r.saveRest(ctx, v.rested, v.rest)
	}
	r.answered(ctx, &s, v.kept, v.got)
	return s
}
