package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"newsarchive/internal/pages"
	"newsarchive/store"
)

// Forgotten counts what was forgotten.
type Forgotten struct {
	Stories int   `json:"stories"` // that were given
	Pages   int64 `json:"pages"`   // that were kept of them
	// Pending says that another process reads the database, so that deleted bytes
	// may be left in its file until the archive is next opened to be written to.
	Pending bool `json:"pending,omitempty"`
}

// ForgetTexts deletes the texts of stories with all their versions, and the
// pages, and overwrites the bytes. The stories stay, with what feeds say of them.
// Their pages are never fetched again. Backups and replicas still hold what was
// deleted.
//
// The error wraps [store.ErrNotFound] when one of the stories is not there; then
// nothing is deleted. It wraps [ErrRunning] while another process fetches pages.
func (a *Archive) ForgetTexts(ctx context.Context, stories []int64) (done Forgotten, err error) {
	unlock, err := LockPages(a.dir, "forget")
	if err != nil {
		return done, err
	}
	defer unlock()
	there, err := a.store.Stories(ctx, stories)
	if err != nil {
		return done, err
	}
	if gone := absent(stories, there); len(gone) > 0 {
		return done, fmt.Errorf("story %d: %w", gone[0], store.ErrNotFound)
	}
	all, err := a.store.ForgetTexts(ctx, stories, a.now())
	if err != nil {
		return done, err
	}
	done.Stories = len(stories)
	if done.Pages, err = a.dropPages(ctx, all); err != nil {
		return done, err
	}
	if err := a.store.Scrub(ctx); errors.Is(err, store.ErrLocked) {
		done.Pending = true
	} else if err != nil {
		return done, err
	}
	return done, a.updateIndex(ctx, "what was forgotten", nil)
}

// dropPages deletes the pages of stories and returns how many there were. It
// makes no pages.db.
func (a *Archive) dropPages(ctx context.Context, stories []int64) (int64, error) {
	if len(stories) == 0 {
		return 0, nil
	}
	if _, err := os.Stat(filepath.Join(a.dir, pages.File)); errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	db, err := a.openPages(ctx)
	if err != nil {
		return 0, err
	}
	return db.Forget(ctx, stories...)
}
