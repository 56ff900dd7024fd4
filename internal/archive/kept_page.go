package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"strings"

	"newsarchive/internal/charset"
	"newsarchive/internal/news"
	"newsarchive/internal/pages"
	"newsarchive/store"
)

// KeptPage is a page as its publisher's server sent it.
type KeptPage struct {
	news.Page
	MediaType string // as the server declared it, without parameters; may be empty
	Text      string // the body as UTF-8
}

// KeptPage returns a page by the number that a [news.Reading] has. The error
// wraps [store.ErrNotFound] if it is not kept.
func (a *Archive) KeptPage(ctx context.Context, number int64) (KeptPage, error) {
	db, err := a.openPages(ctx)
	if errors.Is(err, fs.ErrNotExist) { // a read-only archive without pages
		err = store.ErrNotFound
	}
	if err != nil {
		return KeptPage{}, err
	}
	page, err := db.Page(ctx, number)
	if errors.Is(err, pages.ErrNoPage) {
		err = fmt.Errorf("page %d is not kept: %w", number, store.ErrNotFound)
	}
	if err != nil {
		return KeptPage{}, err
	}
	declared := strings.Join(page.Header["Content-Type"], ",")
	kind, _, _ := mime.ParseMediaType(declared)
	return KeptPage{page.Page, kind, charset.Decode(page.Body, charset.HeaderLabel(declared))}, nil
}
