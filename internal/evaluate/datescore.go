package evaluate

import (
	"cmp"
	"context"
	"slices"

	"newsarchive/internal/archive"
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

// MeanDates is the mean over topics.
func MeanDates(all []Dates) Dates {
	mean := Dates{Topic: "mean"}
	n := float64(max(len(all), 1))
	for _, d := range all {
		mean.Articles += d.Articles
		mean.Chronologies += d.Chronologies
		mean.Asked += d.Asked
		mean.Ours = mean.Ours.plus(d.Ours, n)
		mean.Baseline = mean.Baseline.plus(d.Baseline, n)
	}
	return mean
}

// plus adds the nth part of another score.
func (s DateScore) plus(t DateScore, n float64) DateScore {
	return DateScore{s.Precision + t.Precision/n, s.Recall + t.Recall/n, s.F1 + t.F1/n}
}

func averageLength(references [][]string) int {
	sum := 0
	for _, r := range references {
		sum += len(r)
	}
	return max((sum+len(references)/2)/len(references), 1)
}

// daysWithMost returns the n days with the most stories; among equals the
// earlier.
func daysWithMost(ctx context.Context, a *archive.Archive, n int) ([]string, error) {
	answer, err := a.Search(ctx, archive.SearchOptions{Load: archive.Load{Stories: archive.NoStories, Facets: []string{"day"}, FacetSize: 1 << 30}})
	if err != nil || len(answer.Facets) == 0 {
		return nil, err
	}
	days := answer.Facets[0].Values
	slices.SortFunc(days, func(x, y store.Value) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Value, y.Value))
	})
	names := make([]string, 0, n)
	for _, d := range days[:min(n, len(days))] {
		names = append(names, d.Value)
	}
	return names, nil
}
