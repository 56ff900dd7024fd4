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
	lines.Buffer(nil, 1<<20)
	found, failed, notIndexed := false, false, 0
	out := bufio.NewWriter(a.out)
	for n := 1; lines.Scan(); n++ {
		one := o
		one.Text, one.NoBlank, one.query = lines.Text(), true, n
		answer, err := ar.Search(ctx, one.SearchOptions)
		if wrong := (usageError{}); errors.As(queryError(err), &wrong) {
			fmt.Fprintf(a.err, "archive: query %d: %s\n", n, terminal.Clean(err.Error())) //nolint:errcheck // nowhere left to say so
			failed = true
			continue
		}
		if err != nil {
			return fmt.Errorf("query %d: %w", n, err)
		}
		for _, h := range answer.Hints {
			a.note("hint:    query %d: %s", n, h)
		}
		found, notIndexed = found || answer.Total > 0, max(notIndexed, answer.NotIndexed)
		if err := a.batchAnswer(out, answer, one, ar); err != nil {
			return err
		}
		o.goesOn = true
	}
	if err := out.Flush(); err != nil {
		return err
	}
	a.notIndexed(notIndexed)
	if err := lines.Err(); err != nil {
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
