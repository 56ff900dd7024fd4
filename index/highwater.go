package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"newsarchive/internal/news"
)

// highWaterFile has, in a generation, the number of the last change that its
// index holds: the high-water mark of its writers.
//
// Where the newest segments cannot be read, bleve opens an earlier state of the
// index if it still has one, without an error. Its mark is below the high water.
const highWaterFile = "held"

// writeHighWater writes the last change that the index of a generation holds. It
// is called after the batch is on the disk: a crash in between leaves an earlier
// number, never a later one.
func writeHighWater(gen string, m news.Mark) error {
	if err := os.WriteFile(filepath.Join(gen, highWaterFile), []byte(strconv.FormatInt(m.Seq, 10)+"\n"), 0o600); err != nil {
		return fmt.Errorf("write what the index holds: %w", err)
	}
	return nil
}

// checkHighWater returns ErrDamaged for a mark below the high water. A missing
// or torn file is no error.
func checkHighWater(gen string, m news.Mark) error {
	b, err := os.ReadFile(filepath.Join(gen, highWaterFile))
	if err != nil {
		return nil //nolint:nilerr // see above
	}
	text, whole := strings.CutSuffix(string(b), "\n")
	if held, err := strconv.ParseInt(text, 10, 64); whole && err == nil && m.Seq < held {
		return fmt.Errorf("%w: it holds changes up to %d, and held them up to %d", ErrDamaged, m.Seq, held)
	}
	return nil
}
