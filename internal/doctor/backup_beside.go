package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// beside puts a copy of another file of the archive beside the backup, before
// the backup itself is in place: write makes and checks it under a temporary
// name in the folder part. If there is nothing to copy, that of an earlier
// backup of the same name is removed. It returns the name of the copy, or "".
func beside(ctx context.Context, file, part string, force, wanted bool, write func(temp string) error) (string, error) {
	if !wanted {
		for _, old := range []string{checksumFile(file), file} {
			if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return "", err
			}
		}
		return "", nil
	}
	if err := checkReplaceable(file, force); err != nil {
		return "", err
	}
	temp := filepath.Join(part, filepath.Base(file))
	if err := write(temp); err != nil {
		return "", err
	}
	sum, _, err := checksum(ctx, temp)
	if err != nil {
		return "", err
	}
	if err := syncPath(temp); err != nil {
		return "", err
	}
	if err := os.Remove(checksumFile(file)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := os.Rename(temp, file); err != nil {
		return "", fmt.Errorf("put %s in place: %w", filepath.Base(file), err)
	}
	return file, writeSum(file, sum)
}

// isThere reports whether a file is there, or may be.
func isThere(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// checkSum compares a file with the checksum beside it, if there is one.
func checkSum(ctx context.Context, file string) error {
	want, err := readSum(file)
	if err != nil || want == "" {
		return err
	}
	sum, _, err := checksum(ctx, file)
	if err == nil && sum != want {
		err = ErrChecksum
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
