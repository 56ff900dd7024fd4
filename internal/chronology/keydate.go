package chronology

import (
	"math"
	"time"

	"newsarchive/internal/news"
)

// KeyDate is a day on which a topic turned, and why it was chosen.
type KeyDate struct {
	Date      string       `json:"date"`
	Headlines []news.Story `json:"headlines"` // one or two that say what happened
	Score     float64      `json:"score"`     // comparable within one answer
	Stories   int64        `json:"stories"`   // of the day
	// BaseRate is the mean of the days around it. Deviance says how unlikely so
	// many more are, in standard deviations.
	BaseRate float64 `json:"usual"`
	Deviance float64 `json:"surprise"`
	// Fresh are the sentences of the day's and the next two days' stories
	// that speak of it; Later those of stories that are younger, of how many
	// days.
	Fresh     int64 `json:"fresh_mentions"`
	Later     int64 `json:"later_mentions"`
	LaterDays int64 `json:"later_days"`
	// Begins is how much of what later headlines say begins on the day: the
	// uses, within a month and beyond the expected, of words new to it.
	Begins     float64 `json:"begins"`
	Publishers int     `json:"publishers"` // among the stories looked at
	ChainDays  int     `json:"chain_days"` // how long the longest chain goes on that began then
	Find       string  `json:"find"`       // the query that finds the day's stories
}

// Evidence is what the stories of a topic tell of its days.
type Evidence struct {
	Counts    []Count        // the stories of each day that has any, ascending
	Mentions  []Mention      // of days, from [Evidence.From] on
	Chains    []Span         // the first and the last day of each chain
	Headlines []news.Story   // a sample of the topic's headlines
	Zone      *time.Location // whose days are meant
}

// Mention is how the stories of a topic speak of a day.
type Mention struct {
	Day  string
	Near int64 // sentences of stories of the day and the two after it
	// Later are the sentences of younger stories, in LaterStories stories of
	// LaterDays days.
	Later, LaterStories, LaterDays int64
}

// Span is a first and a last day.
type Span struct{ First, Last string }

// How far a day that has no story may lie before the first one, in days, and
// what part of all stories must then speak of it.
const (
	maxDaysBefore   = 366
	minMentionShare = 0.05
)

// From returns the first day that may be a key date.
func (e Evidence) From() string { return AddDays(e.Counts[0].Day, -maxDaysBefore) }

// scoring gives the days of a topic their scores.
type scoring struct {
	Evidence
	total int64               // stories
	days  map[string]*KeyDate // every day that may be a key date
}

// Candidates returns the days that a choice of n key dates is made from, n 0
// being as many as stand out. Their headlines are still to be found, by
// [KeyDate.Describe]. There must be a count.
func Candidates(e Evidence, n int) []*KeyDate {
	s := scoring{Evidence: e, total: Total(e.Counts), days: map[string]*KeyDate{}}
	for _, c := range e.Counts {
		s.days[c.Day] = &KeyDate{Date: c.Day, Stories: c.Stories}
	}
	s.mentions()
	for _, c := range e.Chains {
		if d := s.days[c.First]; d != nil {
			d.ChainDays = max(d.ChainDays, daysApart(c.First, c.Last))
		}
	}
	s.newWords()
	s.weigh()
	return s.suppressNeighbours(max(4*n, 4*maxAuto))
}

// mentions counts how the topic's stories speak of days, those without a
// story of their own too.
func (s *scoring) mentions() {
	for _, m := range s.Mentions {
		if m.Day < s.Counts[0].Day && float64(m.LaterStories) < max(minMentionShare*float64(s.total), 2) {
			continue
		}
		d := s.days[m.Day]
		if d == nil {
			d = &KeyDate{Date: m.Day}
			s.days[m.Day] = d
		}
		d.Fresh, d.Later, d.LaterDays = m.Near, m.Later, m.LaterDays
	}
}

// How alike a second headline may be to the first, and how much less it may
// say.
const (
	maxAlike  = 0.34
	minWeight = 0.55
)

// Describe chooses, among the stories that may say what happened on the day,
// one or two headlines, and adds to the score for each publisher. usual are
// the words of the whole topic.
func (d *KeyDate) Describe(stories []Headline, usual Frequencies) {
	publishers := map[string]bool{}
	for _, s := range stories {
		publishers[s.Publisher] = true
	}
	d.Publishers = len(publishers)
	d.Score += 0.15 * math.Log1p(float64(d.Publishers))
	d.Headlines = chooseHeadlines(stories, usual)
}

// chooseHeadlines chooses the headline that stands for the others, and a second one
// that says something else and nearly as much.
func chooseHeadlines(stories []Headline, usual Frequencies) []news.Story {
	best := MostCentral(stories, usual, Frequencies{})
	if len(best) == 0 {
		return []news.Story{}
	}
	chosen := []news.Story{best[0].Story}
	for _, h := range best[1:] {
		if h.weight < minWeight*best[0].weight {
			break
		}
		if h.alike(best[0]) <= maxAlike {
			return append(chosen, h.Story)
		}
	}
	return chosen
}
