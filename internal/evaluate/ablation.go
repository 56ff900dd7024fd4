package evaluate

import (
	"maps"
	"slices"
	"time"

	"newsarchive/internal/chronology"
)

// Ablation is the mean F1 of key dates with given ranges, over all chronologies,
// when one part of their score is left out; Without is empty with all parts.
type Ablation struct {
	Without string  `json:"without"`
	F1      float64 `json:"f1"`
}

// Ablate measures what each part of the score of key dates brings on the topics
// of folders. It counts in the articles themselves, without an archive.
func Ablate(folders []string) (all []Ablation, err error) {
	topics, err := readTopics(folders)
	if err != nil {
		return nil, err
	}
	full := chronology.StandardWeights()
	for _, part := range []struct {
		name string
		drop func(*chronology.Weights)
	}{
		{"", func(*chronology.Weights) {}},
		{"what was announced counts less", func(w *chronology.Weights) { w.Earlier = 0 }},
		{"neighbouring days", func(w *chronology.Weights) { w.Neighbour = 0 }},
		{"the days around", func(w *chronology.Weights) { w.Usual = 0 }},
		{"looking back after a month", func(w *chronology.Weights) { w.Late = 0 }},
		{"the beginning of a story", func(w *chronology.Weights) { w.Lead = 0 }},
		{"the day's own stories", func(w *chronology.Weights) { w.Stories = 0 }},
		{"all of these: mentions alone", func(w *chronology.Weights) { *w = chronology.Weights{} }},
	} {
		w := full
		part.drop(&w)
		all = append(all, Ablation{part.name, meanF1(topics, w)})
	}
	return all, nil
}

// meanF1 is the mean over all chronologies of topics.
func meanF1(topics []topic, w chronology.Weights) float64 {
	sum, n := 0.0, 0
	for _, t := range topics {
		for _, days := range t.references {
			e := t.evidence(days[0], days[len(days)-1])
			if n++; len(e.Counts) == 0 {
				continue
			}
			var chosen []string
			for _, d := range chronology.Choose(chronology.Candidates(e, w, len(days)), len(days), chronology.Total(e.Counts)) {
				chosen = append(chosen, d.Date)
			}
			sum += score(chosen, [][]string{days}).F1
		}
	}
	return sum / float64(max(n, 1))
}

// evidence counts the stories and the mentions of days in the articles of a
// range, as the index does.
func (t topic) evidence(first, last string) chronology.Evidence {
	e := chronology.Evidence{Since: first, Zone: time.UTC}
	stories, mentions := map[string]int64{}, map[string]chronology.Mention{}
	for _, a := range t.articles {
		if !between(a.day, first, last) {
			continue
		}
		stories[a.day]++
		for _, d := range a.mentions() {
			day := d.Day.Format(time.DateOnly)
			m, known := mentions[day]
			if !known {
				m = chronology.Mention{Day: day, First: a.day, Last: a.day}
			}
			m.Stories++
			m.First, m.Last = min(m.First, a.day), max(m.Last, a.day)
			if d.Lead {
				m.Lead++
			}
			switch {
			case a.day < day:
				m.Before++
			case a.day > chronology.AddDays(day, 30):
				m.Late++
				m.Later++
			case a.day > chronology.AddDays(day, 2):
				m.Later++
			}
			mentions[day] = m
		}
	}
	for _, day := range slices.Sorted(maps.Keys(stories)) {
		e.Counts = append(e.Counts, chronology.Count{Day: day, Stories: stories[day]})
	}
	for _, day := range slices.Sorted(maps.Keys(mentions)) {
		if len(e.Counts) > 0 && between(day, first, e.Until()) {
			e.Mentions = append(e.Mentions, mentions[day])
		}
	}
	return e
}
