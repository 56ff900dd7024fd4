package web

import (
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
)

// eventView is an event as a list shows it.
type eventView struct {
	ID       int64
	Href     string
	Title    []piece
	Lang     string
	Day      string
	When     string // with the time, if it is known
	Pub      string
	Link     string // the publisher's own page
	Matched  int
	Total    int
	Others   []string
	MoreOf   int    // publishers beyond Others
	EventTo  string // the address of the event
	Papers   string // in how many other papers the event is
	First    string // who had it first, if that is another story
	Held     string // which archives have it, where several are asked
	Snippet  []piece
	Feeds    []string
	Tags     []string
	Marks    marksView
	Further  []storyLine // other stories of the event that match
	Unlisted int         // beyond Further
}

// storyLine is a story in one line.
type storyLine struct {
	Href  string
	Title []piece
	Lang  string
	Day   string
	Pub   string
}

// piece is a part of a text; Mark says that it matches.
type piece struct {
	Text string
	Mark bool
}

// How many other publishers and stories an event lists.
const (
	maxOthers  = 6
	maxFurther = 4
)

func newEventView(g archive.Group, zone *time.Location) eventView {
	f := g.Stories[0]
	e := eventView{
		ID: f.ID, Href: hitHref(f), Title: headline(f.Story, f.TitleMarks), Lang: f.Language, Day: f.Effective.In(zone), When: dateWords(f.Effective, zone),
		Pub: terminal.Clean(f.Publisher), Link: format.CleanLink(f.Link), Matched: g.Matched, Total: g.Total, Snippet: pieces(f.Passage.Text, f.Passage.Marks),
		Feeds: cleaned(f.Listing.Feeds), Tags: cleaned(f.Tags), Marks: newMarksView(f.Story),
	}
	e.Others, e.MoreOf = firstOf(cleaned(g.Others), maxOthers)
	e.EventTo, e.Papers, e.First = groupHref(g), format.AlsoIn(g.Others), format.FirstOf(g, zone)
	e.Held = format.InArchives(f.Archives)
	further := g.Stories[1:]
	e.Unlisted = max(0, len(further)-maxFurther)
	for _, h := range further[:min(len(further), maxFurther)] {
		e.Further = append(e.Further, storyLine{hitHref(h), headline(h.Story, h.TitleMarks), h.Language, h.Effective.In(zone), terminal.Clean(h.Publisher)})
	}
	return e
}

// headline is a story's headline with its marks; a story without one has its
// address or number.
func headline(st news.Story, marks []archive.Mark) []piece {
	if strings.TrimSpace(st.Title) != "" {
		return pieces(st.Title, marks)
	}
	if st.Link != "" {
		return []piece{{Text: terminal.Clean(st.Link)}}
	}
	return []piece{{Text: "story " + number(st.ID)}}
}

// pieces cuts a text at its marks. Marks are ascending and within the text.
func pieces(text string, marks []archive.Mark) (all []piece) {
	at := 0
	add := func(to int, mark bool) {
		if to > at {
			all = append(all, piece{terminal.Clean(text[at:to]), mark})
			at = to
		}
	}
	for _, m := range marks {
		add(m.Start, false)
		add(m.End, true)
	}
	add(len(text), false)
	return all
}

// dateWords is a date for a person; a date without a time is a day, and no date
// is empty.
func dateWords(d news.Date, zone *time.Location) string {
	if d.IsZero() {
		return ""
	}
	return format.DateIn(d, zone)
}

// moment is an instant for a person; the zero time is empty.
func moment(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return format.Moment(t, zone)
}

func cleaned(texts []string) (all []string) {
	for _, t := range texts {
		if t = terminal.Clean(t); strings.TrimSpace(t) != "" {
			all = append(all, t)
		}
	}
	return all
}

func firstOf(all []string, most int) (some []string, more int) {
	if len(all) <= most {
		return all, 0
	}
	return all[:most], len(all) - most
}
