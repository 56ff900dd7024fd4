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
	Version  int       `json:"version"`
	From     int       `json:"from"` // the version that it is compared with
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

// Diff compares a version of the text with an earlier one. Version 0 is the last
// one, from 0 the one before it.
func (d Story) Diff(from, version int, zone *time.Location) (TextDiff, error) {
	n := len(d.Versions)
	if version == 0 {
		version = n
	}
	if from == 0 {
		from = version - 1
	}
	switch {
	case n == 0:
		why, do := d.NoText(zone)
		return TextDiff{}, fmt.Errorf("story %d has no text: %s%s", d.Story.ID, why, do)
	case n == 1:
		return TextDiff{}, fmt.Errorf("the text of story %d has one version, fetched %s; nothing changed", d.Story.ID, d.Versions[0].Fetched.Format(time.RFC3339))
	case version > n:
		return TextDiff{}, fmt.Errorf("the text of story %d has %d versions, not %d", d.Story.ID, n, version)
	case from < 1:
		return TextDiff{}, fmt.Errorf("version %d of the text of story %d has none before it", version, d.Story.ID)
	case from >= version:
		return TextDiff{}, fmt.Errorf("a version is compared with an earlier one, not %d with %d", version, from)
	}
	before, after := d.Versions[from-1], d.Versions[version-1]
	all := TextDiff{
		Header: NewHeader(), Story: d.Story.ID, Version: version, From: from, Versions: n, Before: before.Fetched, After: after.Fetched,
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
