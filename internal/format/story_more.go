package format

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// MoreOf returns what an item says beyond its main fields, as names and
// values for a person; what is gone is marked.
func MoreOf(it news.Item, zone *time.Location) (fields [][2]string) {
	add := func(name, value string, was news.Lifetime) {
		if value == "" {
			return
		}
		if !was.Gone.IsZero() {
			value += " (until " + Moment(was.Gone, zone) + ")"
		}
		fields = append(fields, [2]string{name, value})
	}
	for _, e := range it.Enclosures {
		add("file", e.URL+fileNotes(e), e.Lifetime)
	}
	for _, p := range it.People {
		name := p.Role
		if name == "" {
			name = "author"
		}
		var parts []string
		for _, part := range []string{p.Name, p.Email, p.URL} {
			if part != "" {
				parts = append(parts, part)
			}
		}
		add(name, strings.Join(parts, " · "), p.Lifetime)
	}
	add("comments", it.Comments, news.Lifetime{})
	add("rights", it.Rights, news.Lifetime{})
	add("source", strings.Trim(it.Source.Title+" · "+it.Source.Link, " ·"), news.Lifetime{})
	return fields
}

// fileNotes is what is known of a file, in brackets: title, type, size and
// duration.
func fileNotes(e news.Enclosure) string {
	var notes []string
	if e.Title != "" {
		notes = append(notes, e.Title)
	}
	if e.Type != "" {
		notes = append(notes, e.Type)
	}
	if e.Length > 0 {
		notes = append(notes, Plural(int(e.Length), "byte", "bytes"))
	}
	if d := e.Duration; d > 0 {
		notes = append(notes, fmt.Sprintf("%d:%02d:%02d", d/3600, d/60%60, d%60))
	}
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, ", ") + ")"
}

// OtherTexts returns the texts of the items beside those that are shown.
func (d Story) OtherTexts() (texts []news.ItemText) {
	for _, it := range d.Items {
		texts = append(texts, it.Texts...)
	}
	return texts
}
