package chronology

import (
	"math"
	"time"

	"newsarchive/internal/news"
)

// KeyDate is an important day of a topic, and why it was chosen.
type KeyDate struct {
	Date      string       `json:"date"`
	Headlines []news.Story `json:"headlines"` // one or two, of what happened
	Score     float64      `json:"score"`     // comparable within one answer
	Stories   int64        `json:"stories"`   // of the day
	// BaseRate is the mean of the days around it. Deviance says how unlikely so
	// many more are, in standard deviations.
	BaseRate float64 `json:"usual"`
	Deviance float64 `json:"surprise"`
	// Fresh counts the sentences that mention the day in stories of the day and
	// the next two; Later those in younger stories, which LaterDays days have.
	Fresh     int64 `json:"fresh_mentions"`
	Later     int64 `json:"later_mentions"`
	LaterDays int64 `json:"later_days"`
	// Begins is how often the day's new words are used in the headlines of the
	// next month, beyond the expected number.
	Begins     float64 `json:"begins"`
	Publishers int     `json:"publishers"` // among the stories looked at
	ChainDays  int     `json:"chain_days"` // how long the longest chain goes on that began then
	Find       string  `json:"find"`       // the query that finds the day's stories
}

// Evidence is what is known about the days of a topic.
type Evidence struct {
	Counts    []Count        // the stories of each day that has any, ascending
	Mentions  []Mention      // of days, from [Evidence.From] on
	Chains    []Span         // the first and the last day of each chain
	Headlines []news.Story   // a sample of the topic's headlines
	Zone      *time.Location // zone of the days
}

// Mention counts how the stories of a topic mention a day.
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

// Candidates returns the days from which n key dates are chosen; 0: as many as
// stand out. [KeyDate.Describe] adds their headlines. There must be a count.
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

// mentions adds the mentions of each day, also of days without a story.
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

// The highest similarity of a second headline to the first, and its least share
// of the first one's weight.
const (
	maxSimilarity = 0.34
	minWeight     = 0.55
)

// Describe chooses, among the stories that may say what happened on the day,
// one or two headlines, and adds to the score for each publisher. base has
// the words of the whole topic.
func (d *KeyDate) Describe(stories []Headline, base Frequencies) {
	publishers := map[string]bool{}
	for _, s := range stories {
		publishers[s.Publisher] = true
	}
	d.Publishers = len(publishers)
	d.Score += 0.15 * math.Log1p(float64(d.Publishers))
	d.Headlines = chooseHeadlines(stories, base)
}

// chooseHeadlines chooses the most representative headline, and a second one that
// is almost as representative but different.
func chooseHeadlines(stories []Headline, base Frequencies) []news.Story {
	best := MostCentral(stories, base, Frequencies{})
	if len(best) == 0 {
		return []news.Story{}
	}
	chosen := []news.Story{best[0].Story}
	for _, h := range best[1:] {
		if h.weight < minWeight*best[0].weight {
			break
		}
		if h.similarity(best[0]) <= maxSimilarity {
			return append(chosen, h.Story)
		}
	}
	return chosen
}
