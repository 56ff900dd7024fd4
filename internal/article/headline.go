package article

import (
	"strings"
	"unicode"
)

// headline returns the article's headline, without the publisher's name
// behind it.
func (f *facts) headline() string {
	site := line(first(f.head.stated("og:site_name", "application-name"), strings.Join(f.graph.names(f.article, "publisher"), "")))
	stated := line(first(f.article.text("headline"), f.head.stated("og:title", "twitter:title", "dc.title", "title", "parsely-title", "sailthru.title")))
	stated = withoutSite(stated, site)
	title := line(f.head.title)
	for _, h := range f.head.headings {
		h = line(h)
		// A heading that begins what the page calls itself is the headline.
		if len(squeeze(h)) > 0 && (strings.HasPrefix(squeeze(stated), squeeze(h)) && len(strings.Fields(h)) > 1 || squeeze(stated) == squeeze(h)) {
			return h
		}
	}
	if stated != "" {
		return stated
	}
	if h := f.inTitle(squeeze(title), squeeze(site)); h != "" {
		return h
	}
	if t := withoutSite(title, site); t != "" {
		return firstPart(t)
	}
	if len(f.head.headings) > 0 {
		return line(f.head.headings[0])
	}
	return ""
}

// inTitle returns the longest heading that stands in the page's title and is
// not the publisher's name. Pages that have the publisher's name as their
// first heading have the headline in the second.
func (f *facts) inTitle(title, site string) string {
	best := ""
	for _, h := range append(append([]string{}, f.head.headings...), f.head.lower...) {
		h = line(h)
		own := squeeze(h)
		if own != "" && own != site && strings.Contains(title, own) && len(own) > len(squeeze(best)) {
			best = h
		}
	}
	return best
}

// withoutSite cuts the publisher's name off the end of a headline.
func withoutSite(s, site string) string {
	if site == "" {
		return s
	}
	for _, mark := range titleMarks() {
		if i := strings.LastIndex(s, mark); i > 0 && strings.EqualFold(strings.TrimSpace(s[i+len(mark):]), site) {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}

// firstPart cuts what stands behind the last mark, if the longer part stands
// before it.
func firstPart(title string) string {
	for _, mark := range titleMarks() {
		if i := strings.LastIndex(title, mark); i > 0 && len(strings.Fields(title[:i])) >= 3 && len(strings.Fields(title[i:])) <= 6 {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

func titleMarks() []string {
	return []string{" | ", " - ", " – ", " — ", " · ", " » ", " :: ", " « "}
}

// squeeze returns the letters and digits in lower case.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
