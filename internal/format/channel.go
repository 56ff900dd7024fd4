package format

import (
	"net/url"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// NewChannel describes the answer to a question. self is the address where it
// will be found; empty if it is not known.
func NewChannel(q archive.Question, self string, now time.Time) Channel {
	asked := url.Values{
		"q": {terminal.Clean(q.Text)}, "since": {q.Since}, "until": {q.Until}, "as-of": {q.AsOf}, "new": {q.New},
		"feed": q.Feed, "publisher": q.Publisher,
	}
	if q.Any {
		asked.Set("any", "yes")
	}
	for name, values := range asked {
		if strings.Join(values, "") == "" {
			delete(asked, name)
		}
	}
	return Channel{Title: "archive: " + OrEverything(terminal.Clean(q.Text)), Query: asked.Encode(), Self: self, Now: now}
}
