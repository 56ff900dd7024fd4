package chronology

import (
	"slices"

	"newsarchive/internal/words"
)

// New words: first used on a day, and used again later.
const (
	newWordDays  = 30  // how long a word must have been silent, and is then followed
	newWordFresh = 2   // days in which its use is still the same news
	newWordMax   = 0.2 // of the headlines that may have a word; more is the topic itself
	newWordMin   = 3   // headlines that must have it
)

// newWords adds to each day how often its new words are used later: words that
// were unused for a month, and are used more often in the next month than on
// average.
func (s *scoring) newWords() {
	first, last := s.Counts[0].Day, s.Counts[len(s.Counts)-1].Day
	daysOf := map[string][]int{} // by word: the days, counted from the first
	tokenizer := words.NewTokenizer()
	for _, st := range s.Headlines {
		day := daysApart(st.Effective.In(s.Zone), first)
		for _, w := range tokenizer.Distinct(st.Title) {
			daysOf[w] = append(daysOf[w], day)
		}
	}
	span := float64(daysApart(first, last) + 1)
	for _, days := range daysOf {
		if len(days) < newWordMin || float64(len(days)) > newWordMax*float64(len(s.Headlines)) {
			continue
		}
		slices.Sort(days)
		s.follow(days, first, float64(len(days))*min(newWordDays/span, 1))
	}
}

// follow adds to each day on which a word is new how often the word is used after
// the first days, beyond what is expected in a month.
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
