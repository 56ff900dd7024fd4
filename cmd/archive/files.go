package main

import (
	"io/fs"
	"os"
)

// exists fails if there is no file at path; the error names the command.
func exists(command, path string) error {
	_, err := os.Stat(path)
	if err != nil {
		return &fs.PathError{Op: command, Path: path, Err: underlyingError(err)}
	}
	return nil
}

// underlyingError is an error of the file system without operation and path.
func underlyingError(err error) error {
	if e, ok := err.(*fs.PathError); ok { //nolint:errorlint // os.Stat wraps nothing
		return e.Err
	}
	return err
}
