package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// options say how commands open the archive.
func (a *app) options() archive.Options {
	return archive.Options{
		Log: a.logger(), Now: a.now, Cache: filepath.Join(xdg.CacheHome, "archive"),
		Network:   a.network,
		Endpoints: archive.Endpoints{Google: os.Getenv("ARCHIVE_GOOGLE_NEWS"), Wayback: os.Getenv("ARCHIVE_WAYBACK")},
	}
}

// with opens the archive for reading, runs fn and closes it. A read-only
// archive may be read without locks: when it changed meanwhile, fn runs again.
func (a *app) with(ctx context.Context, fn func(*archive.Archive) error) error {
	return a.repeated(func() error {
		ar, err := archive.Open(ctx, a.dir, a.options())
		if err != nil {
			return err
		}
		a.readOnly = ar.ReadOnly()
		return closing(ar, func(ar *archive.Archive) error {
			if !ar.Lockless() {
				return fn(ar)
			}
			return a.holding(func() error {
				err := fn(ar)
				if changed := ar.Changed(); changed != nil {
					return changed
				}
				return err
			})
		})
	})
}

// withWritable is with for a command that writes. It fails before fn runs when
// the archive cannot be written to.
func (a *app) withWritable(ctx context.Context, fn func(*archive.Archive) error) error {
	o := a.options()
	o.Write = true
	ar, err := archive.Open(ctx, a.dir, o)
	if err != nil {
		return err
	}
	return closing(ar, fn)
}

// withWritableIf is withWritable for a command that writes, else with.
func (a *app) withWritableIf(ctx context.Context, writes bool, fn func(*archive.Archive) error) error {
	if writes {
		return a.withWritable(ctx, fn)
	}
	return a.with(ctx, fn)
}

// withNew is withWritable for a command that creates the archive if needed.
func (a *app) withNew(ctx context.Context, fn func(*archive.Archive) error) error {
	ar, err := archive.Create(ctx, a.dir, a.options())
	if err != nil {
		return err
	}
	return closing(ar, fn)
}

func closing(ar *archive.Archive, fn func(*archive.Archive) error) error {
	err := fn(ar)
	if closeErr := ar.Close(); err == nil {
		err = closeErr
	}
	return err
}

// repeated runs read again, twice at most, when the archive changed meanwhile.
func (a *app) repeated(read func() error) error {
	const tries = 3
	for n := 1; ; n++ {
		err := read()
		if n == tries || !errors.Is(err, store.ErrChanged) {
			return err
		}
		a.note("the archive changed while it was read: reading it again")
	}
}

// holding buffers the output of fn until fn has succeeded. When fn runs again,
// it reads the same standard input again.
func (a *app) holding(fn func() error) error {
	out, in := a.out.Writer, a.in
	held, read := &spool{}, &bytes.Buffer{}
	defer held.close()
	a.out.Writer, a.out.Held = held, true
	if in != nil {
		a.in = io.TeeReader(in, read)
	}
	err := fn()
	a.out.Writer, a.out.Held = out, false
	if a.in = in; errors.Is(err, store.ErrChanged) {
		if in != nil {
			a.in = io.MultiReader(read, in)
		}
		return err
	}
	return errors.Join(err, held.copyTo(out))
}

// spool buffers what is written to it: in memory, and beyond a limit in a
// temporary file.
type spool struct {
	some bytes.Buffer
	file *os.File
}

// Write implements [io.Writer].
func (s *spool) Write(b []byte) (n int, err error) {
	const maxInMemory = 8 << 20
	if s.file == nil && s.some.Len()+len(b) <= maxInMemory {
		return s.some.Write(b)
	}
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "archive-*.out"); err != nil {
			return 0, err
		}
	}
	return s.file.Write(b)
}

// copyTo passes on what was written.
func (s *spool) copyTo(w io.Writer) error {
	if _, err := s.some.WriteTo(w); err != nil || s.file == nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, s.file)
	return err
}

func (s *spool) close() {
	if s.file != nil {
		_ = s.file.Close()
		_ = os.Remove(s.file.Name())
	}
}
