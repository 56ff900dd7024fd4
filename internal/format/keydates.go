package format

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/terminal"
)

// KeyDatesDoc is the key dates of a query for programs.
type KeyDatesDoc struct {
	Header
	archive.KeyDates
	TookMS float64 `json:"took_ms"` // milliseconds
}

// WriteKeyDatesJSON writes key dates as one JSON document.
func WriteKeyDatesJSON(w io.Writer, dates archive.KeyDates) error {
	return WriteJSON(w, KeyDatesDoc{NewHeader(), dates, float64(dates.Took.Microseconds()) / 1000})
}

// KeyFields are the columns of the records of key dates.
func KeyFields() []string {
	return []string{"date", "story", "headline", "publisher", "second", "stories", "score", "why", "find"}
}

// KeyRows are the records of key dates.
func KeyRows(dates archive.KeyDates) (rows [][]string) {
	for _, d := range dates.Dates {
		row := []string{d.Date, "", "", "", "", strconv.FormatInt(d.Stories, 10), fmt.Sprintf("%.3f", d.Score), Why(d), terminal.Clean(d.Find)}
		for i, h := range d.Headlines {
			if i == 0 {
				row[1], row[2], row[3] = strconv.FormatInt(h.ID, 10), terminal.Clean(h.Title), terminal.Clean(h.Publisher)
			} else {
				row[4] = terminal.Clean(h.Title)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// Why lists the reasons for a key date.
func Why(d chronology.KeyDate) string {
	var parts []string
	if d.Stories > 0 {
		text := Plural(int(d.Stories), "story", "stories")
		if d.Deviance > 0 {
			text += fmt.Sprintf(" where %.1f are usual (%.1f deviations)", d.BaseRate, d.Deviance)
		}
		parts = append(parts, text)
	} else {
		parts = append(parts, "no story of its own")
	}
	if d.Publishers > 1 {
		parts = append(parts, Plural(d.Publishers, "publisher", "publishers")+" among those looked at")
	}
	if d.ChainDays > 0 {
		parts = append(parts, "a chain of "+Plural(d.ChainDays+1, "day", "days"))
	}
	if d.Begins >= 1 {
		parts = append(parts, fmt.Sprintf("its new words stand in %.0f later headlines more than expected", d.Begins))
	}
	if d.Mentions > 0 {
		parts = append(parts, whoMentions(d))
	}
	return strings.Join(parts, "; ")
}

// whoMentions says which stories mention a key date.
func whoMentions(d chronology.KeyDate) string {
	text := Plural(int(d.Mentions), "story mentions", "stories mention") + " it, from " + d.FirstMention + " to " + d.LastMention
	if d.FirstMention == d.LastMention {
		text = Plural(int(d.Mentions), "story mentions", "stories mention") + " it, on " + d.FirstMention
	}
	var parts []string
	for _, p := range []struct {
		n    int64
		what string
	}{{d.Lead, "at the beginning"}, {d.Before, "before the day"}, {d.Later, "later than two days after it"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	return text
}
