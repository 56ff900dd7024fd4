package evaluate

import (
	"math"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/words"
)

// The settings of the single pass. The similarity is the one with the best mean
// F1 on the sets that the method was made on.
const (
	passWindow     = 3 * 24 * time.Hour
	passSimilarity = 0.3
)

// bySinglePass is the usual simple way: in the order of time, a story joins the
// event of the most similar headline of the last days, by the cosine of TF-IDF
// over the set, or begins one. It returns the event of each story.
func bySinglePass(stories []Labelled) []int {
	vectors := tfIDF(stories)
	order := make([]int, len(stories))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return stories[a].Date.Time.Compare(stories[b].Date.Time) })
	postings := map[string][]posting{} // of earlier stories with the word, in order
	events := make([]int, len(stories))
	for _, i := range order {
		similarities := map[int]float64{}
		for _, w := range vectors[i] {
			list := postings[w.term]
			for at := len(list) - 1; at >= 0 && stories[i].Date.Time.Sub(stories[list[at].story].Date.Time) <= passWindow; at-- {
				similarities[list[at].story] += w.weight * list[at].weight
			}
			postings[w.term] = append(list, posting{i, w.weight})
		}
		events[i] = i
		best, nearest := passSimilarity, -1
		for j, s := range similarities {
			if s > best || s == best && (nearest < 0 || j < nearest) {
				best, nearest = s, j
			}
		}
		if nearest >= 0 {
			events[i] = events[nearest]
		}
	}
	return events
}

type posting struct {
	story  int
	weight float64
}

type weighed struct {
	term   string
	weight float64
}

// tfIDF returns the words of each headline with their weights, of length 1.
func tfIDF(stories []Labelled) [][]weighed {
	tokens := words.NewTokenizer()
	terms := make([][]string, len(stories))
	df := map[string]int{}
	for i, s := range stories {
		for _, w := range tokens.Distinct(s.Title) {
			terms[i] = append(terms[i], strings.Clone(w))
			df[w]++
		}
	}
	vectors := make([][]weighed, len(stories))
	for i, ws := range terms {
		sum := 0.0
		for _, w := range ws {
			x := math.Log(float64(len(stories)+1) / float64(df[w]))
			vectors[i] = append(vectors[i], weighed{w, x})
			sum += x * x
		}
		for j := range vectors[i] {
			vectors[i][j].weight /= math.Sqrt(sum)
		}
	}
	return vectors
}
