package greader

import (
	"fmt"
	"strconv"
	"time"
)

// Continuation says after which story a page of a stream begins. Programs send it
// back as it was given. It holds the place of the story in the order, not a number
// of pages: what comes to the stream meanwhile, or leaves it, repeats and skips
// nothing else.
type Continuation struct {
	Story int64
	Seen  time.Time // when the story was first seen, to the second
}

const continuationDigits = 16 // of the story

// String returns it in digits: some programs take nothing else.
func (c Continuation) String() string {
	return fmt.Sprintf("%d%0*d", max(c.Seen.Unix(), 0)+1, continuationDigits, c.Story)
}

// ParseContinuation reads what String has written.
func ParseContinuation(text string) (Continuation, error) {
	bad := fmt.Errorf("the continuation %.60q is none that the archive has given", text)
	at := len(text) - continuationDigits
	if at < 1 || at > 12 {
		return Continuation{}, bad
	}
	story, err := strconv.ParseUint(text[at:], 10, 62)
	if err != nil {
		return Continuation{}, bad
	}
	seen, err := strconv.ParseUint(text[:at], 10, 40)
	if err != nil || seen < 1 {
		return Continuation{}, bad
	}
	return Continuation{Story: int64(story), Seen: time.Unix(int64(seen)-1, 0).UTC()}, nil //nolint:gosec // below 2⁶²
}
