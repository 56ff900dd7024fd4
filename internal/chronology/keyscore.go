package chronology

import "math"

// scoring gives the days of a topic their scores.
type scoring struct {
	Evidence
	total  int64               // stories
	days   map[string]*KeyDate // every day that may be a key date
	silent float64             // the weight of what does not depend on mentions, 0 to 1
}

// Weights are the parts of a day's score beside the logarithm of the number of
// stories that mention it. Each is a factor of the logarithm of one more than:
type Weights struct {
	Earlier   float64 // the stories before the day that mention it: what is planned need not happen
	Neighbour float64 // the mentions of the day before or after, the higher
	Usual     float64 // the mean mentions of the days around it
	Late      float64 // the stories that look back after more than a month
	Lead      float64 // the stories whose beginning mentions it, in a sparse topic
	Stories   float64 // the day's own stories
}

// StandardWeights are those of key dates. docs/evaluation.md says what each
// brings.
func StandardWeights() Weights {
	return Weights{Earlier: -0.25, Neighbour: -0.25, Usual: -0.1, Late: 0.1, Lead: 0.3, Stories: 0.1}
}

// Days on either side from which the mean of a day's surroundings is taken; its
// neighbours, which share its burst, are left out.
const (
	storyWindow   = 14
	mentionWindow = 60
)

// weigh scores each day.
func (s *scoring) weigh(w Weights) {
	all := make([]*KeyDate, 0, len(s.days))
	first, last := s.Counts[0].Day, s.Until()
	for day, d := range s.days {
		first, last = min(first, day), max(last, day)
		all = append(all, d)
	}
	for _, d := range all {
		d.at = daysApart(first, d.Date)
	}
	span := daysApart(first, last) + 1
	stories := newSeries(span, all, func(d *KeyDate) int64 { return d.Stories })
	mentions := newSeries(span, all, func(d *KeyDate) int64 { return d.Mentions })
	begin, sparse := daysApart(first, s.Counts[0].Day), s.sparse()
	for _, d := range all {
		d.BaseRate = stories.around(d.at, storyWindow, begin)
		d.Deviance = deviance(float64(d.Stories), d.BaseRate)
		d.silent = s.silent
		d.Score = math.Log1p(float64(d.Mentions)) + w.Earlier*math.Log1p(float64(d.Before)) +
			w.Neighbour*math.Log1p(max(mentions.at(d.at-1), mentions.at(d.at+1))) +
			w.Usual*math.Log1p(mentions.around(d.at, mentionWindow, 0)) +
			w.Late*math.Log1p(float64(d.Late)) + sparse*w.Lead*math.Log1p(float64(d.Lead)) +
			w.Stories*math.Log1p(float64(d.Stories)) + s.silent*d.burst()
	}
}

// sparse is 1 for a topic with few stories, and falls towards 0 from a story
// in two days on. Where every day has its news, the beginning of a story
// mentions the day before, whatever happened.
func (s *scoring) sparse() float64 {
	daily := 2 * float64(s.total) / float64(daysApart(s.Counts[0].Day, s.Until())+1)
	return 1 / (1 + daily*daily)
}

// burst is what a day's own stories say of it.
func (d *KeyDate) burst() float64 {
	return math.Log1p(d.Deviance) + 0.5*math.Log1p(d.Begins) + 0.3*math.Log1p(float64(d.Stories)) + 0.15*math.Log1p(float64(d.ChainDays))
}

// series has a number for each of consecutive days, as sums of all up to it.
type series []float64

func newSeries(span int, days []*KeyDate, of func(*KeyDate) int64) series {
	s := make(series, span+1)
	for _, d := range days {
		s[d.at+1] = float64(of(d))
	}
	for i := range span {
		s[i+1] += s[i]
	}
	return s
}

// at returns the number of a day; 0 outside.
func (s series) at(day int) float64 { return s.sum(day, day+1) }

// sum adds the numbers of the days from one up to another.
func (s series) sum(from, to int) float64 {
	last := len(s) - 1
	return s[max(0, min(to, last))] - s[max(0, min(from, last))]
}

// around is the mean of the days around a day, from the day begin on, without
// its neighbours.
func (s series) around(day, window, begin int) float64 {
	from, to := max(day-window, begin), min(day+window+1, len(s)-1)
	nearFrom, nearTo := max(day-1, from), min(day+2, to)
	n := to - from - max(nearTo-nearFrom, 0)
	if n <= 0 {
		return 0
	}
	sum := s.sum(from, to)
	if nearTo > nearFrom {
		sum -= s.sum(nearFrom, nearTo)
	}
	return sum / float64(n)
}

// deviance is the signed root of the deviance of a Poisson distribution: how
// unlikely n stories are at a base rate; 0 for fewer. At least one story in two
// weeks is expected.
func deviance(n, usual float64) float64 {
	usual = max(usual, 1.0/storyWindow)
	if n <= usual {
		return 0
	}
	return math.Sqrt(2 * (n*math.Log(n/usual) - (n - usual)))
}
