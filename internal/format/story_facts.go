package format

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// TextFacts returns what is known of a story's text, as names and values for a
// person.
func (d Story) TextFacts(zone *time.Location) (fields [][2]string) {
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, [2]string{name, value})
		}
	}
	if d.Text == nil {
		why, do := d.NoText(zone)
		add("publisher", d.Story.Publisher)
		add("published", dateOf(d.Story, zone))
		add("text", "what the feed says; of the page's own text: "+why+do)
		return fields
	}
	t := d.Text
	if t.Headline != "" && t.Headline != d.Story.Title {
		add("in feeds", d.Story.Title)
	}
	add("by", t.Byline)
	add("publisher", d.Story.Publisher)
	add("published", Zoned(t.Published, zone))
	add("modified", Zoned(t.Modified, zone))
	add("section", t.Section)
	add("language", t.Language)
	add("paywall", paywall(t.Reading))
	add("from", t.URL)
	if t.CopyOf != "" {
		add("copy", "of the Internet Archive, taken "+Moment(t.CopiedAt, zone)+", of "+t.CopyOf)
	}
	fetched := Zoned(news.Instant(t.Fetched), zone)
	if t.Seen.After(t.Fetched) {
		fetched += ", and unchanged " + Zoned(news.Instant(t.Seen), zone)
	}
	add("fetched", fetched)
	if n := len(d.Versions); n > 1 {
		add("versions", fmt.Sprintf("%d; \"archive show %d --diff\" shows what changed", n, d.Story.ID))
	}
	if d.Page != nil && d.Page.State == "gone" {
		add("note", "the page is gone")
	}
	if n := len(d.SameText); n > 0 {
		add("same text", fmt.Sprintf("in %s: %s", Plural(n, "other story", "other stories"), StoryNumbers(d.SameText)))
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

// Zoned formats a date with its zone; empty if there is none.
func Zoned(d news.Date, zone *time.Location) string {
	switch {
	case d.IsZero():
		return ""
	case d.DayOnly:
		return d.String()
	}
	return d.Time.In(zone).Format("2006-01-02 15:04 MST")
}

// StoryNumbers lists the first of some stories.
func StoryNumbers(ids []int64) string {
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
