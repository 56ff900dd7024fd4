package archive

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"newsarchive/internal/article"
	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// fetchPage fetches the page of one story, reads it and keeps both. The error is
// that of the archive or the run: a page that fails is in the fetch log.
func (r *fetchRun) fetchPage(ctx context.Context, wanted store.WantedPage) (FetchedPage, error) {
	p := FetchedPage{Title: wanted.Title, Site: wanted.Site, PageFetch: store.PageFetch{Story: wanted.Story, URL: wanted.Address, At: r.now()}}
	began := time.Now()
	page, err := r.client.Page(ctx, fetch.PageRequest{URL: wanted.Address, Origins: r.origins, Budget: r.budget})
	if ctx.Err() != nil {
		return p, context.Cause(ctx)
	}
	if errors.Is(err, fetch.ErrBudget) {
		return p, err
	}
	p.Took, p.Status, p.Bytes, p.leaveHost = news.Seconds(time.Since(began)), page.Status, page.Bytes, isBusy(page.Status)
	if page.RetryAfter > 0 {
		p.NotBefore = r.now().Add(page.RetryAfter)
	}
	if err == nil && isGone(page.Status) && (r.settings.Wayback || r.options.Wayback) {
		copied, ok, err := r.wayback(ctx, wanted.Address)
		switch {
		case ctx.Err() != nil:
			return p, context.Cause(ctx)
		case err != nil:
			return r.unasked(ctx, p, err)
		case ok:
			page, p.Wayback = copied, true
		}
	}
	if err != nil || isGone(page.Status) {
		return r.unread(ctx, p, err)
	}
	text, err := r.readPage(ctx, page)
	if err != nil {
		return p, err
	}
	return r.keep(ctx, p, newsPage(page), text)
}

// isGone reports whether a status says that a page is gone.
func isGone(status int) bool { return status == http.StatusNotFound || status == http.StatusGone }

// unasked records that the Internet Archive could not be asked for a page that is
// gone; it is asked again when the page's turn comes again.
func (r *fetchRun) unasked(ctx context.Context, p FetchedPage, err error) (FetchedPage, error) {
	p.Outcome = store.PageFailed
	p.Error = "the publisher has removed the page, and the Internet Archive cannot be asked now: " + err.Error()
	p.Reason = p.Error
	_, err = r.save(ctx, &p, nil)
	return p, err
}

// unread records an attempt that brought no page, unless no story has the
// address.
func (r *fetchRun) unread(ctx context.Context, p FetchedPage, err error) (FetchedPage, error) {
	p.Outcome = store.PageFailed
	switch {
	case err == nil && isGone(p.Status):
		p.Outcome, p.Error = store.PageGone, "the publisher has removed the page"
	case err == nil:
		p.Error = fmt.Sprintf("the server answered %d", p.Status)
	case errors.Is(err, fetch.ErrDisallowed), errors.Is(err, fetch.ErrPrivate), errors.Is(err, fetch.ErrPort), errors.Is(err, fetch.ErrAddress):
		p.Outcome = store.PageRefused
	}
	if failed := (*fetch.Error)(nil); errors.As(err, &failed) {
		p.Error = feedError{of: failed}.Error()
		if failed.RetryAfter > 0 {
			p.NotBefore = r.now().Add(failed.RetryAfter)
		}
	}
	p.Reason, p.leaveHost = p.Error, p.leaveHost || errors.Is(err, fetch.ErrTimeout)
	if p.Story == 0 {
		return p, nil
	}
	_, err = r.save(ctx, &p, nil)
	return p, err
}

// save saves an attempt with its reading, which is nil if there is none. A story
// that was deleted meanwhile gets none.
func (r *fetchRun) save(ctx context.Context, p *FetchedPage, reading *news.Reading) (store.PageSaved, error) {
	saved, err := r.store.SavePage(ctx, p.PageFetch, reading)
	if !errors.Is(err, store.ErrNotFound) {
		return saved, err
	}
	p.Outcome, p.Reason = store.PageRefused, "its story was deleted meanwhile"
	saved.Outcome = p.Outcome
	if reading != nil {
		saved.Unused = reading.Page
	}
	return saved, nil
}

// isBusy reports whether a status asks for no further request for now.
func isBusy(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// readPage reads a page. Few are read at a time.
func (r *fetchRun) readPage(ctx context.Context, page fetch.Page) (news.Text, error) {
	select {
	case r.readers <- struct{}{}:
		defer func() { <-r.readers }()
	case <-ctx.Done():
		return news.Text{}, context.Cause(ctx)
	}
	return article.Read(ctx, newsPage(page))
}

const (
	// hostTexts is how many other texts of a host are looked at for what stands
	// on its pages again and again, and furnitureTexts in how many of them such
	// a block stands at least.
	hostTexts      = 6
	furnitureTexts = 3
	// furnitureShare is the share of a text from which on it is no article's.
	furnitureShare = .8
)

// refuseFurniture takes the text of a page that says only what other pages of its
// host say too.
func (r *fetchRun) refuseFurniture(ctx context.Context, story int64, address string, text *news.Text) error {
	others, err := r.store.TextsOfHost(ctx, address, story, hostTexts)
	if err != nil || len(others) < furnitureTexts {
		return err
	}
	prints := make([][]uint64, len(others))
	for i, other := range others {
		prints[i] = article.Fingerprint(other)
	}
	if article.Repeated(prints, furnitureTexts).Share(text.Plain) >= furnitureShare {
		text.Kind, text.Reason = news.PageEmpty, "its text stands on other pages of the site too"
		text.HTML, text.Plain, text.Captions = "", "", nil
	}
	return nil
}

// noCopy is why a page that states "noarchive" gives its facts only.
const noCopy = "the publisher allows no copy (noarchive)"

// withoutCopy is what is kept of a page that allows no copy.
func withoutCopy(t news.Text) news.Text {
	t.HTML, t.Plain, t.Captions, t.Reason = "", "", nil, noCopy
	return t
}

// keep keeps a page and what was read from it.
func (r *fetchRun) keep(ctx context.Context, p FetchedPage, page news.Page, text news.Text) (FetchedPage, error) {
	if text.NoArchive {
		text = withoutCopy(text)
	} else if text.Kind.HasText() {
		if err := r.refuseFurniture(ctx, p.Story, page.URL, &text); err != nil {
			return p, err
		}
	}
	reading := news.Reading{URL: page.URL, Reader: article.Version, Text: text}
	p.Kind, p.Reason = text.Kind, text.Reason
	var err error
	if text.Kind.HasText() && !text.NoArchive {
		if reading.Page, err = r.pages.Add(ctx, p.Story, page); err != nil {
			return p, r.errorf(p.Story, err)
		}
	}
	saved, err := r.save(ctx, &p, &reading)
	if err != nil {
		return p, err
	}
	p.Outcome, p.Text = saved.Outcome, saved.Text
	if saved.Unused != 0 {
		if err := r.pages.Delete(ctx, []int64{saved.Unused}); err != nil {
			return p, r.errorf(p.Story, err)
		}
	}
	return p, nil
}
