package fetch

import (
	"context"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"
)

// guard rejects addresses that an untrusted link must not reach: those that are
// not public (the IANA registries of special-purpose addresses) and the ports
// of other protocols.
type guard struct {
	public  *ssrf.Guardian
	allowed []netip.Prefix // private networks that may be reached all the same
}

func newGuard(allowed []netip.Prefix) guard {
	return guard{public: ssrf.New(ssrf.WithAnyPort()), allowed: allowed}
}

// control is a [net.Dialer]'s Control: it sees the address after the name was
// looked up, right before it is dialled.
func (g guard) control(_, address string, _ syscall.RawConn) error {
	dest, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s is no address and port", ErrPrivate, address)
	}
	return g.check(dest)
}

func (g guard) check(dest netip.AddrPort) error {
	if badPort(dest.Port()) {
		return fmt.Errorf("%w: port %d belongs to another protocol than HTTP", ErrPort, dest.Port())
	}
	if g.private(dest.Addr()) {
		return fmt.Errorf("%w: %s", ErrPrivate, dest.Addr())
	}
	return nil
}

func (g guard) private(addr netip.Addr) bool {
	addr = addr.Unmap()
	if ssrf.IPv6NAT64Prefix.Contains(addr) {
		// A gateway reaches the IPv4 address in the last four bytes.
		all := addr.As16()
		addr = netip.AddrFrom4([4]byte(all[12:]))
	}
	for _, network := range g.allowed {
		if network.Contains(addr) {
			return false
		}
	}
	return g.public.SafeAddr(addr) != nil
}

// lookup finds the addresses of a name.
type lookup func(ctx context.Context, network, host string) ([]netip.Addr, error)

// proxied checks an address that a proxy will dial: as it is written, and, with
// a lookup, all that its name stands for.
func (g guard) proxied(ctx context.Context, u *url.URL, find lookup) error {
	port, _ := strconv.ParseUint(u.Port(), 10, 16)
	if badPort(uint16(port)) {
		return g.check(netip.AddrPortFrom(netip.Addr{}, uint16(port)))
	}
	addrs := written(u)
	if addrs == nil && find != nil {
		var err error
		if addrs, err = find(ctx, "ip", u.Hostname()); err != nil {
			return fmt.Errorf("%w: %w", errUnresolved, err)
		}
	}
	for _, addr := range addrs {
		if err := g.check(netip.AddrPortFrom(addr, uint16(port))); err != nil {
			return err
		}
	}
	return nil
}

// written returns the address that a host is written as; nil for a name.
func written(u *url.URL) []netip.Addr {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1})}
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{addr}
	}
	return nil
}

// badPort reports whether browsers refuse the port too: the Fetch standard's
// "bad ports", those of other protocols that could take a request for one of
// their own. Every other port is allowed, for feeds live on all of them.
func badPort(port uint16) bool {
	switch port {
	case 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95,
		101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179,
		389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601,
		636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566,
		6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080:
		return true
	}
	return false
}
