// Package evaluate measures how well the archive finds what it is asked for,
// on collections that people have judged. It is a tool of the repository:
// docs/evaluation.md says how it is run and what it printed.
//
// [Search] asks the questions of a test collection, and the same of SQLite's
// FTS5. [KeyDates] compares the days on which a topic turned with chronologies
// that people wrote. Both import what they measure into an archive that is
// thrown away.
package evaluate

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"newsarchive/internal/archive"
)

// withArchive makes an archive in a temporary folder, and removes it when use
// has returned.
func withArchive(ctx context.Context, o archive.Options, use func(*archive.Archive) error) (err error) {
	dir, err := os.MkdirTemp("", "archive-evaluation-")
	if err != nil {
		return fmt.Errorf("make a folder for the archive: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	a, err := archive.Create(ctx, filepath.Join(dir, "archive"), o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return use(a)
}
