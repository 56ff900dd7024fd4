package format

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"newsarchive/internal/news"
)

// TextLine says in a line whether there is a text, or why not and what to do.
func (d Story) TextLine(zone *time.Location) string {
	if d.Text == nil {
		why, do := d.NoText(zone)
		return why + do
	}
	line := TextSize(d.Text.Plain)
	if d.Text.Kind == news.PageTeaser {
		line += ", only its beginning"
	}
	line += ", fetched " + Moment(d.Text.Fetched, zone)
	if n := len(d.Versions); n > 1 {
		line += ", " + Plural(n, "version", "versions")
	}
	if d.Page != nil && d.Page.State == "gone" {
		line += "; the page is gone"
	}
	return line + fmt.Sprintf(" (archive show %d --text)", d.Story.ID)
}

// NoText says why a story has no text, and what to do about it.
func (d Story) NoText(zone *time.Location) (why, do string) {
	fetch := fmt.Sprintf("; \"archive fetch id:%d\" fetches it", d.Story.ID)
	resolve := fmt.Sprintf("; \"archive resolve id:%d\" looks for its address", d.Story.ID)
	switch {
	case d.past:
		return "none was known then", ""
	case d.unresolved:
		return "only a Google News link is known", resolve
	case d.Page == nil:
		return "its page was not fetched", fetch
	}
	reason := d.Page.Error
	if reason == "" {
		reason = string(d.Page.Outcome)
	}
	switch d.Page.State {
	case "unresolved":
		return "only a Google News link is known", resolve
	case "waiting":
		if d.Page.Attempts == 0 {
			return "its page waits for its turn", fetch
		}
		return "its page could not be read: " + reason + "; it is tried again from " + Moment(d.Page.Due, zone) + " on", ""
	case "resting":
		return fmt.Sprintf("its page could not be read in %s: %s", Plural(d.Page.Attempts, "attempt", "attempts"), reason),
			fmt.Sprintf("; \"archive fetch id:%d\" tries once more", d.Story.ID)
	case "gone":
		return "its page is gone", fmt.Sprintf("; \"archive fetch --wayback id:%d\" looks for a copy", d.Story.ID)
	case "forgotten":
		return "it was forgotten", ""
	}
	return "its page has none: " + reason, fmt.Sprintf("; \"archive fetch --again id:%d\" looks again", d.Story.ID)
}

// TextSize is the length of a text for a person: in words, or in characters in a
// script without spaces.
func TextSize(plain string) string {
	unspaced, letters := 0, 0
	for _, r := range plain {
		if unicode.IsLetter(r) {
			letters++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
				unspaced++
			}
		}
	}
	if 2*unspaced > letters {
		return Plural(letters, "character", "characters")
	}
	return Plural(len(strings.Fields(plain)), "word", "words")
}
