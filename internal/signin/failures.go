package signin

import (
	"net/netip"
	"sync"
	"time"
)

// How many wrong passwords are answered: some at once, then one in an interval.
// Those of all addresses together have a bound of their own.
const (
	addressBurst = 10
	addressEvery = 30 * time.Second
	allBurst     = 100
	allEvery     = 2 * time.Second

	maxAddresses = 4096 // that are counted; further ones count as one
)

// Failures counts wrong passwords by address, in bounded memory. An IPv6 network
// of 64 bits counts as one address: it is what one customer has.
type Failures struct {
	mu      sync.Mutex
	all     bucket
	address map[netip.Prefix]*bucket
	rest    bucket    // of addresses beyond the table
	swept   time.Time // when those without failures were last forgotten
}

// NewFailures returns counts without a failure.
func NewFailures() *Failures { return &Failures{address: map[netip.Prefix]*bucket{}} }

// Try takes one of the tries of an address, before a password is checked or after
// it was wrong. With none left it takes nothing and returns how long to wait for
// the next. back gives the try back: the password was right.
func (f *Failures) Try(from netip.Addr, now time.Time) (back func(), wait time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	one := f.of(from, now)
	wait = max(one.wait(now, addressEvery, addressBurst), f.all.wait(now, allEvery, allBurst))
	if wait > 0 {
		return func() {}, wait
	}
	one.take(now, addressEvery)
	f.all.take(now, allEvery)
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		one.full = one.full.Add(-addressEvery)
		f.all.full = f.all.full.Add(-allEvery)
	}, 0
}

// of returns the bucket of an address.
func (f *Failures) of(from netip.Addr, now time.Time) *bucket {
	from = from.Unmap().WithZone("")
	bits := from.BitLen()
	if from.Is6() {
		bits = 64
	}
	network, _ := from.Prefix(bits) // of no address: the zero prefix
	if b := f.address[network]; b != nil {
		return b
	}
	if len(f.address) >= maxAddresses && now.Sub(f.swept) >= time.Second {
		f.swept = now
		for network, b := range f.address {
			if !b.full.After(now) {
				delete(f.address, network)
			}
		}
	}
	if len(f.address) >= maxAddresses {
		return &f.rest
	}
	b := &bucket{}
	f.address[network] = b
	return b
}

// bucket holds tries, one more in each interval (a leaky bucket as a meter: the
// generic cell rate algorithm, ITU-T I.371). full is when all tries are there
// again.
type bucket struct{ full time.Time }

// wait is how long there is none.
func (b *bucket) wait(now time.Time, every time.Duration, burst int) time.Duration {
	if b.full.Before(now) {
		return 0
	}
	return max(0, b.full.Sub(now)-time.Duration(burst-1)*every)
}

func (b *bucket) take(now time.Time, every time.Duration) {
	if b.full.Before(now) {
		b.full = now
	}
	b.full = b.full.Add(every)
}
