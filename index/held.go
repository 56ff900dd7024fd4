package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"newsarchive/store"
)

// heldFile, in a generation, is the number of a change that its index holds,
// as the last writer left it.
//
// Where the newest segments cannot be read, bleve opens an earlier state of
// the index if it still has one, and says nothing. Its mark is an earlier one.
const heldFile = "held"

// claim writes what the index of a generation holds. It comes after the batch
// that is on the disk, so at any crash it claims too little, never too much.
func claim(gen string, m store.Mark) error {
	if err := os.WriteFile(filepath.Join(gen, heldFile), []byte(strconv.FormatInt(m.Seq, 10)+"\n"), 0o600); err != nil {
		return fmt.Errorf("write what the index holds: %w", err)
	}
	return nil
}

// checkClaim is ErrDamaged when an index with this mark holds less than its
// generation claims. Without a claim, or with a torn one, there is none.
func checkClaim(gen string, m store.Mark) error {
	b, err := os.ReadFile(filepath.Join(gen, heldFile))
	if err != nil {
		return nil //nolint:nilerr // see above
	}
	text, whole := strings.CutSuffix(string(b), "\n")
	if held, err := strconv.ParseInt(text, 10, 64); whole && err == nil && m.Seq < held {
		return fmt.Errorf("%w: it holds changes up to %d, and held them up to %d", ErrDamaged, m.Seq, held)
	}
	return nil
}
