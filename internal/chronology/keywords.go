package chronology

import (
	"slices"

	"newsarchive/internal/words"
)

// Words that begin: what is first said on a day, and goes on being said.
const (
	newWordDays  = 30  // how long a word must have been silent, and is then followed
	newWordFresh = 2   // days in which its use is still the same news
	newWordMax   = 0.2 // of the headlines that may have a word; more is the topic itself
	newWordMin   = 3   // headlines that must have it
)

// newWords notes for each day how much later headlines say with words that
// begin on it: words unused for a month, and used more often in the next month
// than they are on average.
func (s *scoring) newWords() {
	first, last := s.Counts[0].Day, s.Counts[len(s.Counts)-1].Day
	said := map[string][]int{} // by word: the days, counted from the first
	tokenizer := words.NewTokenizer()
	for _, st := range s.Headlines {
		day := daysApart(st.Effective.In(s.Zone), first)
		for _, w := range tokenizer.Distinct(st.Title) {
			said[w] = append(said[w], day)
		}
	}
	span := float64(daysApart(first, last) + 1)
	for _, days := range said {
		if len(days) < newWordMin || float64(len(days)) > newWordMax*float64(len(s.Headlines)) {
			continue
		}
		slices.Sort(days)
		s.follow(days, first, float64(len(days))*min(newWordDays/span, 1))
	}
}

// follow adds to each day on which a word begins how often it is used when it
// is no longer news, beyond what is expected in a month.
func (s *scoring) follow(days []int, first string, expected float64) {
	for i, day := range days {
		if i > 0 && day-days[i-1] <= newWordDays {
			continue
		}
		n := 0
		for _, later := range days[i:] {
			if later > day+newWordFresh && later <= day+newWordDays {
				n++
			}
		}
		if d := s.days[AddDays(first, day)]; d != nil {
			d.Begins += max(0, float64(n)-expected)
		}
	}
}
