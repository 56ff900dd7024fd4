package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"

	"newsarchive/internal/article"
	"newsarchive/internal/news"
	"newsarchive/internal/pages"
	"newsarchive/internal/warc"
	"newsarchive/store"
)

// ImportedPages counts the pages of WARC files.
type ImportedPages struct {
	Read    int `json:"read"`
	Stories int `json:"stories"` // that are new
	Texts   int `json:"texts"`   // pages that gave their stories a text, or confirm it
	// Left out: what is not HTML, what is no article, what the archive is not to
	// have again.
	Files     int `json:"files,omitempty"`
	NoArticle int `json:"no_article,omitempty"`
	Forgotten int `json:"forgotten,omitempty"`
}

// warc imports the pages and feeds of a WARC file. A page of HTML that has a text
// goes to the story that has its address, or to a new one, as with
// [Archive.AddAddresses], with the time that the file gives it. The documents of
// feeds follow in the order of their times.
func (m *importer) warc(ctx context.Context, r io.Reader, place string) (err error) {
	past := &pastFeeds{}
	defer func() { err = errors.Join(err, past.close()) }()
	if err := m.warcPages(ctx, r, place, past); err != nil {
		return err
	}
	return m.pastFeeds(ctx, past, place)
}

// warcPages imports the pages of a WARC file, and puts its feeds aside.
func (m *importer) warcPages(ctx context.Context, r io.Reader, place string, past *pastFeeds) error {
	_, err := m.archive.adding(ctx, AddOptions{}, func(run *addRun) error {
		for page, err := range warc.Read(ctx, r) {
			switch {
			case err != nil:
			case isFeed(page):
				if err = past.add(page); errors.Is(err, errManyFeeds) {
					err = m.fault(ctx, place, err)
				}
			default:
				err = m.page(ctx, run, page)
			}
			switch {
			case ctx.Err() != nil:
				return context.Cause(ctx)
			case errors.Is(err, warc.ErrRecord):
				err = m.fault(ctx, place, err)
			case err != nil && page.URL == "":
				return m.fault(ctx, place, err) // the file cannot be read further
			}
			if err != nil {
				return err
			}
			m.progress.Report(m.pages.Read, 0)
		}
		return nil
	})
	return err
}

// page imports one page.
func (m *importer) page(ctx context.Context, run *addRun, page news.Page) error {
	m.pages.Read++
	if page.Status != http.StatusOK && page.Status != http.StatusNonAuthoritativeInfo || !isHTML(page) {
		m.pages.Files++
		return nil
	}
	page.Fetched = page.Fetched.Truncate(time.Second)
	if now := m.archive.now(); page.Fetched.After(now) {
		page.Fetched = now
	}
	text, err := article.Read(ctx, page)
	if err != nil {
		return fmt.Errorf("%w: %.200q: %w", warc.ErrRecord, page.URL, err)
	}
	if !text.Kind.HasText() {
		m.pages.NoArticle++
		return nil
	}
	p, err := run.keepPage(ctx, FetchedPage{PageFetch: store.PageFetch{URL: page.URL, At: page.Fetched, Status: page.Status, Bytes: int64(len(page.Body))}}, page, text)
	if errors.Is(err, pages.ErrTooLarge) {
		return fmt.Errorf("%w: %.200q: %w", warc.ErrRecord, page.URL, err)
	}
	if err != nil {
		return fmt.Errorf("import the page %.200q: %w", page.URL, err)
	}
	if p.NewStory {
		m.pages.Stories++
	}
	if p.Kept() {
		m.pages.Texts++
	} else {
		m.pages.Forgotten++
	}
	return nil
}

// isHTML reports whether a page's header says that it is HTML.
func isHTML(page news.Page) bool {
	kind, _, _ := mime.ParseMediaType(http.Header(page.Header).Get("Content-Type")) //nolint:errcheck // then it is none
	return kind == "text/html" || kind == "application/xhtml+xml"
}
