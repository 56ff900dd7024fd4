package index

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// replaceFile replaces a file: a crash leaves the old text or the new. It does
// not sync the folder: a file system that keeps the order of what is done to
// folders has the new text only with all that was done to them before. Where the
// order is lost, a generation lacks files: it is damaged, and made again.
func replaceFile(path, text string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.WriteString(text)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// syncTree syncs a folder and everything in it to the disk.
func syncTree(root string) error {
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return syncPath(path)
	})
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
