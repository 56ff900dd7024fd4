package gnews

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// BlockKind says how Google refuses to serve this machine.
type BlockKind string

const (
	BlockLimit   BlockKind = "too many requests" // status 429
	BlockSorry   BlockKind = "bot check"         // a page below /sorry/
	BlockConsent BlockKind = "consent"           // a consent page instead of an answer
)

// Blocked is the error of a run that Google refused to go on with. Nothing must
// be asked for the time that [Pause] gives.
type Blocked struct {
	Kind       BlockKind
	RetryAfter time.Duration // as Google asks; 0 if it does not say
}

func (e *Blocked) Error() string {
	switch e.Kind {
	case BlockConsent:
		return "Google asks for consent before it tells the addresses of stories"
	default:
		return fmt.Sprintf("Google refuses to tell more addresses of stories for now (%s)", e.Kind)
	}
}

const (
	minPause = time.Hour
	maxPause = 24 * time.Hour
	// maxRetryAfter is the longest time that a Retry-After is obeyed.
	maxRetryAfter = 7 * 24 * time.Hour
)

// Pause returns how long to ask nothing after Google refused several times in a
// row, this time included: 1 h, 2 h, 4 h … 24 h, or longer where Retry-After
// says so. An answer to any request starts the count again.
func Pause(refusals int, retryAfter time.Duration) time.Duration {
	pause := minPause
	for range min(refusals-1, 5) {
		pause *= 2
	}
	return max(min(pause, maxPause), retryAfter)
}

// parseRetryAfter reads seconds or an HTTP date (RFC 9110, section 10.2.3), 0 if
// it is neither.
func parseRetryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, maxRetryAfter)
	}
	for _, layout := range []string{"Mon, 02 Jan 2006 15:04:05 GMT", "Monday, 02-Jan-06 15:04:05 GMT", time.ANSIC} {
		if at, err := time.Parse(layout, value); err == nil {
			return min(max(0, at.Sub(now)), maxRetryAfter)
		}
	}
	return 0
}
