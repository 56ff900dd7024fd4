package gnews

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"
)

// ErrAddress means that an address cannot be that of a story at its publisher.
var ErrAddress = errors.New("not the address of a story")

// maxAddress is the length in bytes of the longest address that is accepted.
const maxAddress = 32 << 10

// Check returns an error that wraps [ErrAddress], with the reason, unless an
// address can be that of a story at its publisher: an absolute http(s) address
// of at most 32 KiB, without user name, not of Google or of a consent page, not
// of a private network, and without a query key that has no value: such an
// address was cut. Hosts in one of the networks are accepted although they are
// private.
func Check(address string, networks ...netip.Prefix) error {
	if reason := objection(address, networks); reason != "" {
		return fmt.Errorf("%w: %s", ErrAddress, reason)
	}
	return nil
}

func objection(address string, networks []netip.Prefix) string {
	if len(address) > maxAddress {
		return fmt.Sprintf("it is longer than %d bytes", maxAddress)
	}
	if !utf8.ValidString(address) || strings.ContainsFunc(address, unwritten) {
		return "it has characters that no address has"
	}
	u, err := url.Parse(address)
	if err != nil {
		return "it cannot be read"
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	} else if !isASCII(host) {
		return "its host cannot be read"
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "it is not http or https"
	case host == "":
		return "it has no host"
	case u.User != nil:
		return "it has a user name"
	case isGoogle(host):
		return "its host is Google's"
	case isConsent(host):
		return "its host is that of a consent page"
	case isPrivate(host, networks):
		return "its host is not public"
	case wasCut(u.RawQuery):
		return "a key of its query has no value"
	}
	return ""
}

// unwritten reports whether a rune never stands in an address: a space, a
// control or formatting character, or the mark of one that was lost.
func unwritten(r rune) bool {
	return r == utf8.RuneError || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// isGoogle reports whether a host is google.com, google.de, google.co.uk … or
// below, or another host of Google that publishes nothing itself. blog.google is
// a publisher.
func isGoogle(host string) bool {
	labels := strings.Split(host, ".")
	switch n := len(labels); {
	case n >= 2 && labels[n-2] == "google":
		return true
	case n >= 3 && labels[n-3] == "google" && (labels[n-2] == "co" || labels[n-2] == "com"):
		return true
	}
	for _, domain := range []string{"googleusercontent.com", "googleapis.com", "gstatic.com", "ampproject.org"} {
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return true
		}
	}
	return false
}

// isConsent reports whether a host asks for consent before it leads on, as
// consent.google.com and guce.yahoo.com do.
func isConsent(host string) bool {
	return strings.HasPrefix(host, "consent.") || strings.HasPrefix(host, "guce.")
}

// isPrivate reports whether a host, as written, is not public. What a name stands
// for is checked where it is dialled.
func isPrivate(host string, networks []netip.Prefix) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		for _, n := range networks {
			if n.Contains(ip.Unmap()) {
				return false
			}
		}
		return ip.Zone() != "" || ssrf.New(ssrf.WithAnyPort()).SafeAddr(ip.Unmap()) != nil
	}
	dot := strings.LastIndexByte(host, '.')
	switch last := host[dot+1:]; last {
	case "localhost", "local", "internal", "home", "lan", "intranet", "corp", "onion", "arpa":
		return true
	default:
		// A last label of digits, or 0x…, makes an IPv4 address in one of its odd
		// spellings (WHATWG URL, "ends in a number").
		return dot < 0 || last[0] >= '0' && last[0] <= '9'
	}
}

// wasCut reports whether a key of a query has no value.
func wasCut(query string) bool {
	if query == "" {
		return false
	}
	for pair := range strings.SplitSeq(query, "&") {
		if _, value, _ := strings.Cut(pair, "="); pair != "" && value == "" {
			return true
		}
	}
	return false
}

// sameSite reports whether a host belongs to a publisher's site: it is equal, or
// one is below the other.
func sameSite(host, site string) bool {
	return host == site || strings.HasSuffix(host, "."+site) || strings.HasSuffix(site, "."+host)
}
