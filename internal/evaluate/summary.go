package evaluate

import "newsarchive/internal/evaluate/trec"

// Summary compares the archive with FTS5 on some questions.
type Summary struct {
	Ours, FTS5 trec.Measure
	Ratio      float64 // of the mean average precisions
	P          float64 // of a paired randomisation test between them
	// Ratios are the ratios without one part of the ranking, by its name.
	Ratios map[string]float64
}

// Summarise compares on some questions.
func Summarise(topics []TopicResult) Summary {
	var ours, fts5 []trec.Score
	var a, b []float64
	without := map[string][]trec.Score{}
	for _, t := range topics {
		ours, fts5 = append(ours, t.Ours), append(fts5, t.FTS5)
		a, b = append(a, t.Ours.AP), append(b, t.FTS5.AP)
		for part, s := range t.Without {
			without[part] = append(without[part], s)
		}
	}
	s := Summary{Ours: trec.Mean(ours), FTS5: trec.Mean(fts5), P: trec.Randomisation(a, b), Ratios: map[string]float64{}}
	s.Ratio = s.Ours.MAP / s.FTS5.MAP
	for part, scores := range without {
		s.Ratios[part] = trec.Mean(scores).MAP / s.FTS5.MAP
	}
	return s
}

// Longer returns the questions of more than a number of words.
func Longer(topics []TopicResult, than int) (longer []TopicResult) {
	for _, t := range topics {
		if t.Words > than {
			longer = append(longer, t)
		}
	}
	return longer
}
