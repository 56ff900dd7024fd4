package mention

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/calendar"
)

// Day is a day that a text mentions.
type Day struct {
	Day       time.Time // midnight UTC of the day
	Sentences int       // number of sentences that mention it, at least 1
	Lead      bool      // one of the first three sentences does
}

// leadSentences is the number of sentences at the beginning of a text that say
// what it is about.
const leadSentences = 3

const (
	maxDays  = 64  // kept of one text, the most often mentioned
	maxYears = 100 // between a day and the publication
)

// Days returns the days that a text mentions, in the order of the calendar, up
// to 64. language is a BCP 47 tag, empty if unknown; published is the day of
// publication, of which only the date counts.
func Days(text, language string, published time.Time) []Day {
	y, m, d := published.Date()
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	r := reader{
		text: text, language: primary, english: primary == "en" || primary == "",
		today: date(y, m, d), tokens: tokens(text, make([]token, 0, 8+len(text)/5)), future: -1, speech: -1,
	}
	for i := 0; i < len(r.tokens); {
		next := r.readAt(i)
		for _, t := range r.tokens[i:min(next, len(r.tokens))] {
			if t.endsSentence {
				r.endSentence()
			}
		}
		i = next
	}
	r.endSentence()
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
	read     int         // sentences before it
	found    map[time.Time]Day
	future   int // the last token of the sentence that points ahead; -1: none
	speech   int // the last verb of speech or of the past; -1: none
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// readAt parses the mention that begins at a token, if any, and returns the
// index of the next token to read.
func (r *reader) readAt(i int) int {
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

// add adds a day to the sentence, once.
func (r *reader) add(day time.Time) {
	if years := day.Year() - r.today.Year(); years > maxYears || years < -maxYears || day.Year() < 1 || day.Year() > 9999 {
		return
	}
	if !slices.ContainsFunc(r.sentence, day.Equal) {
		r.sentence = append(r.sentence, day)
	}
}

// endSentence counts the days of the sentence and begins the next one.
func (r *reader) endSentence() {
	if r.found == nil && len(r.sentence) > 0 {
		r.found = map[time.Time]Day{}
	}
	for _, day := range r.sentence {
		d := r.found[day]
		r.found[day] = Day{day, d.Sentences + 1, d.Lead || r.read < leadSentences}
	}
	r.sentence = r.sentence[:0]
	r.read++
	r.future, r.speech = -1, -1
}

func (r *reader) days() []Day {
	if len(r.found) == 0 {
		return nil
	}
	all := slices.Collect(maps.Values(r.found))
	if len(all) > maxDays {
		slices.SortFunc(all, func(a, b Day) int {
			return cmp.Or(cmp.Compare(b.Sentences, a.Sentences), a.Day.Compare(b.Day))
		})
		all = all[:maxDays]
	}
	slices.SortFunc(all, func(a, b Day) int { return a.Day.Compare(b.Day) })
	return all
}
