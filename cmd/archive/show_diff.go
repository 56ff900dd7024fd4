package main

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/internal/textdiff"
)

// textDiff is what changed in a version of a story's text.
type textDiff struct {
	format.Header
	Story    int64     `json:"story"`
	Version  int       `json:"version"` // compared with the one before
	Versions int       `json:"versions"`
	Before   time.Time `json:"before"` // when that was fetched
	After    time.Time `json:"after"`
	// Facts are those that differ.
	Facts      []factDiff           `json:"facts,omitempty"`
	Paragraphs []textdiff.Paragraph `json:"paragraphs"`

	title string
}

// factDiff is a fact that differs.
type factDiff struct {
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// diff compares a version of the text with the one before; 0 is the last one.
func (d shown) diff(version int, zone *time.Location) (textDiff, error) {
	n := len(d.Versions)
	if version == 0 {
		version = n
	}
	switch {
	case n == 0:
		why, do := d.noText(zone)
		return textDiff{}, fmt.Errorf("story %d has no text: %s%s", d.Story.ID, why, do)
	case n == 1:
		return textDiff{}, fmt.Errorf("the text of story %d has one version, fetched %s; nothing changed", d.Story.ID, d.Versions[0].Fetched.Format(time.RFC3339))
	case version > n:
		return textDiff{}, fmt.Errorf("the text of story %d has %d versions, not %d", d.Story.ID, n, version)
	}
	before, after := d.Versions[version-2], d.Versions[version-1]
	all := textDiff{
		Header: format.NewHeader(), Story: d.Story.ID, Version: version, Versions: n, Before: before.Fetched, After: after.Fetched,
		Paragraphs: textdiff.Paragraphs(before.Plain, after.Plain), title: d.Story.Title,
	}
	for _, f := range []factDiff{
		{"headline", before.Headline, after.Headline},
		{"byline", before.Byline, after.Byline},
		{"section", before.Section, after.Section},
		{"published", before.Published.String(), after.Published.String()},
		{"kind", string(before.Kind), string(after.Kind)},
		{"address", before.URL, after.URL},
	} {
		if f.Before != f.After {
			all.Facts = append(all.Facts, f)
		}
	}
	return all, nil
}

// showDiff prints what changed for a person: paragraphs that went with -, new
// ones with +, changed ones with ~.
func showDiff(out *terminal.Stream, d textDiff, zone *time.Location) error {
	w := &terminal.Lines{Stream: out}
	w.Wrap("", out.Style(terminal.Bold, terminal.Clean(d.title)))
	w.Field("version", fmt.Sprintf("%d of %d, fetched %s; before: %s", d.Version, d.Versions,
		zoned(news.Instant(d.After), zone), zoned(news.Instant(d.Before), zone)))
	for _, f := range d.Facts {
		if f.Before == "" || f.After == "" || f.Name != "headline" {
			w.Field(f.Name, orNone(f.Before)+" → "+orNone(f.After))
			continue
		}
		w.Wrap("            ", w.Style(terminal.Dim, fmt.Sprintf("%-10s  ", f.Name))+spans(out, textdiff.Words(f.Before, f.After)))
	}
	same := 0
	unchanged := func() {
		if same > 0 {
			w.Print("")
			w.Print(w.Style(terminal.Dim, "  ("+plural(same, "paragraph is", "paragraphs are")+" the same)"))
		}
		same = 0
	}
	line := func(mark, text string) {
		unchanged()
		w.Print("")
		w.Wrap("  ", mark+" "+text)
	}
	for _, p := range d.Paragraphs {
		switch p.Op {
		case textdiff.Same:
			same++
		case textdiff.Removed:
			line(w.Style(terminal.Red, "-"), w.Style(terminal.Red, terminal.Clean(p.Text)))
		case textdiff.Added:
			line(w.Style(terminal.Green, "+"), w.Style(terminal.Green, terminal.Clean(p.Text)))
		case textdiff.Changed:
			line("~", spans(out, p.Words))
		}
	}
	unchanged()
	return w.Err
}

// spans writes what changed within a line as "git diff --word-diff" does.
func spans(out *terminal.Stream, all []textdiff.Span) string {
	var b strings.Builder
	for _, s := range all {
		text := terminal.Clean(s.Text)
		switch s.Op {
		case textdiff.Removed:
			text = out.Style(terminal.Red, "[-"+text+"-]")
		case textdiff.Added:
			text = out.Style(terminal.Green, "{+"+text+"+}")
		}
		b.WriteString(text)
	}
	return b.String()
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
