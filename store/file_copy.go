package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Print returns a text that is another once the database at path, or its
// write-ahead log, was written to.
func Fingerprint(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	st, err := readFileState(real)
	if err != nil {
		return "", err
	}
	return st.fingerprint(), nil
}

// Upgrade copies the archive at path, with its write-ahead log, to a file that
// is not there yet and brings the copy's schema up to date. Secrets that an
// older schema had in the database go to private.db beside the copy. The
// error wraps [ErrChanged] when something writes to the archive meanwhile.
func Upgrade(ctx context.Context, path, to string) error {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	st, err := readFileState(real)
	if err != nil {
		return err
	}
	if err := copyFiles(ctx, st, to); err != nil {
		return fmt.Errorf("copy %s: %w", path, err)
	}
	s, err := Open(ctx, to)
	if err != nil {
		return err
	}
	return s.Close()
}

// copyStanding copies the files of a database that stood so before, and still
// do afterwards.
func copyFiles(ctx context.Context, st fileState, to string) error {
	suffixes := []string{""}
	if st.wal != nil {
		suffixes = append(suffixes, walSuffix)
	}
	if st.hot {
		suffixes = append(suffixes, journalSuffix)
	}
	for _, suffix := range suffixes {
		if err := copyFile(ctx, st.path+suffix, to+suffix); err != nil {
			return err
		}
	}
	return st.unchanged()
}

// copyFile copies a file, a piece at a time, so that it can be broken off.
func copyFile(ctx context.Context, path, to string) (err error) {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close() //nolint:errcheck // read only
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		const piece = 16 << 20
		if _, err := io.CopyN(f, from, piece); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
