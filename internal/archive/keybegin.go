package archive

import (
	"context"
	"slices"
	"time"

	"newsarchive/index"
	"newsarchive/internal/words"
)

// Words that begin: what is first said on a day, and goes on being said.
const (
	beginSample = 1500 // headlines of the topic that are read
	beginDays   = 30   // how long a word must have been silent, and is then followed
	beginFresh  = 2    // days in which its use is still the same news
	beginMost   = 0.2  // of the headlines that may have a word; more is the topic itself
	beginLeast  = 3
)

// begins notes for each day how much later headlines say with words that
// begin on it: those that nobody had used for a month, and that are used more
// often in the next than anyhow.
func (k *turning) begins(ctx context.Context, t *index.Timeline) error {
	first, last := k.counts[0].Day, k.counts[len(k.counts)-1].Day
	ids, err := t.Sample(0, first, last, beginSample)
	if err != nil {
		return err
	}
	stories, err := k.archive.Headlines(ctx, ids)
	if err != nil {
		return err
	}
	zone := k.archive.Zone()
	said := map[string][]int{} // by word: the days, counted from the first
	tokenizer := words.NewTokenizer()
	for _, s := range stories {
		day := daysApart(s.Effective.In(zone), first)
		for _, w := range tokenizer.Distinct(s.Title) {
			said[w] = append(said[w], day)
		}
	}
	span := float64(daysApart(first, last) + 1)
	for _, days := range said {
		if len(days) < beginLeast || float64(len(days)) > beginMost*float64(len(stories)) {
			continue
		}
		slices.Sort(days)
		k.follow(days, first, float64(len(days))*min(beginDays/span, 1))
	}
	return nil
}

// follow adds to each day on which a word begins what follows it when
// it is no longer news, beyond what is expected in a month.
func (k *turning) follow(days []int, first string, expected float64) {
	for i, day := range days {
		if i > 0 && day-days[i-1] <= beginDays {
			continue
		}
		n := 0
		for _, later := range days[i:] {
			if later > day+beginFresh && later <= day+beginDays {
				n++
			}
		}
		name := civilDay(first).AddDate(0, 0, day).Format(time.DateOnly)
		if d := k.days[name]; d != nil {
			d.Begins += max(0, float64(n)-expected)
		}
	}
}
