//go:build unix

package store

import "golang.org/x/sys/unix"

// mayWrite asks the system whether a file or folder is writable.
func mayWrite(path string) error { return unix.Access(path, unix.W_OK) }
