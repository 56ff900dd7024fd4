package warc

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"newsarchive/internal/news"
)

const (
	// maxRecord is the size in bytes of the largest record that is read.
	maxRecord = 36 << 20
	// maxBody is the size in bytes of the largest body, unpacked.
	maxBody = 32 << 20
	// maxHeader is the size in bytes of the largest header of a record.
	maxHeader = 16 << 10
	// maxSkip is how far it is read on past a record that is larger than maxRecord.
	maxSkip = 4 << 30
	// maxRedirects is the number of redirects that are joined to a page.
	maxRedirects = 20
)

// ErrRecord means that a record cannot be used; those after it can.
var ErrRecord = errors.New("unusable WARC record")

// Read iterates over the pages in a WARC file, as it is or packed with gzip, in
// the file's order. Pages are what a publisher's server sent: also pictures and
// style sheets, which other programs record. Their times are those of the
// records.
//
// An error that wraps [ErrRecord] is about one record, and more pages may
// follow: it is damaged, has a body packed in an unknown way, or is too large (a
// header of 16 KiB, a record of 36 MiB, a body of 32 MiB). Any other error is
// the last that comes: the file cannot be read further, is no WARC, or ctx has
// ended.
func Read(ctx context.Context, r io.Reader) iter.Seq2[news.Page, error] {
	return func(yield func(news.Page, error) bool) {
		var c chain
		for record, err := range records(ctx, bufio.NewReader(r)) {
			if err == nil {
				var page news.Page
				var ok bool
				if page, ok, err = c.page(record); err == nil {
					if ok && !yield(page, nil) {
						return
					}
					continue
				}
				err = fmt.Errorf("%w: %.200q: %w", ErrRecord, record.header.target(), err)
			}
			if !yield(news.Page{}, err) {
				return
			}
		}
	}
}

// chain joins redirects to the page that they lead to.
type chain struct{ redirects []news.Redirect }

// page reads a record. ok is false for a redirect, which is kept for the page
// after it.
func (c *chain) page(record record) (page news.Page, ok bool, err error) {
	if page, err = record.page(); err != nil {
		return news.Page{}, false, err
	}
	led := len(c.redirects) > 0 && c.redirects[len(c.redirects)-1].To == page.URL
	if !led {
		c.redirects = nil
	}
	if to := location(page); to != "" {
		if len(c.redirects) == maxRedirects {
			c.redirects = nil
		}
		c.redirects = append(c.redirects, news.Redirect{From: page.URL, Status: page.Status, To: to})
		return news.Page{}, false, nil
	}
	page.Asked = page.URL
	if led {
		page.Asked, page.Redirects = c.redirects[0].From, c.redirects
	}
	c.redirects = nil
	return page, true, nil
}
