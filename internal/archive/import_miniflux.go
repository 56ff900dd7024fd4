package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/readers"
)

const (
	minifluxKey   = "X-Auth-Token" // miniflux.app/docs/api.html
	minifluxPage  = 250            // entries that are asked for at a time
	minifluxBytes = 64 << 20       // of an answer
	// minifluxPages is how many pages are asked for at most, and minifluxTries
	// how often each.
	minifluxPages = 40_000
	minifluxTries = 4
	// minifluxWait is how long to wait for a server that is busy and does not say
	// how long, and minifluxPatience how long at most.
	minifluxWait     = 5 * time.Second
	minifluxPatience = 5 * time.Minute
)

// minifluxServer is a running Miniflux.
type minifluxServer struct {
	*fetch.Client
	archive *Archive
	base    string // its address, without a slash at the end
	key     string
}

// miniflux imports all entries of a running Miniflux, the oldest first. An error
// means that nothing could be read; what fails later is a fault of the rest.
func (m *importer) miniflux(ctx context.Context, address string) error {
	client, err := m.archive.feedClient(ctx, m.server.UserAgent)
	if err != nil {
		return err
	}
	defer client.Close()
	s := minifluxServer{Client: client, archive: m.archive, key: m.server.Key}
	if s.base, err = minifluxBase(address); err != nil {
		return err
	}
	raw, err := s.get(ctx, "/v1/feeds")
	if err == nil && !readers.IsMinifluxFeeds(raw) {
		err = fmt.Errorf("no Miniflux answers at %s: its list of feeds is none", s.base)
	}
	if err != nil {
		return err
	}
	return m.entries(ctx, s.base, "running Miniflux", nil, s.entries(ctx))
}

// minifluxBase returns the address of a Miniflux as the addresses of its API begin.
func minifluxBase(typed string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(typed))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("%.100q is no address of a server: it begins with https:// or http://", typed)
	}
	if u.User != nil {
		return "", fmt.Errorf("the address of %s has a user name or password in it; only an API key is sent", u.Host)
	}
	u.RawQuery, u.Fragment = "", ""
	return strings.TrimSuffix(strings.TrimSuffix(u.String(), "/"), "/v1"), nil
}

// entries yields the entries of all pages. An entry's id is where its page begins:
// what is added or deleted meanwhile moves none.
func (s minifluxServer) entries(ctx context.Context) iter.Seq2[readers.Entry, error] {
	return func(yield func(readers.Entry, error) bool) {
		var after int64
		for range minifluxPages {
			raw, err := s.get(ctx, fmt.Sprintf("/v1/entries?order=id&direction=asc&limit=%d&after_entry_id=%d", minifluxPage, after))
			var page readers.MinifluxPage
			if err == nil {
				page, err = readers.ReadMinifluxPage(raw)
			}
			if err == nil && page.Entries > 0 && page.Last <= after {
				err = errors.New("the server's pages do not go on; it may be too old to be asked for entries by their numbers")
			}
			if err != nil {
				yield(readers.Entry{Place: fmt.Sprintf("after entry %d", after)}, fmt.Errorf("%w; what came before is kept: run it again", err))
				return
			}
			if page.Entries == 0 {
				return
			}
			for e, err := range readers.Items(readers.Miniflux, bytes.NewReader(raw)) {
				e.Place = fmt.Sprintf("after entry %d: %s", after, e.Place)
				if !yield(e, err) {
					return
				}
			}
			after = page.Last
		}
		yield(readers.Entry{Place: fmt.Sprintf("after entry %d", after)}, fmt.Errorf("the server has more than %d pages; the rest is left out", minifluxPages))
	}
}

// get asks for an address of the API. A server that is busy, or whose answer
// breaks off, is asked again.
func (s minifluxServer) get(ctx context.Context, path string) ([]byte, error) {
	for try := 1; ; try++ {
		answer, err := s.API(ctx, fetch.APIRequest{URL: s.base + path, KeyField: minifluxKey, Key: s.key, MaxBytes: minifluxBytes})
		if err == nil {
			return answer.Body, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		wait, again := minifluxAgain(err)
		if !again || try == minifluxTries {
			return nil, s.explain(err)
		}
		s.archive.log.Info(fmt.Sprintf("%s: %s; it is asked again in %s", s.base, reasonOf(err), wait))
		if err := fetch.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// minifluxAgain reports whether to ask again, and after how long.
func minifluxAgain(err error) (wait time.Duration, again bool) {
	var failed *fetch.Error
	switch {
	case !errors.As(err, &failed):
		return 0, false
	case errors.Is(err, fetch.ErrBusy), errors.Is(err, fetch.ErrServer):
		wait = failed.RetryAfter
		if wait == 0 {
			wait = minifluxWait
		}
		return wait, wait <= minifluxPatience
	case errors.Is(err, fetch.ErrBroken), errors.Is(err, fetch.ErrTimeout), errors.Is(err, fetch.ErrNetwork):
		return time.Second, true
	}
	return 0, false
}

// explain says what to do about a failure. It never names the key.
func (s minifluxServer) explain(err error) error {
	var failed *fetch.Error
	if !errors.As(err, &failed) {
		return err
	}
	switch failed.Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return fmt.Errorf("%s does not accept the API key (%d); make one there under Settings, API Keys", s.base, failed.Status)
	case http.StatusNotFound:
		return fmt.Errorf("no Miniflux answers at %s: it has no API (404); give the address under which you open it", s.base)
	}
	return fmt.Errorf("%s: %w", s.base, err)
}

func reasonOf(err error) string {
	var failed *fetch.Error
	if errors.As(err, &failed) {
		return failed.Reason
	}
	return err.Error()
}
