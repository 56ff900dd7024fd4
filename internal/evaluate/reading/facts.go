package reading

import (
	"strings"
	"time"

	"newsarchive/internal/news"
)

// Facts adds the facts that a reader found. A fact counts where the page
// states it: a title or an author whose words stand in the page's bytes, a day
// that stands there in one of the usual forms.
func (s *Score) Facts(p Page, got news.Text) {
	source := ""
	if p.Title != "" || p.Author != "" || p.Date != "" {
		source = strings.Join(words(string(p.HTML)), " ") + " " + strings.Join(words(p.URL), " ")
	}
	if p.Title != "" && strings.Contains(source, strings.Join(words(p.Title), " ")) {
		s.Title.add(SameHeadline(got.Headline, p.Title))
	}
	if p.Author != "" && strings.Contains(source, strings.Join(words(string(p.Author)), " ")) {
		s.Author.add(SameHeadline(got.Byline, string(p.Author)))
	}
	day, err := time.Parse(time.DateOnly, p.Date)
	if err != nil {
		return
	}
	for _, layout := range []string{"2006 01 02", "20060102", "02 01 2006", "2 1 2006", "2006 1 2", "January 2 2006"} {
		if strings.Contains(source, strings.ToLower(day.Format(layout))) {
			s.Day.add(onDay(got.Published, day))
			return
		}
	}
}

// onDay reports whether a date falls on the day, in UTC or two hours east of
// it, where most of the pages were written.
func onDay(d news.Date, day time.Time) bool {
	east := time.FixedZone("", 2*60*60)
	want := day.Format(time.DateOnly)
	return !d.IsZero() && (d.In(time.UTC) == want || d.In(east) == want)
}
