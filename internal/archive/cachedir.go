package archive

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newsarchive/store"

	"github.com/gofrs/flock"
)

// ErrNoCache means that a read-only archive needs an index or a copy in the
// cache, and the cache folder cannot be used.
var ErrNoCache = errors.New("the cache folder cannot be used")

// maxCacheDirs is how many read-only archives have a folder in the cache. The
// least recently used one is removed first.
const maxCacheDirs = 4

// cacheDir is the folder of one read-only archive in the cache:
//
//	cache/read-only/KEY.lock      shared while the folder is in use
//	cache/read-only/KEY/archive   the path of the archive; its time is that of the last use
//	cache/read-only/KEY/index     its index, where its own cannot be used
//	cache/read-only/KEY/archive.db  a copy with today's schema, and in print
//	                              the state of the archive's files then
//
// KEY is made of the archive's id and its path.
type cacheDir struct {
	dir  string
	lock *flock.Flock
}

// openCacheDir opens or makes the cache folder of the archive with this id and
// database path. The caller releases it.
func openCacheDir(ctx context.Context, cache, id, path string) (_ *cacheDir, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%w: %w", ErrNoCache, err)
		}
	}()
	if cache == "" {
		return nil, errors.New("none is set")
	}
	if path, err = filepath.Abs(path); err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return nil, err
	}
	all := filepath.Join(cache, "read-only")
	if err := os.MkdirAll(all, 0o700); err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%x", sha256.Sum256([]byte(id+"\x00"+path)))[:24]
	r := &cacheDir{dir: filepath.Join(all, key), lock: flock.New(filepath.Join(all, key+".lock"))}
	if _, err := r.lock.TryRLockContext(ctx, time.Millisecond); err != nil {
		return nil, err
	}
	if _, err := os.Stat(r.dir); err != nil {
		evictCacheDirs(all, maxCacheDirs-1)
	}
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return nil, errors.Join(err, r.release())
	}
	if err := os.WriteFile(r.path("archive"), []byte(path+"\n"), 0o600); err != nil {
		return nil, errors.Join(err, r.release())
	}
	return r, nil
}

func (r *cacheDir) path(name string) string { return filepath.Join(r.dir, name) }

func (r *cacheDir) release() error { return r.lock.Close() }

// evictCacheDirs removes the least recently used folders, except those in use,
// so that limit of them are left.
func evictCacheDirs(all string, limit int) {
	entries, _ := os.ReadDir(all) //nolint:errcheck // an unreadable cache is left as it is
	used := map[string]time.Time{}
	var dirs []string
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		dir := filepath.Join(all, e.Name())
		dirs = append(dirs, dir)
		if info, err := os.Stat(filepath.Join(dir, "archive")); err == nil {
			used[dir] = info.ModTime()
		}
	}
	slices.SortFunc(dirs, func(a, b string) int { return cmp.Or(used[b].Compare(used[a]), strings.Compare(a, b)) })
	for _, dir := range dirs[min(limit, len(dirs)):] {
		lock := flock.New(dir + ".lock")
		if ok, err := lock.TryLock(); err == nil && ok {
			_ = os.RemoveAll(dir)
			_ = lock.Close()
		}
	}
}

// upgraded returns the copy of the database at path with today's schema. It
// makes the copy if there is none or the database has changed since.
func (r *cacheDir) upgraded(ctx context.Context, path string, log *slog.Logger) (string, error) {
	lock := flock.New(r.path("copy.lock"))
	if _, err := lock.TryLockContext(ctx, 10*time.Millisecond); err != nil {
		return "", fmt.Errorf("take the lock %s: %w", lock.Path(), err)
	}
	defer lock.Close() //nolint:errcheck // releases the lock
	print, err := store.Fingerprint(path)
	if err != nil {
		return "", err
	}
	database := DatabasePath(r.dir)
	if held, err := os.ReadFile(r.path("print")); err == nil && string(held) == print {
		return database, nil
	}
	log.Info("the archive is read-only and of an older schema: a copy of it is brought up to date in " + r.dir)
	temp := r.path("copy")
	if err := os.RemoveAll(temp); err != nil { // of a process that was killed
		return "", err
	}
	if err := os.Mkdir(temp, 0o700); err != nil {
		return "", err
	}
	defer os.RemoveAll(temp) //nolint:errcheck // the next copy removes the rest
	if err := store.Upgrade(ctx, path, DatabasePath(temp)); err != nil {
		return "", err
	}
	if err := os.Rename(DatabasePath(temp), database); err != nil {
		return "", err
	}
	return database, os.WriteFile(r.path("print"), []byte(print), 0o600)
}
