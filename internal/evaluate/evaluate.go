// Package evaluate measures the quality of the archive's answers on collections
// that people have judged. It is a tool of the repository:
// docs/evaluation.md says how it is run and what it printed.
//
// [Search] runs the topics of a test collection against the archive and against
// SQLite's FTS5, and computes the measures of internal/evaluate/trec. [Forms]
// compares what words find with lists of their forms, [Slips] what the hints at
// mistyped words name with what was meant. [Learned] says which words stand for
// others. [KeyDates] compares the key dates of a topic with chronologies that people
// wrote. All of these import their documents into a temporary archive. [FindEvents]
// compares the events of internal/event with labelled ones ([BCubed]).
package evaluate

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
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

// withItems makes an archive of some items, all of which must be good.
func withItems(ctx context.Context, o archive.Options, items iter.Seq[news.Item], use func(*archive.Archive) error) error {
	return withArchive(ctx, o, func(a *archive.Archive) error {
		faults, err := importItems(ctx, a, items)
		if err == nil && len(faults) > 0 {
			err = faults[0]
		}
		if err != nil {
			return err
		}
		return use(a)
	})
}

// importItems imports items as lines of the archive's own NDJSON, and returns those
// that could not be used.
func importItems(ctx context.Context, a *archive.Archive, items iter.Seq[news.Item]) ([]archive.Fault, error) {
	lines, out := io.Pipe()
	go func() { _ = out.CloseWithError(writeItems(out, items)) }() // nil: the end
	got, err := a.Import(ctx, []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: lines})
	return got.Faults, errors.Join(err, lines.CloseWithError(io.ErrClosedPipe))
}

func writeItems(w io.Writer, items iter.Seq[news.Item]) error {
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	for it := range items {
		if err := e.Encode(it); err != nil {
			return err
		}
	}
	return out.Flush()
}
