package signin_test

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"

	"newsarchive/internal/signin"
)

// tries is how many tries an address has at a time.
func tries(f *signin.Failures, from string, now time.Time) (n int, wait time.Duration) {
	for {
		_, wait = f.Try(netip.MustParseAddr(from), now)
		if wait > 0 || n > 1000 {
			return n, wait
		}
		n++
	}
}

// TestFailures promises how many wrong passwords one address and all have.
func TestFailures(t *testing.T) {
	f, now := signin.NewFailures(), time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	if n, wait := tries(f, "192.0.2.1", now); n != 10 || wait != 30*time.Second {
		t.Errorf("%d tries, then %v", n, wait)
	}
	for _, same := range []string{"192.0.2.1", "::ffff:192.0.2.1"} {
		if n, wait := tries(f, same, now.Add(10*time.Second)); n != 0 || wait != 20*time.Second {
			t.Errorf("%s: %d tries, then %v", same, n, wait)
		}
	}
	if n, _ := tries(f, "192.0.2.1", now.Add(65*time.Second)); n != 2 {
		t.Errorf("a minute later: %d", n)
	}
	if n, _ := tries(f, "2001:db8::1", now); n != 10 {
		t.Errorf("another address: %d", n)
	}
	if n, _ := tries(f, "2001:db8::ffff:1", now); n != 0 {
		t.Errorf("the same network: %d", n)
	}
	back, _ := f.Try(netip.MustParseAddr("2001:db8:0:1::1"), now)
	back()
	if n, _ := tries(f, "2001:db8:0:1::1", now); n != 10 {
		t.Errorf("with one given back: %d", n)
	}
	if n, _ := tries(f, "192.0.2.1", now.Add(24*time.Hour)); n != 10 {
		t.Errorf("a day later: %d", n)
	}
}

// TestFailuresOfAll promises a bound of all addresses together, and that many
// addresses take neither memory nor tries of each other.
func TestFailuresOfAll(t *testing.T) {
	f, now := signin.NewFailures(), time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	address := func(i int) netip.Addr {
		var b [4]byte
		binary.BigEndian.PutUint32(b[:], 0x0a000000+uint32(i)) //nolint:gosec // it is small
		return netip.AddrFrom4(b)
	}
	taken := 0
	for i := range 5000 {
		if _, wait := f.Try(address(i), now); wait == 0 {
			taken++
		} else if wait > 2*time.Second {
			t.Fatalf("address %d waits %v", i, wait)
		}
	}
	if taken != 100 {
		t.Errorf("%d at once", taken)
	}
	taken = 0
	for i := range 3600 {
		if _, wait := f.Try(address(i), now.Add(time.Duration(i)*time.Second)); wait == 0 {
			taken++
		}
	}
	if taken < 1795 || taken > 1805 {
		t.Errorf("%d in an hour", taken)
	}
}
