package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// At a width of wide or more, the publisher is beside the headline. Below
// narrow, each has its own line.
const (
	wide   = 110
	narrow = 45
)

// matching is the style of words that match.
const matching = "1;4"

// marked returns text from outside in a style, and its marks in another.
func marked(s *terminal.Stream, text string, marks []archive.Mark, style, mark string) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(s.Style(style, terminal.Clean(text[at:m.Start])) + s.Style(mark, terminal.Clean(text[m.Start:m.End])))
		at = m.End
	}
	return b.String() + s.Style(style, terminal.Clean(text[at:]))
}

// group prints the stories of one event on a terminal: the date, the headline and
// the story's number; the publisher beneath, or beside on a wide terminal; the
// other publishers; and a passage of the text if the headline has no matching
// word.
func (a *app) group(g archive.Group, zone *time.Location) error {
	r, best := format.NewRecord(g, 0, zone), g.Stories[0]
	const date, number, source = len("2006-01-02  "), len("  #12345678"), 24
	w := a.out
	also := format.Also(g, zone)
	title := marked(w, best.Title, best.TitleMarks, terminal.Bold, matching)
	day, id := fmt.Sprintf("%-10s", r.Date), "#"+strconv.FormatInt(r.ID, 10)
	var lines []string
	indent := date
	beneath := strings.Trim(w.Style(terminal.Green, r.Publisher)+"  "+w.Style(terminal.Dim, also), " ")
	switch {
	case w.Width < narrow:
		indent = 0
		lines = append(lines, w.Style(terminal.Cyan, day)+"  "+w.Style(terminal.Dim, id), title)
	case w.Width < wide:
		lines = append(lines, w.Style(terminal.Cyan, day)+"  "+terminal.Pad(title, w.Width-date-number)+w.Style(terminal.Dim, fmt.Sprintf("%*s", number, id)))
	default:
		lines = append(lines, w.Style(terminal.Cyan, day)+"  "+terminal.Pad(title, w.Width-date-number-source-2)+"  "+
			w.Style(terminal.Green, terminal.Pad(r.Publisher, source))+w.Style(terminal.Dim, fmt.Sprintf("%*s", number, id)))
		beneath = w.Style(terminal.Dim, also)
	}
	if beneath != "" {
		lines = append(lines, strings.Repeat(" ", indent)+beneath)
	}
	if p := best.Passage; len(best.TitleMarks) == 0 && !p.IsZero() {
		lines = append(lines, strings.Repeat(" ", indent)+marked(w, p.Text, p.Marks, terminal.Dim, terminal.Bold))
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(w, ansi.Truncate(line, max(w.Width, 10), "…")); err != nil {
			return err
		}
	}
	return nil
}

// footer prints the totals, how to see more, and how long the search took.
func (a *app) footer(answer archive.Answer, o searchOptions) error {
	parts := []string{about(answer) + plural(answer.Total, "story", "stories")}
	if s := answer.Span; s != nil {
		parts = append(parts, plural(s.Clusters, "cluster", "clusters"), plural(s.Publishers, "publisher", "publishers"))
		if s.First != s.Last {
			parts = append(parts, s.First+" to "+s.Last)
		}
	}
	if answer.Relaxed {
		parts = []string{"none of these has all the words"}
	}
	if !answer.AsOf.IsZero() {
		parts = append(parts, "as of "+answer.AsOf.Format("2006-01-02 15:04"))
	}
	text := strings.Join(parts, ", ") + " in " + answer.Took.Round(100*time.Microsecond).String()
	if answer.More {
		text += fmt.Sprintf(" · more with --offset %d", o.Offset+o.Size)
	}
	text += ` · "archive show ID" reads one`
	for i, line := range strings.Split(terminal.Wrap(text, max(a.out.Width, 10)), "\n") {
		if i > 0 && a.out.Width < narrow {
			break
		}
		if _, err := fmt.Fprintln(a.out, a.out.Style(terminal.Dim, line)); err != nil {
			return err
		}
	}
	return nil
}

// plural is a number with its noun.
func plural(n int, one, many string) string { return format.Plural(n, one, many) }
