package reading

import (
	"strings"
	"time"

	"newsarchive/internal/news"
)

// Facts adds the facts that a reader found. A fact counts where the page
// states it: a title whose words stand in the page's bytes, an author whose
// name stands shortly behind a word for one, a day behind a word for publishing.
func (s *Score) Facts(p Page, got news.Text) {
	if p.Title != "" && strings.Contains(strings.Join(words(string(p.HTML)), " "), strings.Join(words(p.Title), " ")) {
		s.Title.add(AlikeHeadline(got.Headline, p.Title))
	}
	if p.Author != "" && statesAuthor(string(p.HTML), string(p.Author)) {
		s.Author.add(sameNames(got.Byline, string(p.Author)))
	}
	day, err := time.Parse(time.DateOnly, p.Date)
	if err == nil && statesDay(string(p.HTML), p.URL, day) {
		s.Day.add(onDay(got.Published, day))
	}
}

// statesDay reports whether the day stands in the address, or, in the form of
// ISO 8601, within 100 bytes behind a word for publishing in the page.
func statesDay(source, address string, day time.Time) bool {
	if strings.Contains(address, day.Format("2006/01/02")) || strings.Contains(address, day.Format("2006-01-02")) {
		return true
	}
	for rest := strings.ToLower(source); ; {
		i := strings.Index(rest, day.Format(time.DateOnly))
		if i < 0 {
			return false
		}
		before := rest[max(0, i-100):i]
		if strings.Contains(before, "publish") || strings.Contains(before, "pubdate") || strings.Contains(before, "issued") || strings.Contains(before, "created") || strings.Contains(before, "datetime=") {
			return true
		}
		rest = rest[i+len(time.DateOnly):]
	}
}

// onDay reports whether a date falls on the day where the pages were written:
// from five hours west of UTC to two hours east of it.
func onDay(d news.Date, day time.Time) bool {
	want := day.Format(time.DateOnly)
	for _, hours := range []int{-5, 0, 2} {
		if !d.IsZero() && d.In(time.FixedZone("", hours*60*60)) == want {
			return true
		}
	}
	return false
}

// statesAuthor reports whether the name stands within 200 bytes behind
// "author", "byline" or "creator" in the page.
func statesAuthor(source, name string) bool {
	source = strings.ToLower(source)
	name = strings.ToLower(strings.TrimSpace(name))
	for rest := source; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return false
		}
		before := rest[max(0, i-200):i]
		for _, word := range []string{"author", "byline", "creator"} {
			if strings.Contains(before, word) && !strings.Contains(before, "comment") {
				return true
			}
		}
		rest = rest[i+len(name):]
	}
}

// sameNames reports whether one of two bylines has all the words of the other.
func sameNames(a, b string) bool {
	x, y := words(a), words(b)
	return len(x) > 0 && len(y) > 0 && (hasAll(x, y) || hasAll(y, x))
}

func hasAll(all, some []string) bool {
	have := bag(all)
	for _, w := range some {
		if have[w] == 0 {
			return false
		}
	}
	return true
}
