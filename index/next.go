package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	// nextPrefix begins the name of the folder in which a writer makes the next
	// generation.
	nextPrefix = "next-"
	rootFile   = "root.bolt" // which segments a bleve index consists of
)

// advance makes the next generation: the one in use, changed by work. Readers
// have the one in use until the next is published, and keep what they have
// opened; no reader waits for a writer, nor a writer for a reader. When work
// fails, or the process is killed, the generation in use is as it was. The
// one before stays until there is a third: opening has that long. The caller
// holds the index lock.
func (x *Index) advance(ctx context.Context, work func(*handle) error) (err error) {
	gen, err := x.current()
	if err != nil {
		return err
	}
	if err := checkVersion(gen); err != nil {
		return err
	}
	if err := x.removeNext(); err != nil {
		return fmt.Errorf("remove what a killed writer left: %w", err)
	}
	next, err := os.MkdirTemp(x.dir, nextPrefix)
	if err != nil {
		return fmt.Errorf("make the folder of the next generation of the index: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(next) // what stays is removed by the next writer
		}
	}()
	if err := copyGeneration(gen, next); err != nil {
		return fmt.Errorf("copy the index in use: %w", err)
	}
	if err := writeTo(ctx, next, work); err != nil { // which syncs what it writes
		return err
	}
	old, err := x.publish(next)
	if err != nil {
		return fmt.Errorf("put the next generation of the index in place: %w", err)
	}
	for _, path := range old {
		if path != gen { // which somebody may be opening
			_ = os.RemoveAll(path) // what stays is removed by the next writer
		}
	}
	return nil
}

// removeNext removes what killed writers have left. The caller holds the index
// lock.
func (x *Index) removeNext() error {
	left, err := filepath.Glob(filepath.Join(escapeGlob(x.dir), nextPrefix+"*"))
	if err != nil {
		return err
	}
	for _, path := range left {
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	return nil
}

// copyGeneration copies a generation into an empty folder. What is never
// written again becomes a hard link: all but the list of segments and the
// high-water mark, both small. Nobody writes to the generation meanwhile.
func copyGeneration(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, name)
		switch {
		case d.IsDir():
			return os.MkdirAll(target, 0o700)
		case d.Name() == rootFile || d.Name() == highWaterFile:
			return copyFile(path, target)
		case os.Link(path, target) != nil:
			return copyFile(path, target) // a file system without hard links
		}
		return nil
	})
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
