package format

import (
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// Story is a story with all that is known about it.
type Story struct {
	Header
	Story news.Story `json:"story"`
	// Event is the number of the event that the story is of, and InEvent what else is
	// of it; nil: nothing.
	Event     int64                 `json:"event"`
	InEvent   *archive.EventSummary `json:"in_event,omitempty"`
	Date      string                `json:"date"`              // that the story counts as of, as date: asks for it
	SameAs    int64                 `json:"same_as,omitempty"` // the story asked for was joined to this one
	Items     []news.Item           `json:"items"`
	Revisions []news.Revision       `json:"revisions,omitempty"`
	// Text is the text that stands; nil if there is none.
	Text *PageText `json:"text,omitempty"`
	// Versions are all versions of the text, the oldest first, Text among them.
	Versions []news.Reading `json:"versions,omitempty"`
	// Page says how fetching it stands; nil if it was never wanted.
	Page     *store.PageState `json:"page,omitempty"`
	LastTry  *store.PageFetch `json:"last_fetch,omitempty"`
	SameText []int64          `json:"same_text,omitempty"` // stories with the same text

	past       bool // as of a date
	unresolved bool // only a Google News link is known
}

// PageText is a text for programs.
type PageText struct {
	news.Reading
	Words int `json:"words"`
	// CopyOf is the publisher's address of a page that came from the Internet
	// Archive, and CopiedAt when that took its copy.
	CopyOf   string    `json:"copy_of,omitempty"`
	CopiedAt time.Time `json:"copied_at,omitzero"`
}

// NewStory returns the document of a story, with days of the zone.
func NewStory(full archive.StoryInFull, zone *time.Location) Story {
	d := Story{
		Header: NewHeader(), Story: full.Story, Date: full.Story.Effective.In(zone), SameAs: full.SameAs, Items: full.Items,
		Revisions: full.Revisions, Versions: full.Versions(), Page: full.State, LastTry: full.Last, SameText: full.SameText, past: full.Past, unresolved: full.Unresolved,
	}
	d.Event = full.Event.Number
	if full.Event.Stories > 1 {
		d.InEvent = &full.Event
	}
	if text := full.Text(); text != nil {
		d.Text = &PageText{Reading: *text, Words: len(strings.Fields(text.Plain))}
		if original, at, ok := archive.ArchivedCopy(text.URL); ok {
			d.Text.CopyOf, d.Text.CopiedAt = original, at
		}
	}
	return d
}
