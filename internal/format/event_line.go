package format

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// Also says of a group how many of its stories match, which other papers have it, and
// who had it first: 3/12 · also in 9 papers: AP, … · first seen 2026-01-13 09:00 by
// Reuters. It is empty for a story that is alone.
func Also(g archive.Group, zone *time.Location) string {
	var parts []string
	if in := InArchives(g.Stories[0].Archives); in != "" {
		parts = append(parts, in)
	}
	if g.Total < 2 {
		return strings.Join(parts, " · ")
	}
	parts = append(parts, fmt.Sprintf("%d/%d", g.Matched, g.Total))
	if len(g.Others) > 0 {
		parts = append(parts, AlsoIn(g.Others)+": "+strings.Join(cleaned(g.Others), ", "))
	}
	if first := FirstOf(g, zone); first != "" {
		parts = append(parts, first)
	}
	return strings.Join(parts, " · ")
}

// InArchives says which archives have a story, first the one that had it first; empty
// for a story of this archive.
func InArchives(all []archive.Holding) string {
	if len(all) == 0 {
		return ""
	}
	first, others := "in "+terminal.Clean(all[0].Archive), archiveNames(all[1:])
	if len(others) == 0 {
		return first
	}
	return first + " (first), " + strings.Join(others, ", ")
}

func archiveNames(all []archive.Holding) []string {
	names := make([]string, len(all))
	for i, h := range all {
		names[i] = h.Archive
	}
	return cleaned(names)
}

// AlsoIn says in how many other papers an event is; empty where there are none.
func AlsoIn(others []string) string {
	if len(others) == 0 {
		return ""
	}
	return "also in " + Plural(len(others), "paper", "papers")
}

// FirstOf says when and by whom a group was first seen; empty when that is its first
// story, or not known.
func FirstOf(g archive.Group, zone *time.Location) string {
	if len(g.Stories) == 0 {
		return ""
	}
	return firstSeen(g.FirstSeen, g.FirstBy, g.Stories[0].FirstSeen, zone)
}

// firstSeen says when and by whom an event was first seen; empty when a story was
// seen no later, or it is not known.
func firstSeen(at time.Time, by string, story time.Time, zone *time.Location) string {
	if at.IsZero() || by == "" || !at.Before(story) {
		return ""
	}
	return "first seen " + Moment(at, zone) + " by " + terminal.Clean(by)
}

// maxWhyWords is how many shared words a reason names.
const maxWhyWords = 12

// WhyEvent says in lines why a story is of its event.
func WhyEvent(r store.EventReason, zone *time.Location) (lines []string) {
	if r.With == 0 {
		line := "the first by date: it began an event"
		if r.Alike != 0 {
			line += fmt.Sprintf(", one with that of #%d: %.2f alike in the mean of all pairs", r.Alike, r.AlikeScore)
		}
		lines = append(lines, line)
	} else {
		parts := []string{}
		if r.Item != 0 {
			parts = append(parts, fmt.Sprintf("item %d links both", r.Item))
		}
		if r.Same {
			parts = append(parts, "the same headline")
		} else if len(r.Words) > 0 {
			parts = append(parts, "shared words: "+strings.Join(cleaned(r.Words[:min(len(r.Words), maxWhyWords)]), ", "))
		}
		parts = append(parts, fmt.Sprintf("%.1f days apart", r.Days), fmt.Sprintf("%.2f alike in the mean of %d", r.Score, r.Of))
		lines = append(lines, fmt.Sprintf("with #%d: ", r.With)+strings.Join(parts, "; "))
	}
	for _, s := range r.Said {
		what := "you joined it with"
		if s.Apart {
			what = "you split it from"
		}
		lines = append(lines, fmt.Sprintf("%s #%d on %s", what, s.Other, Moment(s.At, zone)))
	}
	return lines
}

// EventLine says of which event a story is; empty if it is alone.
func (d Story) EventLine(zone *time.Location) string {
	e := d.InEvent
	if e == nil {
		return ""
	}
	parts := []string{fmt.Sprintf("%d, of %s", e.Number, Plural(e.Stories, "story", "stories"))}
	if n := len(e.Others); n > 0 {
		parts = append(parts, AlsoIn(e.Others)+": "+strings.Join(cleaned(e.Others[:min(n, maxWhyWords)]), ", "))
	}
	if first := firstSeen(e.FirstSeen, e.FirstBy, d.Story.FirstSeen, zone); first != "" {
		parts = append(parts, first)
	}
	return strings.Join(parts, " · ")
}
