package evaluate

import "slices"

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

// MeanDates is the mean over topics; with given ranges, over chronologies.
func MeanDates(all []Dates) Dates {
	mean := Dates{Topic: "mean"}
	for _, d := range all {
		mean.Articles += d.Articles
		mean.Chronologies += d.Chronologies
		mean.Asked += d.Asked
	}
	for _, d := range all {
		mean.Choices = mean.plus(d.Choices, float64(len(all)))
		mean.Given = mean.Given.plus(d.Given, float64(mean.Chronologies)/float64(d.Chronologies))
	}
	return mean
}

// plus adds the nth part of other scores.
func (c Choices) plus(d Choices, n float64) Choices {
	return Choices{c.Ours.plus(d.Ours, n), c.Stories.plus(d.Stories, n), c.Mentions.plus(d.Mentions, n)}
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
