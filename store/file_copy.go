package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Fingerprint returns a text that changes when the database at path or its
// write-ahead log is written to.
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

// Upgrade copies the archive at path, with its write-ahead log, to a new file
// and migrates the copy's schema. Secrets in the database of an older schema
// go to private.db beside the copy. The error wraps [ErrChanged] when the
// archive is written to during the copy.
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

// copyFiles copies the files of a database and returns an error that wraps
// [ErrChanged] if they changed meanwhile.
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

// copyFile copies a file in chunks, so that ctx can stop it.
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
