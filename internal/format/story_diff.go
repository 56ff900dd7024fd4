package format

import (
	"fmt"
	"time"

	"newsarchive/internal/textdiff"
)

// TextDiff is what changed in a version of a story's text.
type TextDiff struct {
	Header
	Story    int64     `json:"story"`
	Version  int       `json:"version"` // compared with the one before
	Versions int       `json:"versions"`
	Before   time.Time `json:"before"` // when that was fetched
	After    time.Time `json:"after"`
	// Facts are those that differ.
	Facts      []FactDiff           `json:"facts,omitempty"`
	Paragraphs []textdiff.Paragraph `json:"paragraphs"`

	Title string `json:"-"`
}

// FactDiff is a fact that differs.
type FactDiff struct {
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Diff compares a version of the text with the one before; 0 is the last one.
func (d Story) Diff(version int, zone *time.Location) (TextDiff, error) {
	n := len(d.Versions)
	if version == 0 {
		version = n
	}
	switch {
	case n == 0:
		why, do := d.NoText(zone)
		return TextDiff{}, fmt.Errorf("story %d has no text: %s%s", d.Story.ID, why, do)
	case n == 1:
		return TextDiff{}, fmt.Errorf("the text of story %d has one version, fetched %s; nothing changed", d.Story.ID, d.Versions[0].Fetched.Format(time.RFC3339))
	case version > n:
		return TextDiff{}, fmt.Errorf("the text of story %d has %d versions, not %d", d.Story.ID, n, version)
	}
	before, after := d.Versions[version-2], d.Versions[version-1]
	all := TextDiff{
		Header: NewHeader(), Story: d.Story.ID, Version: version, Versions: n, Before: before.Fetched, After: after.Fetched,
		Paragraphs: textdiff.Paragraphs(before.Plain, after.Plain), Title: d.Story.Title,
	}
	for _, f := range []FactDiff{
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
