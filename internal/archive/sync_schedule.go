package archive

import (
	"slices"
	"time"
)

// schedule is the order in which the feeds of a sync are fetched: of each host
// one at a time and a gap apart; among the hosts that are free, the feed that is
// overdue for longest comes first.
type schedule struct {
	hosts []*hostQueue // that have feeds left
	left  int          // feeds that have not begun
}

// hostQueue are the feeds of one host that have not begun, the longest overdue
// first.
type hostQueue struct {
	name   string
	local  bool
	visits []visit
	busy   bool      // a request is running
	free   time.Time // when the next one may begin
}

// newSchedule makes a schedule of feeds, which stand in the order in which they
// are due.
func newSchedule(visits []visit) *schedule {
	s := &schedule{left: len(visits)}
	byName := map[string]*hostQueue{}
	for i := range visits {
		v := visits[i]
		v.place = i
		h := byName[v.host]
		if h == nil {
			h = &hostQueue{name: v.host, local: v.local}
			byName[v.host] = h
			s.hosts = append(s.hosts, h)
		}
		h.visits = append(h.visits, v)
	}
	return s
}

// begin takes the next feed that may be fetched now, with local only of this
// machine; ok is false if there is none.
func (s *schedule) begin(now time.Time, local bool) (v visit, h *hostQueue, ok bool) {
	for _, q := range s.hosts {
		if !q.busy && (q.local || !local) && len(q.visits) > 0 && !q.free.After(now) && (h == nil || q.visits[0].place < h.visits[0].place) {
			h = q
		}
	}
	if h == nil {
		return visit{}, nil, false
	}
	v, h.visits = h.visits[0], h.visits[1:]
	h.busy = true
	s.left--
	return v, h, true
}

// end notes that a request to a host has ended.
func (s *schedule) end(h *hostQueue, free time.Time) {
	h.busy, h.free = false, free
	if len(h.visits) == 0 {
		s.hosts = slices.DeleteFunc(s.hosts, func(q *hostQueue) bool { return q == h })
	}
}

// soonest returns when the next feed may begin of which only the gap is awaited,
// with local only of this machine; ok is false if there is none.
func (s *schedule) soonest(local bool) (at time.Time, ok bool) {
	for _, q := range s.hosts {
		if !q.busy && (q.local || !local) && (!ok || q.free.Before(at)) {
			at, ok = q.free, true
		}
	}
	return at, ok
}

// drop takes the feeds of a host out of the schedule.
func (s *schedule) drop(host string) (dropped []visit) {
	s.hosts = slices.DeleteFunc(s.hosts, func(q *hostQueue) bool {
		if q.name != host {
			return false
		}
		dropped = append(dropped, q.visits...)
		s.left -= len(q.visits)
		q.visits = nil
		return !q.busy
	})
	return dropped
}

// longest returns the host with the most feeds left, and their number.
func (s *schedule) longest() (host string, feeds int) {
	for _, q := range s.hosts {
		if len(q.visits) > feeds {
			host, feeds = q.name, len(q.visits)
		}
	}
	return host, feeds
}
