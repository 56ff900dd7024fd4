package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"

	"newsarchive/internal/pages"
	"newsarchive/internal/warc"
)

// ExportWARC writes the kept pages of stories as a WARC file, packed with gzip:
// all pages if stories is nil. It returns how many it wrote, and those that could
// not be; program names the program in the file.
func (a *Archive) ExportWARC(ctx context.Context, w io.Writer, stories []int64, program string) (n int, failed []Fault, err error) {
	file, err := warc.NewWriter(w, program, a.now())
	if err != nil {
		return 0, nil, err
	}
	db, err := a.openPages(ctx)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil, nil // a read-only archive without pages
	}
	if err != nil {
		return 0, nil, err
	}
	for page, err := range a.pagesOf(ctx, db, stories) {
		if err == nil {
			err = file.Write(page.Page)
		}
		switch {
		case err == nil:
			n++
		case errors.Is(err, pages.ErrDamaged), errors.Is(err, warc.ErrUnwritable):
			failed = append(failed, Fault{Location: fmt.Sprintf("page %d of story %d", page.ID, page.Story), Err: err})
		default:
			return n, failed, err
		}
	}
	return n, failed, ctx.Err()
}

// pagesOf iterates over the pages of stories and of those that are the same; over
// all pages if stories is nil.
func (a *Archive) pagesOf(ctx context.Context, db *pages.DB, stories []int64) iter.Seq2[pages.Stored, error] {
	if stories == nil {
		return db.All(ctx, 0)
	}
	return func(yield func(pages.Stored, error) bool) {
		for _, story := range stories {
			same, err := a.store.SameStories(ctx, story)
			if err != nil {
				yield(pages.Stored{}, err)
				return
			}
			for _, member := range same {
				for page, err := range db.OfStory(ctx, member) {
					if !yield(page, err) {
						return
					}
				}
			}
		}
	}
}
