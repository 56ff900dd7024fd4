//go:build !unix

package store

import "os"

// mayWrite opens a file for writing without writing. It does not check
// folders.
func mayWrite(path string) error {
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}
