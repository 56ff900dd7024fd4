package archive

import (
	"sync"
	"time"
)

// SyncState is what a program that goes on knows of its syncs, for those who look
// at it meanwhile. Its zero value has seen none; it is safe for concurrent use.
type SyncState struct {
	mu  sync.Mutex
	now SyncStatus
}

// SyncStatus says how the syncs of a program go.
type SyncStatus struct {
	// Running says that a sync runs, and Progress how far it is.
	Running  bool
	Progress SyncProgress
	// Of the last sync that has ended: when, and why it failed; zero if there was
	// none yet.
	Ended time.Time
	Err   error
	// Scheduled says that syncs run by a schedule. Next is when the next one begins
	// then; zero until that is known.
	Scheduled bool
	Next      time.Time
	// Syncs have ended, Failures of them with an error.
	Syncs, Failures int
}

// Status returns how the syncs go.
func (s *SyncState) Status() SyncStatus {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Began notes that a sync has begun.
func (s *SyncState) Began() { s.Reached(SyncProgress{}) }

// Reached notes that a sync runs, and how far it is.
func (s *SyncState) Reached(p SyncProgress) {
	s.change(func(n *SyncStatus) { n.Running, n.Progress = true, p })
}

// HasEnded notes that the sync has ended at a time; err is nil, or why it failed.
func (s *SyncState) HasEnded(at time.Time, err error) {
	s.change(func(n *SyncStatus) {
		n.Running, n.Progress, n.Ended, n.Err = false, SyncProgress{}, at, err
		n.Syncs++
		if err != nil {
			n.Failures++
		}
	})
}

// Scheduled notes when the next sync of a schedule begins.
func (s *SyncState) Scheduled(next time.Time) {
	s.change(func(n *SyncStatus) { n.Scheduled, n.Next = true, next })
}

func (s *SyncState) change(by func(*SyncStatus)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	by(&s.now)
}
