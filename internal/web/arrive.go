package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// Errors of requests that came by a way that is not ours.
var (
	errDirect = errors.New("the archive is served through a proxy")
	errPlain  = errors.New("passwords go over TLS only")
)

type tlsKey struct{}

// isTLS reports that a request came over TLS: to this server, or to the proxy
// before it.
func isTLS(r *http.Request) bool {
	tls, _ := r.Context().Value(tlsKey{}).(bool)
	return tls || r.TLS != nil
}

// arrive returns a request as its sender made it: its address without the base
// path, and where it came through a trusted proxy, the client's address, the host
// and the scheme that the proxy reports. Of any other sender these fields are
// ignored: anybody can write them.
//
// Behind a proxy, a request that did not come through it is refused unless it is of
// this machine, and so is one that did not come over TLS.
func (s *Server) arrive(r *http.Request) (*http.Request, error) {
	r = s.withoutBase(r)
	if len(s.options.TrustProxy) == 0 || r.TLS != nil && !s.trusts(clientAddr(r)) {
		return r, nil
	}
	peer := clientAddr(r)
	if !s.trusts(peer) {
		if !peer.IsLoopback() {
			return r, errDirect
		}
		return r, nil
	}
	hosts, protos, clients := forwarded(r, "X-Forwarded-Host"), forwarded(r, "X-Forwarded-Proto"), forwarded(r, "X-Forwarded-For")
	if len(protos)+len(clients) == 0 && peer.IsLoopback() {
		return r, nil // a program of this machine
	}
	secure := r.TLS != nil
	if len(protos) > 0 {
		secure = strings.EqualFold(protos[len(protos)-1], "https")
	}
	r = r.WithContext(context.WithValue(r.Context(), tlsKey{}, secure))
	r.RemoteAddr = netip.AddrPortFrom(s.clientOf(peer, clients), 0).String()
	if len(hosts) > 0 {
		r.Host = hosts[len(hosts)-1]
	}
	if !secure {
		return r, errPlain
	}
	return r, nil
}

func (s *Server) trusts(peer netip.Addr) bool {
	for _, network := range s.options.TrustProxy {
		if network.Contains(peer.Unmap()) {
			return true
		}
	}
	return false
}

// clientOf returns the last address of a list, each added by a proxy, that is none
// of a trusted proxy: what stands before it may be anything.
func (s *Server) clientOf(peer netip.Addr, clients []string) netip.Addr {
	client := peer
	for i := len(clients) - 1; i >= 0; i-- {
		next, ok := addrIn(clients[i])
		if !ok {
			break
		}
		if client = next; !s.trusts(next) {
			break
		}
	}
	return client
}

// addrIn reads an address with or without a port.
func addrIn(text string) (netip.Addr, bool) {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	a, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return a.Unmap().WithZone(""), err == nil
}

// forwarded returns the values of a field, each added by a proxy.
func forwarded(r *http.Request, name string) (values []string) {
	for v := range strings.SplitSeq(strings.Join(r.Header.Values(name), ","), ",") {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// withoutBase takes the base path from the address of a request. A proxy may have
// done so before.
func (s *Server) withoutBase(r *http.Request) *http.Request {
	base := s.options.BasePath
	path, raw := strings.TrimPrefix(r.URL.Path, base), strings.TrimPrefix(r.URL.RawPath, base)
	if base == "" || path == r.URL.Path || path != "" && path[0] != '/' {
		return r
	}
	if path == "" {
		path, raw = "/", ""
	}
	short := new(http.Request)
	*short = *r
	short.URL = new(url.URL)
	*short.URL = *r.URL
	short.URL.Path, short.URL.RawPath = path, raw
	return short
}

// based writes the base path before the addresses of a page of ours. The templates
// write them without it. Text from outside has no quotes there: html/template
// escapes them.
func (s *Server) based(page []byte) []byte {
	base := s.options.BasePath
	if base == "" {
		return page
	}
	return []byte(strings.NewReplacer(
		` href="/`, ` href="`+base+`/`, ` action="/`, ` action="`+base+`/`, ` src="/`, ` src="`+base+`/`, ` formaction="/`, ` formaction="`+base+`/`,
	).Replace(string(page)))
}
