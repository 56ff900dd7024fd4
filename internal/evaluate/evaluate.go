// Package evaluate measures the quality of the archive's answers on collections
// that people have judged. It is a tool of the repository:
// docs/evaluation.md says how it is run and what it printed.
//
// [Search] runs the topics of a test collection against the archive and against
// SQLite's FTS5, and computes the measures of internal/evaluate/trec. [Forms]
// compares what words find with lists of their forms. [KeyDates]
// compares the key dates of a topic with chronologies that people wrote. Both
// import their documents into a temporary archive. [FindEvents] compares the
// events of internal/event with labelled ones ([BCubed]).
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
