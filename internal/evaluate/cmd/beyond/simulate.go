package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// measured is what one node does.
type measured struct {
	bytes      float64 // of a story on the disk
	written    float64 // stories a second and core
	fixed      time.Duration
	perMillion time.Duration
	spread     float64
}

// plan is a cluster with an index a year.
type plan struct {
	stories  float64
	years    int
	nodes    int
	cores    int // of a node
	replicas int
	perShard float64 // stories of a shard, at most
}

// shards returns the shards of a year, replicas aside.
func (p plan) shards() int {
	return max(1, int(math.Ceil(p.stories/float64(p.years)/p.perShard)))
}

// disk returns what a node holds, with as much again free for merging.
func (p plan) disk(m measured) float64 {
	return 2 * p.stories * m.bytes * float64(1+p.replicas) / float64(p.nodes)
}

// anew returns how long it takes to write all stories, with half of the cores left
// for searching. Copies are written like the first.
func (p plan) anew(m measured) time.Duration {
	rate := m.written * float64(p.nodes*p.cores) / 2 / float64(1+p.replicas)
	return time.Duration(p.stories / rate * float64(time.Second))
}

// latencies are what searches took.
type latencies []time.Duration

func (l latencies) at(share float64) string {
	if len(l) == 0 {
		return "-"
	}
	slices.Sort(l)
	d := l[min(int(share*float64(len(l))), len(l)-1)]
	switch {
	case d > time.Minute:
		return "never" // the queue grows
	case d > time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	default:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
}

// searched is how many searches are simulated.
const searched = 20_000

// simulate asks searches at random instants, so many a second: seven of ten of the
// last year, the others of all years. A search is a task for each shard that it
// asks, at a node that has a copy, whose cores take tasks in the order in which they
// come; it ends when the last one does.
func (p plan) simulate(m measured, rate float64, seed uint64) (whole, last latencies) {
	draw := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // a simulation
	free := make([][]float64, p.nodes)     // when each core is, in seconds
	for i := range free {
		free[i] = make([]float64, p.cores)
	}
	perShard := p.stories / float64(p.years*p.shards())
	usual := m.fixed.Seconds() + m.perMillion.Seconds()*perShard/1e6
	now := 0.0
	for range searched {
		now += draw.ExpFloat64() / rate
		years := 1
		if draw.Float64() > 0.7 {
			years = p.years
		}
		weight := usual * math.Exp(m.spread*draw.NormFloat64()) // of this search, at every shard
		end := now
		for shard := range years * p.shards() {
			node := (shard + draw.IntN(1+p.replicas)) % p.nodes
			core := earliest(free[node])
			free[node][core] = max(now, free[node][core]) + weight*math.Exp(0.2*draw.NormFloat64())
			end = max(end, free[node][core])
		}
		took := time.Duration((end - now) * float64(time.Second))
		if years == 1 {
			last = append(last, took)
		} else {
			whole = append(whole, took)
		}
	}
	return whole, last
}

func earliest(free []float64) int {
	at := 0
	for i, t := range free {
		if t < free[at] {
			at = i
		}
	}
	return at
}
