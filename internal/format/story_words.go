package format

import (
	"strings"
	"time"

	"newsarchive/internal/news"
)

// DateLine is the date that searches use for the story, and whose it is.
func (d Story) DateLine(zone *time.Location) string {
	date := dateOf(d.Story, zone)
	if d.Text != nil && !d.Text.Published.IsZero() && d.Text.Published == d.Story.Published && d.Story.Published.String() == d.Story.Effective.String() {
		date += " (as its page says)"
	}
	return date
}

// dateOf is the date that searches use for a story, with the reason where the
// story's own date differs.
func dateOf(st news.Story, zone *time.Location) string {
	date := DateIn(st.Effective, zone)
	switch {
	case st.Published.IsZero():
		return date + " (when it was first seen; it gives no date)"
	case st.Effective.String() != st.Published.String():
		return date + " (when it was first seen; the date it gives, " + DateIn(st.Published, zone) + ", lay in the future)"
	}
	return date
}

// readable returns the story's text: its page's, else what the newest item of
// the feed that told of it first says, else what another does.
func (d Story) Readable() string {
	if d.Story.Text != "" {
		return d.Story.Text
	}
	text := ""
	for _, it := range d.Items {
		if it.Text != "" && (text == "" || it.Feed.ID == d.Items[0].Feed.ID) {
			text = it.Text
		}
	}
	return text
}

// Ended is when the item left its feed; zero while it is there.
func Ended(it news.Item) (until time.Time) {
	for _, st := range it.Stories {
		gone := st.Appearances[len(st.Appearances)-1].Gone
		if gone.IsZero() {
			return time.Time{}
		}
		if gone.After(until) {
			until = gone
		}
	}
	return until
}

// Appearances describes when a story was in a cluster, if not all the time.
func Appearances(all []news.Appearance, began, ended time.Time, zone *time.Location) string {
	var parts []string
	for _, y := range all {
		if y.FirstSeen.After(began) {
			parts = append(parts, "joined "+Moment(y.FirstSeen, zone))
		}
		if !y.Gone.Equal(ended) {
			parts = append(parts, "left "+Moment(y.Gone, zone))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
