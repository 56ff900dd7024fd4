package trec

import (
	"cmp"
	"math"
	"slices"
)

// AveragePrecision is the mean, over all documents that answer, of the share
// of answers among what was found down to each; one not found counts as 0
// (map of trec_eval). found is the names, the best first, each once. Where no
// document answers it is 0.
func AveragePrecision(found []string, grades map[string]int) float64 {
	answers, sum := 0, 0.0
	for i, name := range found {
		if grades[name] > 0 {
			answers++
			sum += float64(answers) / float64(i+1)
		}
	}
	all := len(gains(grades))
	if all == 0 {
		return 0
	}
	return sum / float64(all)
}

// NDCG is the discounted gain of the first depth of what was found, as a
// share of what the best order would gain (ndcg_cut of trec_eval): a document
// gains its grade, divided by log2 of its place plus one.
func NDCG(found []string, grades map[string]int, depth int) float64 {
	gain, best := 0.0, 0.0
	for i, name := range found[:min(depth, len(found))] {
		gain += float64(max(grades[name], 0)) / math.Log2(float64(i+2))
	}
	ideal := gains(grades)
	for i, g := range ideal[:min(depth, len(ideal))] {
		best += float64(g) / math.Log2(float64(i+2))
	}
	if best == 0 {
		return 0
	}
	return gain / best
}

// gains are the grades above 0, the highest first.
func gains(grades map[string]int) []int {
	var all []int
	for _, g := range grades {
		if g > 0 {
			all = append(all, g)
		}
	}
	slices.SortFunc(all, func(a, b int) int { return cmp.Compare(b, a) })
	return all
}

// A Score measures what was found for one topic.
type Score struct{ AP, NDCG10 float64 }

// Scores measures what was found for each topic that a document answers, in
// order. One for which nothing was found counts as 0.
func Scores(topics []Topic, found map[string][]string, j Judgements) []Score {
	var all []Score
	for _, t := range topics {
		if j.Answers(t.ID) > 0 {
			all = append(all, Score{AveragePrecision(found[t.ID], j[t.ID]), NDCG(found[t.ID], j[t.ID], 10)})
		}
	}
	return all
}

// A Measure is the means over some topics.
type Measure struct {
	Topics int
	MAP    float64
	NDCG10 float64
}

// Mean returns the means of some scores.
func Mean(scores []Score) Measure {
	m := Measure{Topics: len(scores)}
	for _, s := range scores {
		m.MAP += s.AP / float64(len(scores))
		m.NDCG10 += s.NDCG10 / float64(len(scores))
	}
	return m
}
