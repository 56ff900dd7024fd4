package event

// copies finds the candidates of one event that have one headline.
type copies struct {
	index index
	at    []int // of each headline, which of its event's scores it has
}

func (c *copies) clear() {
	c.index.clear()
	c.at = c.at[:0]
}

// of returns where the score of a candidate's headline is kept: below 0 at first. It is
// nil for a headline that tells nothing. It is valid until the next call.
func (c *copies) of(candidate *Candidate) *int {
	if candidate.Whole == 0 {
		return nil
	}
	at, known := c.index.of(int64(candidate.Whole ^ mix(uint64(candidate.Event)))) //nolint:gosec // a hash
	if !known {
		c.at = append(c.at, -1)
	}
	return &c.at[at]
}
