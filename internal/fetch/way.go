package fetch

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"

	"newsarchive/internal/access"
)

// maxWays is how many pairs of transports are kept while no request needs them.
const maxWays = 16

// ways are the transports of a client, one pair for each proxy and each exception
// from the usual check of certificates.
type ways struct {
	guard    guard
	resolver *net.Resolver
	fixed    *way // if not nil, the only one

	mu   sync.Mutex
	kept []*way // the one used last at the end
}

// wayKey is what the requests of one way have in common.
type wayKey struct {
	proxy    string
	insecure bool
	pin      string
}

// way is two transports, so that a connection to a private host, opened for a
// trusted address, is never reused for an untrusted link.
type way struct {
	key     wayKey
	guarded http.RoundTripper // dials public addresses only, without a proxy
	open    http.RoundTripper // dials any address, or the proxy
	users   int               // requests that run
}

// take returns the transports for a proxy, nil for none, and settings; call done
// when the body of the answer was read.
func (w *ways) take(proxy *url.URL, s access.Settings) (one *way, done func()) {
	if w.fixed != nil {
		return w.fixed, func() {}
	}
	key := wayKey{insecure: s.Insecure, pin: s.Pin}
	if proxy != nil {
		key.proxy = proxy.String()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	at := slices.IndexFunc(w.kept, func(o *way) bool { return o.key == key })
	if at < 0 {
		w.drop()
		tls := tlsConfig(s)
		one = &way{key: key, guarded: newTransport(w.resolver, w.guard.control, nil, tls), open: newTransport(w.resolver, nil, proxy, tls)}
	} else {
		one = w.kept[at]
		w.kept = slices.Delete(w.kept, at, at+1)
	}
	w.kept = append(w.kept, one)
	one.users++
	return one, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		one.users--
	}
}

// drop makes room for another way: it closes the unused one that was used
// longest ago. Those in use may be more than maxWays.
func (w *ways) drop() {
	if len(w.kept) < maxWays {
		return
	}
	if at := slices.IndexFunc(w.kept, func(o *way) bool { return o.users == 0 }); at >= 0 {
		w.kept[at].close()
		w.kept = slices.Delete(w.kept, at, at+1)
	}
}

func (w *ways) close() {
	if w.fixed != nil {
		w.fixed.close()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, one := range w.kept {
		one.close()
	}
}

func (w *way) close() {
	for _, t := range []http.RoundTripper{w.guarded, w.open} {
		if idle, ok := t.(interface{ CloseIdleConnections() }); ok {
			idle.CloseIdleConnections()
		}
	}
}

// way chooses the transport of one request; call done when the body of the answer
// was read. Through a proxy, an address is checked before the proxy gets it; the
// proxy's own address is never checked.
func (t *trip) way(req *http.Request) (transport http.RoundTripper, done func(), err error) {
	s := t.settings(req.URL)
	proxy := s.ProxyURL()
	if proxy == nil {
		if proxy, err = t.config.Proxy(req); err != nil {
			return nil, nil, err
		}
	}
	if proxy != nil && !t.trusts(req.URL) {
		find := t.config.Lookup
		if t.config.TrustProxy {
			find = nil
		}
		if err := t.guard.proxied(req.Context(), req.URL, find); err != nil {
			return nil, nil, err
		}
		t.public = true
	}
	w, done := t.ways.take(proxy, s)
	if proxy != nil || t.trusts(req.URL) {
		return w.open, done, nil
	}
	return w.guarded, done, nil
}

// settings returns what holds for an address on the way: all settings at the
// origin of the request, the proxy everywhere.
func (t *trip) settings(u *url.URL) access.Settings {
	if origin(u) == t.own {
		return t.request.Settings
	}
	return t.request.Elsewhere()
}
