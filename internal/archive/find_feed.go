package archive

import (
	"cmp"
	"context"
	"errors"
	"time"

	"newsarchive/internal/access"
	"newsarchive/internal/discover"
	"newsarchive/internal/fetch"
	"newsarchive/store"
)

// Wanted is a feed that a person asks for.
type Wanted struct {
	// Addresses are the one that the person typed, in the spellings to try in
	// turn: a web address, or the path of a file. A login may be in it.
	Addresses []string
	// Private says that the address is a secret. Then it must be that of the feed
	// itself.
	Private bool
	// Foreign says that the addresses were not typed on this machine: they may not
	// lead into a private network, unless the settings allow it, nor to a file.
	Foreign bool
	// Force takes the address for a feed's, whatever stands there.
	Force     bool
	UserAgent string // names the program to the servers
	// Settings are how the scheme, host and port of the address are asked.
	Settings access.Settings
	MaxBytes int64 // of a document; 0: the default
	// Choose returns which of several feeds of a page is meant. Its error ends the
	// search.
	Choose func(page string, feeds []discover.Feed) (int, error)
}

// Found is a feed and what its server answered.
type Found struct {
	URL  string // without a login
	Page string // the page that has it; empty if the person gave the feed's own address

	login   string // as it is spelled in the address
	has     bool   // a login, be it empty
	foreign bool   // see Wanted
	own     bool   // it is of the scheme, host and port that the person typed
	answer  fetched
}

// fetched is an answer, or why there is none.
type fetched struct {
	fetch.Response
	at   time.Time
	took time.Duration
	err  error
}

// FindFeed fetches what a person asks for. If it is a web page, FindFeed looks for
// its feed: among those that it names, those that it links, and where feeds often
// are. Nothing is stored.
//
// A page may name addresses in private networks: they are reached only if they
// are of the same scheme, host and port as what the person typed, or of a network
// that the settings allow.
//
// The error wraps a [*fetch.Error] when an address cannot be fetched, and a
// [*NoFeedError] when there is no feed.
func (a *Archive) FindFeed(ctx context.Context, w Wanted) (Found, error) {
	client, err := a.feedClient(ctx, w.UserAgent)
	if err != nil {
		return Found{}, err
	}
	defer client.Close()
	var first error
	for _, address := range w.Addresses {
		found, err := newSearch(a, client, w, address).find(ctx)
		if err == nil || ctx.Err() != nil || !elsewhere(err) {
			return found, err
		}
		first = cmp.Or(first, err)
	}
	return Found{}, first
}

// elsewhere reports whether a server may answer by another scheme.
func elsewhere(err error) bool {
	for _, kind := range []error{fetch.ErrTLS, fetch.ErrRefused, fetch.ErrTimeout, fetch.ErrNetwork, fetch.ErrBroken} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// feedClient returns a client for feeds that a person asks for now: it does not
// wait between two requests to a host.
func (a *Archive) feedClient(ctx context.Context, userAgent string) (*fetch.Client, error) {
	config, err := a.feedConfig(ctx, userAgent)
	config.MinDelay = -1
	return fetch.New(config), err
}

// feedConfig returns what all clients for feeds have in common.
func (a *Archive) feedConfig(ctx context.Context, userAgent string) (fetch.Config, error) {
	s, err := a.store.Settings(ctx)
	return fetch.Config{UserAgent: named(userAgent, s), AllowNetworks: s.Networks, Now: a.now, Timeout: a.network.Timeout, Resolver: a.network.Resolver}, err
}

// named adds the address for publishers to the name of the program.
func named(userAgent string, s store.Settings) string {
	if s.Contact == "" {
		return userAgent
	}
	return userAgent + " (" + s.Contact + ")"
}
