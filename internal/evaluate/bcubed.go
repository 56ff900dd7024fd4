package evaluate

// Clustering is how well groups agree with labels, in the mean over the
// elements (Bagga and Baldwin, 1998): for each element, precision is the part of
// its group that bears its label, recall the part of its label that is in its
// group. F1 is the harmonic mean of the two means.
type Clustering struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// BCubed compares groups with labels: element i is in the group groups[i] and
// bears the label labels[i]. The slices have one length. Of no elements it
// returns zeros.
func BCubed[G, L comparable](groups []G, labels []L) (c Clustering) {
	type cell struct {
		group G
		label L
	}
	cells, inGroup, ofLabel := map[cell]int{}, map[G]int{}, map[L]int{}
	for i, g := range groups {
		cells[cell{g, labels[i]}]++
		inGroup[g]++
		ofLabel[labels[i]]++
	}
	for x, n := range cells {
		both := float64(n) * float64(n)
		c.Precision += both / float64(inGroup[x.group])
		c.Recall += both / float64(ofLabel[x.label])
	}
	if n := float64(len(groups)); n > 0 {
		c.Precision, c.Recall = c.Precision/n, c.Recall/n
		c.F1 = 2 * c.Precision * c.Recall / (c.Precision + c.Recall)
	}
	return c
}
