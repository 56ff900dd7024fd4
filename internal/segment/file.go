package segment

import (
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Path returns the file of a segment, "" while it is in memory only.
func Path(s segment.Segment) string {
	if file, ok := s.(segment.PersistedSegment); ok {
		return file.Path()
	}
	return ""
}

// FilePattern is the glob pattern of the segment files below bleve's folder.
const FilePattern = "store/*.zap"

// CheckFile reads a segment's file from end to end and compares its checksum:
// the last four bytes are the CRC-32 of all before them. The error of a file
// that is not whole wraps ErrDamaged.
func CheckFile(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // read only
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := crc32.NewIEEE()
	var last [4]byte
	for left := info.Size() - int64(len(last)); left > 0; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		n, err := io.CopyN(h, f, min(left, 16<<20))
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		left -= n
	}
	if _, err := io.ReadFull(f, last[:]); err != nil || [4]byte(h.Sum(nil)) != last {
		return fmt.Errorf("%w: the checksum of %s is wrong", ErrDamaged, filepath.Base(path))
	}
	return nil
}
