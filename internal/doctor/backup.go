package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// ErrExists means that a file or an archive already exists and Force is not set.
var ErrExists = errors.New("is there already")

// Backup is a backup that was made, or restored.
type Backup struct {
	File     string         `json:"file"`
	Bytes    int64          `json:"bytes"`
	SHA256   string         `json:"sha256"`
	Contents store.Contents `json:"contents"`
	// Private is the copy of private.db, beside the file; empty if there is none.
	Private string `json:"private,omitempty"`
	// Pages is the copy of pages.db, beside the file; empty if there is none.
	Pages string `json:"pages,omitempty"`
	// Without is why private.db could not be copied; nil: it was copied, or there
	// was nothing to copy.
	Without error `json:"-"`
	// WithoutPages is the same for pages.db.
	WithoutPages error `json:"-"`
	// Unnoted is why the archive does not know of the backup; nil: it does.
	Unnoted error `json:"-"`

	Copied   time.Duration `json:"-"` // how long the copy took
	Verified time.Duration `json:"-"` // and reading all of it again
}

// BackupOptions say how a backup is made.
type BackupOptions struct {
	archive.Options
	Force     bool             // replace a file that is there
	NoPrivate bool             // leave private.db out
	NoPages   bool             // leave pages.db out
	Progress  archive.Progress // in MiB
}

// WriteBackup writes a snapshot of an archive's database to a file and its
// checksum to FILE.sha256, and copies of private.db and pages.db, if there are
// any, to FILE.private.db and FILE.pages.db with their own checksums. The files
// have mode 0600. Other processes may write meanwhile. The file appears only when
// it is complete: it is written under another name beside it, verified from end to
// end and synced to the disk first. The error wraps [ErrExists] when the file exists and Force
// is not set, and [store.ErrNoArchive] when there is no archive. If private.db
// or pages.db of a read-only archive cannot be read, the backup is made without
// it and Without or WithoutPages has the reason. The archive notes when it was
// backed up, if it can be written: see [archive.Archive.BackedUp].
func WriteBackup(ctx context.Context, dir, file string, o BackupOptions) (b Backup, err error) {
	b.File = file
	now := o.Now
	if now == nil {
		now = time.Now
	}
	began := now()
	a, err := archive.Open(ctx, dir, o.Options)
	if err != nil {
		return b, err
	}
	defer a.Close() //nolint:errcheck // nothing is written
	s, err := a.OpenStore(ctx)
	if err != nil {
		return b, err
	}
	defer s.Close() //nolint:errcheck // nothing is written
	if err := checkReplaceable(file, o.Force); err != nil {
		return b, err
	}
	removeStale(file)
	part, err := os.MkdirTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*.part")
	if err != nil {
		return b, fmt.Errorf("make room for the backup: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	temp := filepath.Join(part, "archive.db")
	if err := b.copy(ctx, s, temp, o.Progress); err != nil {
		return b, err
	}
	if err := os.Chmod(temp, 0o600); err != nil {
		return b, err
	}
	if err := syncPath(temp); err != nil {
		return b, fmt.Errorf("bring the backup to the disk: %w", err)
	}
	if err := b.pages(ctx, a, dir, part, o); err != nil {
		return b, err
	}
	err = b.private(ctx, dir, part, o)
	if a.ReadOnly() && errors.Is(err, fs.ErrPermission) {
		b.Without = err
		o.NoPrivate = true
		err = b.private(ctx, dir, part, o)
	}
	if err != nil {
		return b, err
	}
	if err := b.place(temp, o.Force); err != nil {
		return b, err
	}
	b.Unnoted = s.SetBackedUp(ctx, began)
	return b, nil
}

// place puts the copy of the database in its place. With the checksum of another file
// a valid backup would seem damaged: the old one is removed first, the new one is
// written last.
func (b *Backup) place(temp string, force bool) error {
	if err := checkReplaceable(b.File, force); err != nil {
		return err
	}
	if err := os.Remove(checksumFile(b.File)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(temp, b.File); err != nil {
		return fmt.Errorf("put the backup in place: %w", err)
	}
	return writeSum(b.File, b.SHA256)
}

// removeStale removes the temporary folders of backups to the same file that
// were killed a day ago or earlier.
func removeStale(file string) {
	dir, base := filepath.Split(file)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, "."+base+"-") || !strings.HasSuffix(name, ".part") {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(filepath.Join(dir, name))
		}
	}
}

func checkReplaceable(file string, force bool) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%s is a folder; name a file in it", file)
	case !force:
		return fmt.Errorf("%s %w", file, ErrExists)
	}
	return nil
}

// copy copies the database and checks the copy.
func (b *Backup) copy(ctx context.Context, s *store.Store, temp string, progress archive.Progress) error {
	before, err := s.Numbers(ctx)
	if err != nil {
		return err
	}
	began := time.Now()
	stop := reportSize(temp, archive.DiskSize(s.Path()), progress)
	err = s.CopyTo(ctx, temp)
	stop()
	if err != nil {
		return err
	}
	b.Copied = time.Since(began)
	after, err := s.Numbers(ctx)
	if err != nil {
		return err
	}
	began = time.Now()
	summed := make(chan error, 1)
	go func() {
		var err error
		b.SHA256, b.Bytes, err = checksum(ctx, temp)
		summed <- err
	}()
	contents, numbers, err := store.Verify(ctx, temp)
	if err := <-summed; err != nil {
		return err
	}
	if err != nil {
		return fmt.Errorf("the copy is damaged: %w", err)
	}
	if !numbers.Within(before, after) {
		return fmt.Errorf("the copy is incomplete: its last numbers are %+v, the archive's were %+v and %+v", numbers, before, after)
	}
	b.Contents, b.Verified = contents, time.Since(began)
	return nil
}

// reportSize reports the growth of a file that is being written.
func reportSize(path string, total int64, progress archive.Progress) (stop func()) {
	if progress == nil {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(200 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				progress(int(min(archive.DiskSize(path), total)>>20), int(total>>20)+1)
			}
		}
	}()
	return func() { close(done); <-ended }
}
