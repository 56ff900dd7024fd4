package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"newsarchive/internal/access"
	"newsarchive/internal/fetch"
)

// Config says how a cluster is asked.
type Config struct {
	Client   *fetch.Client
	Settings access.Settings // credentials, pin, proxy
	// Hide takes secrets out of what the server says; nil: it says none.
	Hide func(string) string
	Log  *slog.Logger // receives that a request is repeated
	// Patience is how long a cluster that is busy, or lacks a node, is asked again;
	// 0 means two minutes.
	Patience time.Duration
	// Sleep waits; nil: by a timer.
	Sleep func(context.Context, time.Duration) error
}

// Cluster is a cluster with one index. It is safe for concurrent use.
type Cluster struct {
	Config
	target  Target
	mapping int          // the version of the program; see mappingVersion
	at      atomic.Int32 // the node that is asked
}

const (
	maxAnswer     = 64 << 20 // bytes of an answer
	firstWait     = 250 * time.Millisecond
	longestWait   = 15 * time.Second
	usualPatience = 2 * time.Minute
)

// Connect returns the cluster of a target, after it has answered and said its
// version. The error wraps [ErrNotOpenSearch], [ErrVersion] or [ErrPassword], or is
// a *[fetch.Error] where nothing answers.
func Connect(ctx context.Context, t Target, c Config) (*Cluster, error) {
	if c.Patience == 0 {
		c.Patience = usualPatience
	}
	if c.Sleep == nil {
		c.Sleep = fetch.Sleep
	}
	if c.Hide == nil {
		c.Hide = func(s string) string { return s }
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	cluster := &Cluster{Config: c, target: t, mapping: mappingVersion}
	return cluster, cluster.check(ctx)
}

// Target returns where the index is.
func (c *Cluster) Target() Target { return c.target }

// oldest is the major version that will do.
const oldest = 2

// check asks for the version. It asks once: a wrong address is no outage.
func (c *Cluster) check(ctx context.Context) error {
	var answer struct {
		Version struct{ Number, Distribution string }
	}
	if err := c.once(ctx, request{http.MethodGet, "/", nil}, &answer); err != nil {
		return err
	}
	v := answer.Version
	major, err := strconv.Atoi(strings.SplitN(v.Number, ".", 2)[0])
	switch {
	case err != nil:
		return &Error{
			Server: c.target.Server, Kind: ErrNotOpenSearch, Reason: "what answers there is no OpenSearch: it does not say a version",
			Hint: "check the address and its port",
		}
	case v.Distribution != "opensearch":
		return &Error{
			Server: c.target.Server, Kind: ErrVersion, Reason: fmt.Sprintf("Elasticsearch %.20s runs there", v.Number),
			Hint: "this program needs OpenSearch 2 or newer",
		}
	case major < oldest:
		return &Error{
			Server: c.target.Server, Kind: ErrVersion, Reason: fmt.Sprintf("OpenSearch %.20s runs there, which is too old", v.Number),
			Hint: "this program needs OpenSearch 2 or newer",
		}
	}
	return nil
}

// request is a request without the address of the server. A body is JSON, or lines
// of it.
type request struct {
	method, path string
	body         []byte
}

// send sends a body of JSON and reads the answer, unless that is nil.
func (c *Cluster) send(ctx context.Context, method, path string, body, answer any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return c.do(ctx, request{method, path, text}, answer)
}

// do sends a request and reads the answer, unless that is nil. What fails because
// the cluster is busy or a node is lost is sent again, for as long as the patience
// lasts: so all requests are such that this does no harm.
func (c *Cluster) do(ctx context.Context, r request, answer any) error {
	began := time.Now()
	for wait := firstWait; ; wait = min(2*wait, longestWait) {
		err := c.once(ctx, r, answer)
		asked, again := passes(err)
		if !again || ctx.Err() != nil || time.Since(began)+wait > c.Patience {
			return err
		}
		if err := c.pause(ctx, max(wait, min(asked, longestWait)), err); err != nil {
			return err
		}
	}
}

// pause waits before something is tried again, and logs why.
func (c *Cluster) pause(ctx context.Context, wait time.Duration, because error) error {
	if wait >= time.Second {
		c.Log.Info("OpenSearch is asked again in "+wait.String(), "because", because)
	}
	return c.Sleep(ctx, wait)
}

// passes reports whether a failure may be over soon, and how long the server wants
// to be left alone.
func passes(err error) (wait time.Duration, again bool) {
	var refused *Error
	var failed *fetch.Error
	switch {
	case errors.As(err, &refused):
		return 0, errors.Is(err, ErrUnavailable)
	case errors.As(err, &failed):
		return failed.RetryAfter, errors.Is(err, fetch.ErrRefused) || errors.Is(err, fetch.ErrNetwork) || errors.Is(err, fetch.ErrTimeout) || errors.Is(err, fetch.ErrBroken)
	}
	return 0, false
}

// once sends a request once, or to each of the nodes until one can answer.
func (c *Cluster) once(ctx context.Context, r request, answer any) (err error) {
	servers := c.target.servers()
	for range servers {
		at := c.at.Load()
		err = c.ask(ctx, servers[at], r, answer)
		if !elsewhere(err) || ctx.Err() != nil {
			return err
		}
		c.at.CompareAndSwap(at, (at+1)%int32(len(servers))) //nolint:gosec // some ten
	}
	return err
}

// elsewhere reports whether another node may answer otherwise.
func elsewhere(err error) bool {
	_, again := passes(err)
	return again && status(err) != http.StatusTooManyRequests
}

// ask sends a request to a server.
func (c *Cluster) ask(ctx context.Context, server string, r request, answer any) error {
	call := fetch.CallRequest{Method: r.method, URL: server + r.path, Settings: c.Settings, MaxBytes: maxAnswer}
	if r.body != nil {
		call.ContentType, call.Body = "application/json", r.body
		if strings.HasSuffix(r.path, bulkParameters) {
			call.ContentType = "application/x-ndjson"
		}
	}
	res, err := c.Client.Call(ctx, call)
	switch {
	case err != nil:
		return err
	case res.Status < 200 || res.Status > 299:
		return c.failed(res)
	case !isJSON(res):
		return (&Error{Server: c.target.Server, Status: res.Status}).unreadable(res)
	case answer == nil:
		return nil
	}
	if err := json.Unmarshal(res.Body, answer); err != nil {
		return (&Error{Server: c.target.Server, Status: res.Status}).unreadable(res)
	}
	return nil
}
