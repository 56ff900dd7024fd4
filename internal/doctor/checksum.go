package doctor

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrChecksum means that a backup has changed since it was written: its checksum
// differs.
var ErrChecksum = errors.New("the checksum is not the one that was written with it")

// checksumFile returns the path of a file's checksum, in the form of sha256sum -c.
func checksumFile(file string) string { return file + ".sha256" }

// checksum reads a file and returns its SHA-256 and size.
func checksum(ctx context.Context, file string) (sum string, bytes int64, err error) {
	f, err := os.Open(file)
	if err != nil {
		return "", 0, err
	}
	defer f.Close() //nolint:errcheck // read only
	return copySum(ctx, io.Discard, f, nil)
}

// copySum copies from r to w and returns the SHA-256 of the bytes.
func copySum(ctx context.Context, w io.Writer, r io.Reader, tell func(bytes int64)) (sum string, bytes int64, err error) {
	h := sha256.New()
	buf := make([]byte, 1<<20)
	for ctx.Err() == nil {
		n, err := r.Read(buf)
		_, _ = h.Write(buf[:n])
		if _, err := w.Write(buf[:n]); err != nil {
			return "", bytes, err
		}
		bytes += int64(n)
		if tell != nil {
			tell(bytes)
		}
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(h.Sum(nil)), bytes, nil
		}
		if err != nil {
			return "", bytes, err
		}
	}
	return "", bytes, context.Cause(ctx)
}

// writeSum writes the checksum beside a file, and syncs both names to the disk.
func writeSum(file, sum string) error {
	line := fmt.Sprintf("%s  %s\n", sum, filepath.Base(file))
	temp := checksumFile(file) + ".part"
	err := os.WriteFile(temp, []byte(line), 0o600)
	if err == nil {
		err = syncPath(temp)
	}
	if err == nil {
		err = os.Rename(temp, checksumFile(file))
	}
	if err == nil {
		err = syncPath(filepath.Dir(file))
	}
	if err != nil {
		_ = os.Remove(temp)
		return fmt.Errorf("write the checksum of %s: %w", file, err)
	}
	return nil
}

// readSum reads the checksum beside a file; "" if there is none.
func readSum(file string) (string, error) {
	b, err := os.ReadFile(checksumFile(file))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	sum, _, _ := strings.Cut(strings.TrimSpace(string(b)), " ")
	if len(sum) != sha256.Size*2 {
		return "", fmt.Errorf("%s: %w: it holds none", checksumFile(file), ErrChecksum)
	}
	return strings.ToLower(sum), nil
}

// syncPath syncs a file, or the names in a folder, to the disk.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
