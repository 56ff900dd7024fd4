package web

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Errors of requests that are refused before they reach the archive.
var (
	errHost    = errors.New("the archive is not served under this name")
	errOrigin  = errors.New("another site may not use the archive")
	errTooMany = errors.New("too many feeds or publishers are named")
)

// checkHost refuses names that are not this server's: a page elsewhere could
// have its own name lead here (DNS rebinding) and then read everything.
func (s *Server) checkHost(host string) error {
	if allowedHost(host, s.options.Hosts) {
		return nil
	}
	return errHost
}

func allowedHost(host string, more []string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = host, ""
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if name == "localhost" || isLoopback(name) {
		return true
	}
	return slices.ContainsFunc(more, func(allowed string) bool {
		want, wantPort, err := net.SplitHostPort(allowed)
		if err != nil {
			want, wantPort = strings.Trim(allowed, "[]"), ""
		}
		return strings.EqualFold(want, name) && (wantPort == "" || wantPort == port)
	})
}

func isLoopback(name string) bool {
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}

// checkOrigin refuses what a page of another site asks: all that would change
// something, and all that is not a person following a link. Programs send none
// of these fields (Fetch Metadata, W3C).
func (s *Server) checkOrigin(r *http.Request) error {
	if safe := r.Method == http.MethodGet || r.Method == http.MethodHead; !safe {
		// Browsers send Sec-Fetch-Site, which no page can forge, over TLS and to the
		// loopback; elsewhere the origin is compared. Under the policy of the header,
		// no-referrer, it would be null with a form of ours, too: pages name same-origin,
		// by which other sites learn as little.
		if s.crossOrigin.Check(r) != nil {
			return errOrigin
		}
		return nil
	}
	switch site := r.Header.Get("Sec-Fetch-Site"); site {
	case "", "same-origin", "none":
	default:
		if r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document" {
			return errOrigin
		}
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return nil
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host != r.Host {
		return errOrigin
	}
	return nil
}
