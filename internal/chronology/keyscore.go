package chronology

import (
	"math"
	"time"
)

// weigh scores each day by a sum of logarithms, so that no feature outweighs the
// others. The more later stories mention days, the less the number of stories
// counts.
func (s *scoring) weigh() {
	stories, fresh := map[string]float64{}, map[string]float64{}
	later := 0.0
	for day, d := range s.days {
		stories[day], fresh[day] = float64(d.Stories), float64(d.Fresh)
		later += float64(d.Later)
	}
	counted := 1 - 0.8*min(later/float64(s.total), 1)
	first, last := s.Counts[0].Day, s.Counts[len(s.Counts)-1].Day
	for day, d := range s.days {
		d.BaseRate = baseRate(stories, day, first, last)
		d.Deviance = deviance(float64(d.Stories), d.BaseRate)
		fair := s.fairness(day)
		d.Score = counted*(math.Log1p(d.Deviance)+0.5*math.Log1p(d.Begins)+0.3*math.Log1p(float64(d.Stories))+
			0.15*math.Log1p(float64(d.ChainDays))) +
			math.Log1p(float64(d.Fresh)) - 0.4*math.Log1p(baseRate(fresh, day, first, last)) +
			math.Log1p(fair*float64(d.Later)) + 0.8*math.Log1p(fair*float64(d.LaterDays))
	}
}

// fairness is a factor, at most 4, for the mentions of a late day, which fewer
// stories can refer back to: all stories divided by those after the day.
func (s *scoring) fairness(day string) float64 {
	after := int64(0)
	for i := len(s.Counts) - 1; i >= 0 && s.Counts[i].Day > day; i-- {
		after += s.Counts[i].Stories
	}
	return float64(s.total) / max(float64(after), float64(s.total)/4)
}

// baseWindow is how many days on either side the base rate of a day is taken
// from; its neighbours, which share its burst, are left out.
const baseWindow = 14

// baseRate is the mean of the days around a day, within the topic's time.
func baseRate(counts map[string]float64, day, first, last string) float64 {
	at := civilDay(day)
	sum, n := 0.0, 0.0
	for i := -baseWindow; i <= baseWindow; i++ {
		if i >= -1 && i <= 1 {
			continue
		}
		if other := at.AddDate(0, 0, i).Format(time.DateOnly); other >= first && other <= last {
			sum += counts[other]
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// deviance is the signed root of the deviance of a Poisson distribution: how
// unlikely n stories are at a base rate; 0 for fewer. At least one story in two
// weeks is expected.
func deviance(n, usual float64) float64 {
	usual = max(usual, 1.0/baseWindow)
	if n <= usual {
		return 0
	}
	return math.Sqrt(2 * (n*math.Log(n/usual) - (n - usual)))
}
