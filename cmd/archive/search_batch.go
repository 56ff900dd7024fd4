package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// maxBatchLine is how long a query of a batch may be, in bytes: longer than a
// question of which all is read.
const maxBatchLine = 4 << 20

// batch answers the queries of a file, one a line, and opens the archive once.
// Each record begins with the number of its query, from 1. An invalid query is
// reported and does not affect the others. A query without words finds nothing.
func (a *app) batch(ctx context.Context, ar *archive.Archive, o searchOptions) error {
	in := a.in
	if o.batch != "-" {
		f, err := os.Open(o.batch)
		if err != nil {
			return err
		}
		defer f.Close() //nolint:errcheck // read only
		in = f
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxBatchLine)
	found, failed, notIndexed := false, false, 0
	out := bufio.NewWriter(a.out)
	for lines.Scan() {
		o.query++
		o.Text, o.NoBlank = lines.Text(), true
		answer, err := ar.Search(ctx, o.SearchOptions)
		if wrong := (usageError{}); errors.As(queryError(err), &wrong) {
			fmt.Fprintf(a.err, "archive: query %d: %s\n", o.query, terminal.Clean(err.Error())) //nolint:errcheck // nowhere left to say so
			failed = true
			continue
		}
		if err != nil {
			return fmt.Errorf("query %d: %w", o.query, err)
		}
		for _, h := range answer.Hints {
			a.note("hint:    query %d: %s", o.query, h)
		}
		found, notIndexed = found || answer.Total > 0, max(notIndexed, answer.NotIndexed)
		if err := a.batchAnswer(out, answer, o, ar); err != nil {
			return err
		}
		o.goesOn = true
	}
	if err := out.Flush(); err != nil {
		return err
	}
	a.notIndexed(notIndexed)
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return usagef("query %d is longer than %d MB; it and those behind it are not answered", o.query+1, maxBatchLine>>20)
	} else if err != nil {
		return fmt.Errorf("read the queries: %w", err)
	}
	if failed {
		return errPart
	}
	if !found && o.exitCode {
		return errNothing
	}
	return nil
}

func (a *app) batchAnswer(w io.Writer, answer archive.Answer, o searchOptions, ar *archive.Archive) error {
	if o.count {
		_, err := fmt.Fprintf(w, "%d\t%d\n", o.query, answer.Total)
		return err
	}
	return a.write(w, answer, o, ar.Zone())
}
