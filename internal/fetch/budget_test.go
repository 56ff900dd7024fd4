package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
)

// A run fetches so many pages of a host and so many in all; what it may not
// fetch costs nothing.
func TestBudget(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	newSite := func() *httptest.Server {
		return serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				_, _ = io.WriteString(w, "User-agent: *\nDisallow: /no")
				return
			}
			asked.Add(1)
		})
	}
	one, two := newSite(), newSite()
	c := visitor(t, Config{})
	b := NewBudget(2, 3)
	ask := func(site *httptest.Server, path string) PageRequest {
		return PageRequest{URL: site.URL + path, Budget: b}
	}
	for range 5 {
		wantPageError(t, c, ask(one, "/no"), ErrDisallowed, "")
	}
	page(t, c, ask(one, "/1"))
	page(t, c, ask(one, "/2"))
	wantPageError(t, c, ask(one, "/3"), ErrBudget, "enough was fetched for now (2 pages of this host); its turn comes later")
	page(t, c, ask(two, "/1"))
	wantPageError(t, c, ask(two, "/2"), ErrBudget, "enough was fetched for now (all pages of this run)")
	if b.Left() != 0 || asked.Load() != 3 {
		t.Errorf("%d left, asked %d times", b.Left(), asked.Load())
	}
	page(t, c, PageRequest{URL: one.URL}) // without a budget
}

// A redirect counts for the host that it leads to, and once for each host.
func TestBudgetOfRedirects(t *testing.T) {
	t.Parallel()
	paper := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/http" {
			http.Redirect(w, r, "/https", http.StatusMovedPermanently)
		}
	})
	short := publisher(t, redirectTo(paper.URL+"/http"))
	c := visitor(t, Config{})
	b := NewBudget(2, 10)
	for range 2 {
		page(t, c, PageRequest{URL: short.URL, Budget: b})
	}
	if b.Left() != 8 {
		t.Errorf("%d left", b.Left())
	}
	b.perHost = 3
	page(t, c, PageRequest{URL: paper.URL, Budget: b})
	p := wantPageError(t, c, PageRequest{URL: short.URL, Budget: b}, ErrBudget, "3 pages of this host")
	if len(p.Redirects) != 1 || p.Redirects[0].To != paper.URL+"/http" {
		t.Errorf("redirects %v", p.Redirects)
	}
}

// However many ask at once, no more pages are fetched than the budget has.
func TestBudgetAtOnce(t *testing.T) {
	t.Parallel()
	var asked, refused atomic.Int32
	server := publisher(t, func(http.ResponseWriter, *http.Request) { asked.Add(1) })
	c := visitor(t, Config{})
	b := NewBudget(7, 100)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			_, err := c.Page(context.Background(), PageRequest{URL: server.URL, Budget: b})
			switch {
			case errors.Is(err, ErrBudget):
				refused.Add(1)
			case err != nil:
				t.Error(err)
			}
		})
	}
	group.Wait()
	if asked.Load() != 7 || refused.Load() != 13 || b.Left() != 93 {
		t.Errorf("asked %d, refused %d, left %d", asked.Load(), refused.Load(), b.Left())
	}
}
