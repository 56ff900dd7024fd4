package feed

import (
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"

	"golang.org/x/net/publicsuffix"
)

// maxHeadline is the longest headline made from a text, in runes.
const maxHeadline = 100

// story returns the one story of an ordinary item.
func (r *reader) story(e *entry) news.Story {
	s := news.Story{
		Link:     firstOf(e.origin, e.Link),
		Title:    plain.Line(e.Title),
		Author:   e.Author,
		Image:    e.Image,
		Language: e.Language,
	}
	s.Site = news.Site(s.Link)
	s.Publisher = plain.Line(e.publisher)
	switch {
	case s.Publisher != "":
	case s.Site == "", sameSite(s.Site, news.Site(r.doc.Feed.Link)), sameSite(s.Site, news.Site(r.address)):
		s.Publisher = firstOf(r.doc.Feed.Title, s.Site)
	default:
		s.Publisher = s.Site
	}
	if s.Title == "" {
		s.Title = firstWords(e.Text)
	}
	return s
}

// sameSite reports whether two hosts have the same registrable domain.
func sameSite(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	own, err := publicsuffix.EffectiveTLDPlusOne(a)
	if err != nil {
		return false
	}
	other, err := publicsuffix.EffectiveTLDPlusOne(b)
	return err == nil && own == other
}

// firstWords makes a headline of the beginning of a text: its first line, cut
// between words when it is long.
func firstWords(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	runes, space := 0, -1
	for i, r := range line {
		if runes++; runes > maxHeadline-1 {
			if space > 0 {
				i = space
			}
			return strings.TrimRight(line[:i], " ,;:–-") + "…"
		}
		if r == ' ' {
			space = i
		}
	}
	return line
}

// Text returns the plain text of an item: that of its content, with the
// summary before it when that says something else.
func Text(summary, content string) string {
	short, long := plain.Text(summary), plain.Text(content)
	if long == "" || short == "" {
		return short + long
	}
	lead := strings.TrimRight(strings.ReplaceAll(short, "\n", " "), " .…[]")
	if strings.Contains(strings.ReplaceAll(long, "\n", " "), lead) {
		return long
	}
	return short + "\n" + long
}
