package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"newsarchive/internal/archive"
)

func exportFormats() []string { return []string{"post", "ndjson", "md", "warc"} }

// exportMarkdown writes stories as files to be read.
func (a *app) exportMarkdown(ctx context.Context, o exportOptions) error {
	if o.out == "" || o.out == "-" {
		return usagef("name a folder for the files with --out")
	}
	if o.Empty() {
		o.Text = "*"
	}
	return a.with(ctx, func(ar *archive.Archive) error {
		chosen, err := a.chosenStories(ctx, ar, o)
		if err != nil {
			return err
		}
		done, empty, err := ar.ExportMarkdown(ctx, o.out, chosen)
		if ar.Changed() != nil {
			return fmt.Errorf("the archive changed while it was read: the files in %s may be of two moments; remove them and export again", o.out)
		}
		if err != nil {
			return err
		}
		a.printErrors(done.Failed, len(done.Failed))
		a.note("%s written to %s, %d were there already", plural(done.Written, "file", "files"), o.out, done.Same)
		if empty > 0 {
			a.note("%s no text", plural(empty, "story has", "stories have"))
		}
		if len(done.Failed) > 0 {
			return errPart
		}
		return nil
	})
}

// exportWARC writes kept pages to a file, which must be new.
func (a *app) exportWARC(ctx context.Context, o exportOptions) error {
	if o.out == "" || o.out == "-" && a.out.Terminal {
		return usagef("name a file for the pages with --out")
	}
	return a.with(ctx, func(ar *archive.Archive) error {
		var chosen []int64
		if !o.Empty() {
			var err error
			if chosen, err = a.chosenStories(ctx, ar, o); err != nil {
				return err
			}
		}
		n, failed := 0, []archive.Fault(nil)
		err := a.toNewFile(o.out, func(w io.Writer) (err error) {
			n, failed, err = ar.ExportWARC(ctx, w, chosen, userAgent())
			return errors.Join(err, ar.Changed())
		})
		if err != nil {
			return err
		}
		a.printErrors(failed, len(failed))
		a.note("%s written", plural(n, "page", "pages"))
		if len(failed) > 0 {
			return errPart
		}
		return nil
	})
}

// chosenStories returns the stories that a query finds.
func (a *app) chosenStories(ctx context.Context, ar *archive.Archive, o exportOptions) ([]int64, error) {
	m, err := ar.Matching(ctx, o.Question, nil)
	if err != nil {
		return nil, queryError(err)
	}
	a.hints(m.Hints)
	a.notIndexed(m.NotIndexed)
	return append([]int64{}, m.Stories...), nil
}

// toNewFile writes a file that is not there yet, or standard output for "-". A
// file that could not be written whole is removed.
func (a *app) toNewFile(path string, write func(io.Writer) error) error {
	if path == "-" {
		return write(a.out)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already; name another file, or remove it first", path)
	}
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
