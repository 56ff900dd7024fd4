package store_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// filled returns an archive of some hundred pages whose write-ahead log is
// empty.
func filled(t *testing.T) *archive {
	t.Helper()
	a := newArchive(t)
	for n := range 20 {
		var items []news.Item
		for i := range 100 {
			link := fmt.Sprintf("https://news.example/%d/%d", n, i)
			items = append(items, news.Item{
				Link: link, Title: fmt.Sprintf("Item %d of document %d", i, n), Content: strings.Repeat("words and more ", 40),
				Stories: []news.Story{{Link: link, Title: fmt.Sprintf("Item %d of document %d", i, n)}},
			})
		}
		a.save(n, items...)
	}
	if err := a.Checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	return a
}

func overwritten(t *testing.T, path string, at int64, with []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteAt(with, at)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestIntegrityOfFreePages promises that the list of free pages is read too:
// no table of its own knows of them.
func TestIntegrityOfFreePages(t *testing.T) {
	a := filled(t)
	if faults, err := a.CheckIntegrity(t.Context(), nil); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := store.Verify(t.Context(), a.Path()); err != nil {
		t.Fatal(err)
	}
	const freePages = 36 // where the header has their number
	overwritten(t, a.Path(), freePages, binary.BigEndian.AppendUint32(nil, 3))
	_, _, err := store.Verify(t.Context(), a.Path())
	if !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), "Freelist") {
		t.Errorf("three free pages that are not there: %v", err)
	}
}
