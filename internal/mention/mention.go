package mention

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/calendar"
)

// Day is a day that a text speaks of.
type Day struct {
	Day       time.Time // midnight UTC of the day
	Sentences int       // that speak of it
}

// The most days of a text that are kept, the most often named first; and how
// far from its publication a day may lie, in years.
const (
	mostDays = 64
	farthest = 100
)

// Days returns the days that a text speaks of, in their order. The language
// is a tag of BCP 47, empty if not known; published is the day of the text.
func Days(text, language string, published time.Time) []Day {
	y, m, d := published.Date()
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	r := reader{
		text: text, language: primary, english: primary == "en" || primary == "",
		today: date(y, m, d), tokens: tokens(text, make([]token, 0, 8+len(text)/5)), future: -1, said: -1,
	}
	for i := 0; i < len(r.tokens); {
		next := r.read(i)
		for _, t := range r.tokens[i:min(next, len(r.tokens))] {
			if t.ends {
				r.close()
			}
		}
		i = next
	}
	r.close()
	return r.days()
}

// reader reads the mentions of one text.
type reader struct {
	text     string
	language string
	english  bool // or not known
	today    time.Time
	tokens   []token
	sentence []time.Time // the days of the sentence being read
	counts   map[time.Time]int
	future   int // the last token of the sentence that points ahead; -1: none
	said     int // and the last that tells of speech
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// read reads what begins at a token and returns the token to go on with.
func (r *reader) read(i int) int {
	t := r.tokens[i]
	if t.number >= 0 {
		return r.numbered(i)
	}
	if t.lower == "" {
		return i + 1
	}
	if m := r.englishAt(i); m != 0 {
		if next := r.monthFirst(i, m); next > i {
			return next
		}
	}
	if day, ok := calendar.Weekday(t.lower); ok {
		return r.weekday(i, day)
	}
	if offset, ok := relative(t.lower, r.language); ok {
		r.add(r.today.AddDate(0, 0, offset))
		return i + 1
	}
	if n := countWord(t.lower); n > 0 {
		return r.ago(i, n)
	}
	r.tense(i)
	return i + 1
}

// add notes a day of the sentence, once.
func (r *reader) add(day time.Time) {
	if years := day.Year() - r.today.Year(); years > farthest || years < -farthest || day.Year() < 1 || day.Year() > 9999 {
		return
	}
	if !slices.ContainsFunc(r.sentence, day.Equal) {
		r.sentence = append(r.sentence, day)
	}
}

// close ends a sentence.
func (r *reader) close() {
	if r.counts == nil && len(r.sentence) > 0 {
		r.counts = map[time.Time]int{}
	}
	for _, day := range r.sentence {
		r.counts[day]++
	}
	r.sentence = r.sentence[:0]
	r.future, r.said = -1, -1
}

func (r *reader) days() []Day {
	if len(r.counts) == 0 {
		return nil
	}
	all := make([]Day, 0, len(r.counts))
	for day, n := range r.counts {
		all = append(all, Day{day, n})
	}
	if len(all) > mostDays {
		slices.SortFunc(all, func(a, b Day) int {
			return cmp.Or(cmp.Compare(b.Sentences, a.Sentences), a.Day.Compare(b.Day))
		})
		all = all[:mostDays]
	}
	slices.SortFunc(all, func(a, b Day) int { return a.Day.Compare(b.Day) })
	return all
}
