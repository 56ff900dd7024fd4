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
	// The stories that mention the day: all, those published before it, from the
	// third day after it on, and more than a month after it; those whose beginning
	// mentions it; and when the first and the last of them were published.
	Mentions     int64  `json:"mentions"`
	Before       int64  `json:"earlier_mentions"`
	Later        int64  `json:"later_mentions"`
	Late         int64  `json:"late_mentions"`
	Lead         int64  `json:"lead_mentions"`
	FirstMention string `json:"first_mention,omitempty"`
	LastMention  string `json:"last_mention,omitempty"`
	// Begins is how often the day's new words are used in the headlines of the
	// next month, beyond the expected number.
	Begins     float64 `json:"begins"`
	Publishers int     `json:"publishers"` // among the stories looked at
	ChainDays  int     `json:"chain_days"` // how long the longest chain goes on that began then
	Find       string  `json:"find"`       // the query that finds the day's stories

	at     int     // days after the first candidate
	silent float64 // the weight of what does not depend on mentions, 0 to 1
}

// Evidence is what is known about the days of a topic.
type Evidence struct {
	Since     string         // the first day asked about; empty: open
	Counts    []Count        // the stories of each day that has any, ascending
	Mentions  []Mention      // of days, from [Evidence.From] on
	Chains    []Span         // the first and the last day of each chain
	Headlines []news.Story   // a sample of the topic's headlines
	Zone      *time.Location // zone of the days
}

// Mention is a day and the stories of a topic that mention it.
type Mention struct {
	Day     string
	Stories int64  // that mention it
	Before  int64  // of these, those published before the day
	Later   int64  // from the third day after it on
	Late    int64  // more than a month after it
	Lead    int64  // those whose beginning mentions it
	First   string // the day on which the first was published
	Last    string // and the last
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
func (e Evidence) From() string {
	if e.Since != "" {
		return e.Since
	}
	return AddDays(e.Counts[0].Day, -maxDaysBefore)
}

// Until returns the last day that may be a key date: the last one with a story.
func (e Evidence) Until() string { return e.Counts[len(e.Counts)-1].Day }

// Candidates returns the days from which n key dates are chosen; 0: as many as
// stand out. [KeyDate.Describe] adds their headlines. There must be a count.
func Candidates(e Evidence, w Weights, n int) []*KeyDate {
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
	if s.silent > 0 {
		s.newWords()
	}
	s.weigh(w)
	return s.suppressNeighbours(max(4*n, 4*maxAuto))
}

// mentions adds the mentions of each day, also of days without a story, and
// finds how much else has to count: the fewer days stories mention on average,
// below one for two stories, the more.
func (s *scoring) mentions() {
	all := int64(0)
	for _, m := range s.Mentions {
		all += m.Stories
		if s.Since == "" && m.Day < s.Counts[0].Day && float64(m.Later) < max(minMentionShare*float64(s.total), 2) {
			continue
		}
		d := s.days[m.Day]
		if d == nil {
			d = &KeyDate{Date: m.Day}
			s.days[m.Day] = d
		}
		d.Mentions, d.Before, d.Later, d.Late, d.Lead = m.Stories, m.Before, m.Later, m.Late, m.Lead
		d.FirstMention, d.LastMention = m.First, m.Last
	}
	s.silent = max(0, 1-2*float64(all)/float64(s.total))
}

// The highest similarity of a second headline to the first, and its least share
// of the first one's weight.
const (
	maxSimilarity = 0.34
	minWeight     = 0.55
)

// Describe chooses, among the stories that may say what happened on the day,
// one or two headlines, and adds to the score for each publisher where stories
// mention few days. base has the words of the whole topic.
func (d *KeyDate) Describe(stories []Headline, base Frequencies) {
	publishers := map[string]bool{}
	for _, s := range stories {
		publishers[s.Publisher] = true
	}
	d.Publishers = len(publishers)
	d.Score += 0.15 * d.silent * math.Log1p(float64(d.Publishers))
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
