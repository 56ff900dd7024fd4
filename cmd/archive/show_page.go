package main

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// shownText is what a story's page says, and how it stands with fetching it.
type shownText struct {
	// Text is the text that stands; nil if there is none.
	Text *pageText `json:"text,omitempty"`
	// Versions are all versions of the text, the oldest first, Text among them.
	Versions []news.Reading `json:"versions,omitempty"`
	// Page says how fetching it stands; nil if it was never wanted.
	Page     *store.PageState `json:"page,omitempty"`
	LastTry  *store.PageFetch `json:"last_fetch,omitempty"`
	SameText []int64          `json:"same_text,omitempty"` // stories with the same text

	past       bool // as of a date
	unresolved bool // only a Google News link is known
}

// pageText is a text for programs.
type pageText struct {
	news.Reading
	Words int `json:"words"`
	// CopyOf is the publisher's address of a page that came from the Internet
	// Archive, and CopiedAt when that took its copy.
	CopyOf   string    `json:"copy_of,omitempty"`
	CopiedAt time.Time `json:"copied_at,omitzero"`
}

func readShownText(ctx context.Context, ar *archive.Archive, story int64, past bool) (s shownText, err error) {
	known, err := ar.StoryText(ctx, story)
	if err != nil {
		return s, err
	}
	s = shownText{Versions: known.Versions(), Page: known.State, LastTry: known.Last, SameText: known.SameText, past: past, unresolved: known.Unresolved}
	if text := known.Text(); text != nil {
		s.Text = &pageText{Reading: *text, Words: len(strings.Fields(text.Plain))}
		if original, at, ok := archive.ArchivedCopy(text.URL); ok {
			s.Text.CopyOf, s.Text.CopiedAt = original, at
		}
	}
	return s, nil
}

// textLine says in a line whether there is a text, or why not and what to do.
func (d shown) textLine(zone *time.Location) string {
	if d.Text == nil {
		why, do := d.noText(zone)
		return why + do
	}
	line := textSize(d.Text.Plain)
	if d.Text.Kind == news.PageTeaser {
		line += ", only its beginning"
	}
	line += ", fetched " + moment(d.Text.Fetched, zone)
	if n := len(d.Versions); n > 1 {
		line += ", " + plural(n, "version", "versions")
	}
	if d.Page != nil && d.Page.State == "gone" {
		line += "; the page is gone"
	}
	return line + fmt.Sprintf(" (archive show %d --text)", d.Story.ID)
}

// noText says why a story has no text, and what to do about it.
func (d shown) noText(zone *time.Location) (why, do string) {
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
		return "its page could not be read: " + reason + "; it is tried again from " + moment(d.Page.Due, zone) + " on", ""
	case "resting":
		return fmt.Sprintf("its page could not be read in %s: %s", plural(d.Page.Attempts, "attempt", "attempts"), reason),
			fmt.Sprintf("; \"archive fetch id:%d\" tries once more", d.Story.ID)
	case "gone":
		return "its page is gone", fmt.Sprintf("; \"archive fetch --wayback id:%d\" looks for a copy", d.Story.ID)
	case "forgotten":
		return "it was forgotten", ""
	}
	return "its page has none: " + reason, fmt.Sprintf("; \"archive fetch --again id:%d\" looks again", d.Story.ID)
}

// textSize is the length of a text for a person: in words, or in characters in a
// script without spaces.
func textSize(plain string) string {
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
		return plural(letters, "character", "characters")
	}
	return plural(len(strings.Fields(plain)), "word", "words")
}
