package main

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/article"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
)

// readingWidth is the width of a text at most: longer lines are hard to read.
const readingWidth = 80

// showReading prints the text of a story's page for a person: its facts, the
// text, and its links. Where there is no page, it prints what the feed says.
func showReading(out *terminal.Stream, doc shown, zone *time.Location) error {
	w := &terminal.Lines{Stream: out}
	title := doc.Story.Title
	if doc.Text != nil && doc.Text.Headline != "" {
		title = doc.Text.Headline
	}
	w.Wrap("", out.Style(terminal.Bold, terminal.Clean(title)))
	for _, f := range textFacts(doc, zone) {
		if f[0] == "from" {
			w.Print(w.Style(terminal.Dim, "from        ") + terminal.Clean(f[1])) // whole, to be copied
			continue
		}
		w.Field(f[0], f[1])
	}
	w.Print("")
	width := min(out.Width, readingWidth)
	if doc.Text == nil {
		for line := range strings.SplitSeq(readable(doc), "\n") {
			w.Wrap("", terminal.Clean(line))
		}
		return w.Err
	}
	// An import may have brought HTML that no reader wrote.
	links := w.HTML(article.Sanitize(doc.Text.HTML), width)
	if len(doc.Text.Captions) > 0 {
		w.Print("")
		w.Print(w.Style(terminal.Bold, "Pictures"))
		for _, caption := range doc.Text.Captions {
			w.Wrap("  ", "  "+terminal.Clean(caption))
		}
	}
	if len(links) > 0 {
		w.Print("")
		w.Print(w.Style(terminal.Bold, "Links"))
		for i, address := range links {
			w.Print(w.Style(terminal.Dim, fmt.Sprintf("%4s ", fmt.Sprintf("[%d]", i+1))) + address)
		}
	}
	return w.Err
}

// textFacts returns what is known of a story's text, as names and values for a
// person.
func textFacts(doc shown, zone *time.Location) (fields [][2]string) {
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, [2]string{name, value})
		}
	}
	if doc.Text == nil {
		why, do := doc.noText(zone)
		add("publisher", doc.Story.Publisher)
		add("published", dateOf(doc.Story, zone))
		add("text", "what the feed says; of the page's own text: "+why+do)
		return fields
	}
	t := doc.Text
	if t.Headline != "" && t.Headline != doc.Story.Title {
		add("in feeds", doc.Story.Title)
	}
	add("by", t.Byline)
	add("publisher", doc.Story.Publisher)
	add("published", zoned(t.Published, zone))
	add("modified", zoned(t.Modified, zone))
	add("section", t.Section)
	add("language", t.Language)
	add("paywall", paywall(t.Reading))
	add("from", t.URL)
	if t.CopyOf != "" {
		add("copy", "of the Internet Archive, taken "+moment(t.CopiedAt, zone)+", of "+t.CopyOf)
	}
	fetched := zoned(news.Instant(t.Fetched), zone)
	if t.Seen.After(t.Fetched) {
		fetched += ", and unchanged " + zoned(news.Instant(t.Seen), zone)
	}
	add("fetched", fetched)
	if n := len(doc.Versions); n > 1 {
		add("versions", fmt.Sprintf("%d; \"archive show %d --diff\" shows what changed", n, doc.Story.ID))
	}
	if doc.Page != nil && doc.Page.State == "gone" {
		add("note", "the page is gone")
	}
	if n := len(doc.SameText); n > 0 {
		add("same text", fmt.Sprintf("in %s: %s", plural(n, "other story", "other stories"), storyNumbers(doc.SameText)))
	}
	return fields
}

// paywall says whether a text is behind a paywall.
func paywall(r news.Reading) string {
	switch {
	case r.Kind == news.PageTeaser:
		return "only the beginning of the text could be read"
	case r.Paywalled:
		return "the page says that it is not free; the text was readable"
	}
	return ""
}

// zoned formats a date with its zone; empty if there is none.
func zoned(d news.Date, zone *time.Location) string {
	switch {
	case d.IsZero():
		return ""
	case d.DayOnly:
		return d.String()
	}
	return d.Time.In(zone).Format("2006-01-02 15:04 MST")
}

// storyNumbers lists the first of some stories.
func storyNumbers(ids []int64) string {
	const most = 10
	var b strings.Builder
	for i, id := range ids[:min(len(ids), most)] {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "#%d", id)
	}
	if len(ids) > most {
		b.WriteString(" …")
	}
	return b.String()
}
