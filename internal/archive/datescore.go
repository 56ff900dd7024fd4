package archive

import (
	"context"
	"slices"

	"newsarchive/store"
)

// DateScore is how well chosen dates agree with those of a chronology, or the
// mean over several.
type DateScore struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// score is the mean over chronologies of how well dates agree with each.
func score(dates []string, references [][]string) (mean DateScore) {
	for _, reference := range references {
		right := 0
		for _, d := range dates {
			if slices.Contains(reference, d) {
				right++
			}
		}
		if right == 0 {
			continue
		}
		p, r := float64(right)/float64(len(dates)), float64(right)/float64(len(reference))
		mean.Precision += p
		mean.Recall += r
		mean.F1 += 2 * p * r / (p + r)
	}
	n := float64(len(references))
	return DateScore{mean.Precision / n, mean.Recall / n, mean.F1 / n}
}

// MeanEvaluation is the mean over topics.
func MeanEvaluation(all []Evaluation) Evaluation {
	mean := Evaluation{Topic: "mean"}
	n := float64(max(len(all), 1))
	for _, e := range all {
		mean.Articles += e.Articles
		mean.Chronologies += e.Chronologies
		mean.Asked += e.Asked
		mean.Ours = DateScore{mean.Ours.Precision + e.Ours.Precision/n, mean.Ours.Recall + e.Ours.Recall/n, mean.Ours.F1 + e.Ours.F1/n}
		mean.Baseline = DateScore{
			mean.Baseline.Precision + e.Baseline.Precision/n, mean.Baseline.Recall + e.Baseline.Recall/n, mean.Baseline.F1 + e.Baseline.F1/n,
		}
	}
	return mean
}

func averageLength(references [][]string) int {
	sum := 0
	for _, r := range references {
		sum += len(r)
	}
	return max((sum+len(references)/2)/len(references), 1)
}

// daysWithMost returns the n days that have the most stories, of two as full
// the earlier.
func (a *Archive) daysWithMost(ctx context.Context, n int) ([]string, error) {
	all, err := a.Matching(ctx, SearchOptions{})
	if err != nil {
		return nil, err
	}
	days, err := a.Facet(ctx, all.Stories, "day", 1<<30)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(days, func(x, y store.Value) int {
		if x.Count != y.Count {
			return y.Count - x.Count
		}
		return civilDay(x.Value).Compare(civilDay(y.Value))
	})
	names := make([]string, 0, n)
	for _, d := range days[:min(n, len(days))] {
		names = append(names, d.Value)
	}
	return names, nil
}
