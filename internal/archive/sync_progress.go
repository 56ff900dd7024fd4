package archive

import (
	"sync"
	"time"
)

// progressEvery is how often SyncOptions.Progress is called.
const progressEvery = 500 * time.Millisecond

// SyncProgress is how far a sync is with its feeds.
type SyncProgress struct {
	Done  int // feeds that were reported
	Total int
	// Running are requests that run. The one that runs longest asks Host, since
	// Since.
	Running int
	Host    string
	Since   time.Time
	// Queued are the feeds that wait for their host's turn; most of them for
	// Busiest.
	Queued  int
	Busiest string
}

// progressState is the latest progress, for the goroutine that reports it.
type progressState struct {
	mu     sync.Mutex
	latest SyncProgress
}

// publish notes the progress.
func (r *syncRun) publish() {
	if r.options.Progress == nil {
		return
	}
	p := SyncProgress{Running: len(r.running), Queued: r.schedule.left}
	for queue, since := range r.running {
		if p.Host == "" || since.Before(p.Since) || since.Equal(p.Since) && queue.name < p.Host {
			p.Host, p.Since = queue.name, since
		}
	}
	p.Busiest, _ = r.schedule.longest()
	r.progress.mu.Lock()
	defer r.progress.mu.Unlock()
	r.progress.latest = p
}

// tell reports the progress.
func (r *syncRun) tell(done int) {
	if r.options.Progress == nil {
		return
	}
	r.progress.mu.Lock()
	p := r.progress.latest
	r.progress.mu.Unlock()
	p.Done, p.Total = done, r.feeds
	r.options.Progress(p)
}
