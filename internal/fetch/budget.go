package fetch

import (
	"fmt"
	"sync"
)

// Budget limits how many pages one run fetches: so many from each host, and so
// many in all. A page that redirects counts once for each host on its way. It is
// safe for concurrent use.
type Budget struct {
	mu           sync.Mutex
	perHost, all int // what is left; of each host, at the beginning
	used         map[string]int
}

// NewBudget returns a budget of pages for one run. The defaults of the program
// are 30 and 300.
func NewBudget(perHost, all int) *Budget {
	return &Budget{perHost: perHost, all: all, used: map[string]int{}}
}

// Left returns how many pages may still be fetched in all.
func (b *Budget) Left() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(b.all, 0)
}

// take counts a page that goes to a host; further says that it comes there by a
// redirect. It returns an [ErrBudget] where none is left.
func (b *Budget) take(host string, further bool) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case !further && b.all <= 0:
		return fmt.Errorf("%w: all pages of this run", ErrBudget)
	case b.used[host] >= b.perHost:
		return fmt.Errorf("%w: %d pages of this host", ErrBudget, b.used[host])
	}
	if !further {
		b.all--
	}
	b.used[host]++
	return nil
}

// giveBack undoes take, for a page that was not requested after all.
func (b *Budget) giveBack(host string, further bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !further {
		b.all++
	}
	b.used[host]--
}
