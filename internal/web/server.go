package web

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/signin"
)

// Options say how an archive is served.
type Options struct {
	// Log receives errors of this program; nil: nothing is logged.
	Log *slog.Logger
	// Now is the clock; nil: the system's.
	Now func() time.Time
	// Hosts are further names by which the server may be addressed, beside those
	// of the loopback. A name without a port stands for every port.
	Hosts []string
	// Version is the program's. Answers of another version are not taken for
	// those of this one.
	Version string
	// UserAgent names the program to the servers of feeds that are followed.
	UserAgent string
	// ReadOnly says that nothing can be changed by these pages.
	ReadOnly bool
	// Syncs is what is known of the syncs of this process; nil: there are none but
	// those that pages begin.
	Syncs *archive.SyncState
	// Assistants answer /mcp.
	Assistants Assistants
	// Passwords are those that open the archive; nil: none is asked for. The caller
	// closes them.
	Passwords *signin.Passwords
	// TrustProxy are the networks of proxies before the server, whose X-Forwarded-For,
	// -Host and -Proto are believed; see arrive.
	TrustProxy []netip.Prefix
	// BasePath is what all addresses begin with, such as /archive; "": nothing. It has
	// letters, digits, hyphens, underscores and slashes only, and none at its end.
	BasePath string
	// TLS is how connections are encrypted; nil: they are not.
	TLS *tls.Config
	// SignIn says that a password is always asked for; else it is as soon as one to
	// type is set.
	SignIn bool
	// Limits; a zero field is its default.
	Limits Limits
}

// Server answers requests about one archive. It is an [http.Handler].
type Server struct {
	keeper   *archive.Keeper
	there    *archive.Elsewhere // is asked instead of an archive; nil: the keeper lends one
	options  Options
	log      *slog.Logger
	now      func() time.Time
	pages    *pages
	static   *static
	places   *places
	writers  *places // of changes
	callers  *places // of assistants
	pictures *places
	// connections has one element for each that is open.
	connections chan struct{}
	sealer      sealer
	// crossOrigin refuses what a page of another site sends.
	crossOrigin *http.CrossOriginProtection
	metrics     *metrics
	failures    *signin.Failures // wrong passwords
	// chartPolicy is the Content-Security-Policy of a chart.
	chartPolicy string
	handler     http.Handler
}

// New returns a server of the archive that a keeper lends. The caller closes the
// keeper after the server has ended.
func New(keeper *archive.Keeper, o Options) (*Server, error) { return newServer(keeper, nil, o) }

// NewElsewhere returns a server of what archives have mirrored to OpenSearch. Nothing
// can be changed by it. The index must be open alone ([archive.ElsewhereOptions]); the
// caller closes it after the server has ended.
func NewElsewhere(there *archive.Elsewhere, o Options) (*Server, error) {
	o.ReadOnly = true
	if o.Limits.Queries == 0 {
		o.Limits.Queries = elsewhereQueries
	}
	return newServer(nil, there, o)
}

func newServer(keeper *archive.Keeper, there *archive.Elsewhere, o Options) (*Server, error) {
	o.Limits = o.Limits.withDefaults()
	s := &Server{keeper: keeper, there: there, options: o, log: o.Log, now: o.Now, places: newPlaces(o.Limits), writers: placesFor(o.Limits.Changes, o.Limits), pictures: placesFor(maxPictures, o.Limits), callers: placesFor(o.Limits.Calls, o.Limits), connections: make(chan struct{}, o.Limits.Connections), sealer: newSealer(), crossOrigin: http.NewCrossOriginProtection(), metrics: newMetrics(), failures: signin.NewFailures(), chartPolicy: chartPolicy()}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.options.Syncs == nil {
		s.options.Syncs = &archive.SyncState{}
	}
	var err error
	if s.static, err = loadStatic(); err != nil {
		return nil, err
	}
	if s.pages, err = loadPages(s.static); err != nil {
		return nil, err
	}
	s.handler = s.outer(s.routes())
	return s, nil
}

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers requests of a listener until the context ends. Then it lets
// those that run end, for a few seconds at most, and closes the listener. Its
// error is nil at an orderly end.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	l := s.options.Limits
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: l.ReadTime,
		ReadTimeout:       l.ReadTime,
		WriteTimeout:      l.WaitTime + max(l.QueryTime, l.ChangeTime+l.WaitTime+l.QueryTime) + l.WriteTime,
		IdleTimeout:       l.IdleTime,
		MaxHeaderBytes:    l.HeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
		TLSConfig:         s.options.TLS,
	}
	crowd := newCrowd(listener, s.connections)
	server.ConnContext = crowd.serves
	ended := make(chan error, 1)
	go func() {
		if server.TLSConfig != nil {
			ended <- server.ServeTLS(crowd, "", "")
			return
		}
		ended <- server.Serve(crowd)
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.Grace)
	defer cancel()
	err := server.Shutdown(grace)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close() // a client that does not read is not waited for
	}
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
