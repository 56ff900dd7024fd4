package event

import (
	"math"
	"math/bits"
)

// tally compares a story with its candidates. A word that several events have
// among the candidates tells less: its weight is divided by 1 + common·ln(events).
// That is counted anew for each story, and depends on nothing but its candidates.
type tally struct {
	p      *Profile
	terms  []Term // at most 64, so that a set of them is a number
	share  [maxTerms]float64
	title  uint64 // the terms of the headlines
	strong uint64 // the terms that tell something
}

const (
	maxTerms = maxTitleTerms + maxTextTerms
	common   = 0.55
)

func newTally(p *Profile) *tally {
	t := &tally{p: p, terms: p.Terms[:min(len(p.Terms), maxTerms)], title: p.sums.titles, strong: p.sums.strong}
	for i := range t.terms {
		t.share[i] = 1
	}
	return t
}

// matched is the words that two stories share: numbers of terms of the first.
type matched struct {
	all   uint64
	title uint64 // those in headlines of both
}

// match returns what words a candidate shares with the story.
func (t *tally) match(c *Profile) (m matched) {
	j := 0
	for i, term := range t.terms {
		for j < len(c.Terms) && c.Terms[j].Hash < term.Hash {
			j++
		}
		if j < len(c.Terms) && c.Terms[j].Hash == term.Hash {
			m.all |= 1 << i
			if !c.Terms[j].InText {
				m.title |= 1 << i
			}
		}
	}
	m.title &= t.title
	return m
}

// weigh sets the share of each word by the number of events that have it: matches
// and event numbers, below events, of all candidates.
func (t *tally) weigh(matches []matched, event []int, events int) {
	seen := make([]uint64, events) // the words that each event has
	var count [maxTerms]int
	for c, m := range matches {
		for rest := m.all &^ seen[event[c]]; rest != 0; rest &= rest - 1 {
			count[bits.TrailingZeros64(rest)]++
		}
		seen[event[c]] |= m.all
	}
	for i := range t.terms {
		if count[i] > 1 {
			t.share[i] = 1 / (1 + common*math.Log(float64(count[i])))
		}
	}
}

// similarity returns how like a candidate is that shares words with the story.
func (t *tally) similarity(c *Profile, m matched) Similarity {
	s, comparable := between(t.p, c)
	if !comparable {
		return s
	}
	if m.all&t.strong != 0 {
		s.Score = t.words(c, m)
	}
	s.Repeat = t.p.Publisher != 0 && t.p.Publisher == c.Publisher && s.Days > repeatDays && (s.Whole || s.Score >= repeatScore)
	if t.p.Publisher != 0 && t.p.Publisher == c.Publisher && !s.Whole {
		s.Score *= ownShare
	}
	short := min(t.p.telling(), c.telling()) <= shortWords && s.Days > shortDays
	if bits.OnesCount64(m.all&t.strong) < leastShared {
		s.Score *= fewShare
	}
	switch {
	case s.Cluster != 0:
		s.Score = max(s.Score, clustered)
	case s.Repeat || short || s.Days > formDays && t.sameForm(c, m):
		s.Score = 0
	}
	s.Score *= max(0, 1-perDay*s.Days)
	return s
}

// sameForm reports whether the headlines are the same but for numbers and few words.
func (t *tally) sameForm(c *Profile, m matched) bool {
	shared := bits.OnesCount64(m.title & t.p.sums.form)
	return shared > 0 && max(bits.OnesCount64(t.p.sums.form), bits.OnesCount64(c.sums.form))-shared <= formWords
}

// telling returns how many words of a headline tell something.
func (p *Profile) telling() int { return bits.OnesCount64(p.sums.titles & p.sums.strong) }

// words returns the cosine of the words of the headlines, and of the texts where
// both have one and that makes them more alike.
func (t *tally) words(c *Profile, m matched) float64 {
	title := t.headlines(c, m.title)
	if m.all == m.title {
		return title
	}
	return max(title, (1-textShare)*title+textShare*t.texts(c))
}

// headlines compares the words of the headlines, of which shared are the candidate's
// too.
func (t *tally) headlines(c *Profile, shared uint64) float64 {
	var dot, norm float64
	other := c.sums.title
	for i, term := range t.terms {
		if t.title&(1<<i) == 0 {
			continue
		}
		w := float64(term.Weight) * t.share[i]
		norm += w * w
		if shared&(1<<i) != 0 {
			dot += w * w
			full := float64(term.Weight)
			other -= full*full - w*w
		}
	}
	if dot == 0 {
		return 0
	}
	return min(1, dot/math.Sqrt(norm*max(other, dot)))
}

// texts compares all words, by how often they are in each story.
func (t *tally) texts(c *Profile) float64 {
	var dot, norm float64
	other, j := c.sums.all, 0
	for i, term := range t.terms {
		own := float64(term.full) * t.share[i]
		norm += own * own
		for j < len(c.Terms) && c.Terms[j].Hash < term.Hash {
			j++
		}
		if j < len(c.Terms) && c.Terms[j].Hash == term.Hash {
			full := float64(c.Terms[j].full)
			its := full * t.share[i]
			dot += own * its
			other -= full*full - its*its
		}
	}
	if dot == 0 {
		return 0
	}
	return min(1, dot/math.Sqrt(norm*max(other, 1)))
}
