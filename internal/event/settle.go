package event

import (
	"container/heap"
	"context"
)

// Neighbourhood is where stories and their events are kept.
type Neighbourhood interface {
	// Before returns the candidates of a story, as a Chooser chooses them: of those
	// before it and within Window days, for each of its keys the PerKey nearest in
	// the order, and for each of its items too.
	Before(ctx context.Context, p *Profile) ([]*Candidate, error)
	// After returns the stories that may have p as a candidate: of those after it
	// and within Window days, for each of its keys the PerKey nearest in the
	// order, and for each of its items too. Each may be there several times.
	After(ctx context.Context, p *Profile) ([]Profile, error)
	// Put keeps the decision on a story, and reports whether its event or its Nth is
	// another than before.
	Put(ctx context.Context, p *Profile, d Decision) (changed bool, err error)
}

// Settle decides the stories that were added, and those after them for which
// that changes something, in their order. A story whose headline or date changed
// counts as removed and added; of a removed one, give what After returned for
// it. After limit decisions (0: without limit) it returns the stories that are
// still to be decided: give them to Settle again.
func Settle(ctx context.Context, n Neighbourhood, stories []Profile, limit int) (left []Profile, err error) {
	queue, decider := newQueue(stories), &Decider{}
	for decided := 0; queue.Len() > 0; decided++ {
		if limit > 0 && decided >= limit {
			return queue.profiles, nil
		}
		p := queue.next()
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := decide(ctx, n, queue, decider, &p); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func decide(ctx context.Context, n Neighbourhood, queue *queue, decider *Decider, p *Profile) error {
	candidates, err := n.Before(ctx, p)
	if err != nil {
		return err
	}
	changed, err := n.Put(ctx, p, decider.Decide(p, candidates))
	if err != nil || !changed {
		return err
	}
	after, err := n.After(ctx, p)
	if err != nil {
		return err
	}
	for _, a := range after {
		queue.add(a)
	}
	return nil
}

// queue holds stories that are to be decided, each once, in their order.
type queue struct {
	profiles []Profile
	waiting  map[int64]bool
}

func newQueue(stories []Profile) *queue {
	q := &queue{waiting: map[int64]bool{}}
	for _, p := range stories {
		q.add(p)
	}
	return q
}

func (q *queue) add(p Profile) {
	if !q.waiting[p.ID] {
		q.waiting[p.ID] = true
		heap.Push(q, p)
	}
}

func (q *queue) next() Profile {
	p := heap.Pop(q).(Profile)
	delete(q.waiting, p.ID)
	return p
}

// Len, Less, Swap, Push and Pop are for container/heap.

func (q *queue) Len() int           { return len(q.profiles) }
func (q *queue) Less(i, j int) bool { return q.profiles[i].Before(&q.profiles[j]) }
func (q *queue) Swap(i, j int)      { q.profiles[i], q.profiles[j] = q.profiles[j], q.profiles[i] }
func (q *queue) Push(p any)         { q.profiles = append(q.profiles, p.(Profile)) }

// Pop removes the last.
func (q *queue) Pop() any {
	last := len(q.profiles) - 1
	p := q.profiles[last]
	q.profiles = q.profiles[:last]
	return p
}
