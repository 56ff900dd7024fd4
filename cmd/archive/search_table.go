package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
)

// From wide on, the publisher stands beside the headline; below narrow, each
// has a line of its own.
const (
	wide   = 110
	narrow = 45
)

// matching is the style of words that match.
const matching = "1;4"

// marked returns text from outside in a style, and its marks in another.
func (s *stream) marked(text string, marks []archive.Mark, style, mark string) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(s.style(style, clean(text[at:m.Start])) + s.style(mark, clean(text[m.Start:m.End])))
		at = m.End
	}
	return b.String() + s.style(style, clean(text[at:]))
}

// group prints the stories of one event on a terminal: the date, the headline
// and the story's number, with the publisher beneath, or beside on a wide
// terminal, the other publishers, and where the words stand in the text when
// the headline has none.
func (a *app) group(r record) error {
	const date, number, source = len("2006-01-02  "), len("  #12345678"), 24
	w := a.out
	also := strings.Trim(fmt.Sprintf("%d/%d · %s", r.Matched, r.Total, strings.Join(r.Others, ", ")), " ·")
	if r.Total == 1 {
		also = "" // it stands alone
	}
	title := w.marked(r.found.Title, r.found.TitleMarks, bold, matching)
	day, id := fmt.Sprintf("%-10s", r.Date), "#"+strconv.FormatInt(r.ID, 10)
	var lines []string
	indent := date
	beneath := strings.Trim(w.style(green, r.Publisher)+"  "+w.style(dim, also), " ")
	switch {
	case w.width < narrow:
		indent = 0
		lines = append(lines, w.style(cyan, day)+"  "+w.style(dim, id), title)
	case w.width < wide:
		lines = append(lines, w.style(cyan, day)+"  "+fit(title, w.width-date-number)+w.style(dim, fmt.Sprintf("%*s", number, id)))
	default:
		lines = append(lines, w.style(cyan, day)+"  "+fit(title, w.width-date-number-source-2)+"  "+
			w.style(green, fit(r.Publisher, source))+w.style(dim, fmt.Sprintf("%*s", number, id)))
		beneath = w.style(dim, also)
	}
	if beneath != "" {
		lines = append(lines, strings.Repeat(" ", indent)+beneath)
	}
	if p := r.found.Passage; len(r.found.TitleMarks) == 0 && !p.IsZero() {
		lines = append(lines, strings.Repeat(" ", indent)+w.marked(p.Text, p.Marks, dim, bold))
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(w, ansi.Truncate(line, max(w.width, 10), "…")); err != nil {
			return err
		}
	}
	return nil
}

// fit cuts or pads text to a width in cells.
func fit(text string, width int) string {
	text = ansi.Truncate(text, width, "…")
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}

// footer tells how much there is, how to see more, and how long it took.
func (a *app) footer(answer archive.Answer, o searchOptions) error {
	parts := []string{plural(answer.Total, "story", "stories")}
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
	for i, line := range strings.Split(ansi.Wrap(text, max(a.out.width, 10), ""), "\n") {
		if i > 0 && a.out.width < narrow {
			break
		}
		if _, err := fmt.Fprintln(a.out, a.out.style(dim, line)); err != nil {
			return err
		}
	}
	return nil
}

// plural counts in words.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
