package count

import "newsarchive/index/internal/rank"

// Counter counts what was matched in one session.
type Counter struct {
	*rank.Ranker
	Known *Known // of the same index; nil: nothing is kept
}
