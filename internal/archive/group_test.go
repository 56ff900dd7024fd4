package archive

import (
	"context"
	"errors"
	"testing"
)

// TestMembersEnd promises that a search that is to end while it reads events says
// so.
func TestMembersEnd(t *testing.T) {
	s := newStreams(t)
	defer s.Close() //nolint:errcheck // nothing is waiting
	s.save(0, 1, 1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	asked := &searcher{archive: s.Archive, groups: []int64{1}, openers: []int64{1}}
	if _, err := asked.members(ctx, 0, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}
