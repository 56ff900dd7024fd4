package learn

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
)

// count is what the headlines of all events say of each word that one of them has.
type count struct {
	headlines  int // of all events
	events     int // with headlines of both kinds
	candidates map[string]*candidate
}

// candidate counts a word in headlines that have the word that is asked for, and
// in those that lack it.
type candidate struct {
	stem       string
	forms      map[string]int
	publishers map[string]bool
	all        int // headlines that have it
	headlines  int // that have it alone, equal ones once
	events     int // of these

	share            float64 // of the headlines that lack the other word, summed over events
	beside, expected float64 // headlines with both words, and how many would have both by chance
	squares          float64 // the squared differences of both, summed over events
}

// count counts in the events that have headlines with and without the word.
func (l *Learner) count(asked map[string]bool, headlines []Headline) count {
	c := count{candidates: map[string]*candidate{}}
	byEvent := map[int64][]Headline{}
	for _, h := range headlines {
		byEvent[h.Event] = append(byEvent[h.Event], h)
	}
	for _, event := range slices.Sorted(maps.Keys(byEvent)) {
		var with, without []title
		seen := map[string]bool{}
		titles := map[Headline]title{} // by the text alone
		for _, h := range byEvent[event] {
			text := Headline{Title: h.Title, Language: h.Language}
			t, again := titles[text]
			if !again {
				t = l.read(h, asked)
				titles[text] = t
			}
			if c.note(t); again {
				continue
			}
			words := strings.Join(slices.Sorted(maps.Keys(t.terms)), " ")
			switch {
			case seen[words]:
				continue
			case t.has:
				with = append(with, t)
			default:
				without = append(without, t)
			}
			seen[words] = true
		}
		if len(with) > 0 && len(without) > 0 {
			c.events++
			c.add(with, without)
		}
	}
	return c
}

// note counts a headline among all.
func (c *count) note(t title) {
	c.headlines++
	for stem := range t.terms {
		c.of(stem).all++
	}
}

// add counts the headlines of one event (one stratum of Mantel and Haenszel).
func (c *count) add(with, without []title) {
	type pair struct{ with, without int }
	here := map[string]pair{}
	for _, t := range with {
		for stem := range t.terms {
			p := here[stem]
			p.with++
			here[stem] = p
		}
	}
	for _, t := range without {
		for stem, form := range t.terms {
			p := here[stem]
			p.without++
			here[stem] = p
			c.of(stem).form(form, t.publisher)
		}
	}
	a, b := float64(len(with)), float64(len(without))
	n := a + b
	for stem, p := range here {
		v := c.of(stem)
		has := float64(p.with + p.without)
		expected := a * has / n
		v.beside += float64(p.with)
		v.expected += expected
		v.squares += (expected - float64(p.with)) * (expected - float64(p.with))
		if p.without > 0 {
			v.events++
			v.headlines += p.without
			v.share += float64(p.without) / b
		}
	}
}

func (c *count) of(stem string) *candidate {
	v := c.candidates[stem]
	if v == nil {
		v = &candidate{stem: stem, forms: map[string]int{}, publishers: map[string]bool{}}
		c.candidates[stem] = v
	}
	return v
}

func (v *candidate) form(form, publisher string) {
	v.forms[form]++
	v.publishers[publisher] = true
}

// text returns the most frequent form; of equally frequent ones the shortest.
func (v *candidate) text() (text string) {
	for _, form := range slices.Sorted(maps.Keys(v.forms)) {
		if n := v.forms[form]; text == "" || n > v.forms[text] || n == v.forms[text] && len(form) < len(text) {
			text = form
		}
	}
	return text
}

// What a word must reach to stand for another one.
const (
	minEvents     = 6   // events that have it in place of the other word
	minPublishers = 2   // that write it
	minShare      = .02 // of the headlines that lack the other word
	maxBeside     = .6  // of the headlines that would have both words by chance
	minInstead    = 1.9 // standard deviations by which these are fewer
	minWeight     = 3.8 // see weight
)

// besideShare is how many headlines have both words, as a share of those that would
// have both by chance.
func (v *candidate) besideShare() float64 { return v.beside / v.expected }

// instead is by how many standard deviations the headlines with both words are fewer
// than by chance. Each event counts as one observation, so that a word of few events
// with many headlines does not get far.
func (v *candidate) instead() float64 {
	return (v.expected - v.beside) / math.Sqrt(max(v.squares, 1e-9))
}

// weight is how surely a word stands for the other one. lift is how many times as
// frequent it is in headlines without the other word as in those of other events.
func (v *candidate) weight(lift float64) float64 {
	return v.instead() * (1 - v.besideShare()) * math.Log(max(lift, 1))
}

// best returns the words that stand for the one asked for.
func (c *count) best(frequency Frequency) ([]Word, error) {
	type weighed struct {
		*candidate
		weight float64
	}
	var some []weighed
	for _, v := range c.rarelyBeside() {
		lift, err := c.lift(v, frequency)
		if err != nil {
			return nil, err
		}
		if weight := v.weight(lift); weight >= minWeight {
			some = append(some, weighed{v, weight})
		}
	}
	slices.SortStableFunc(some, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	words := make([]Word, min(len(some), maxWords))
	for i := range words {
		words[i] = Word{some[i].text(), some[i].headlines, some[i].events}
	}
	return words, nil
}

// rarelyBeside returns the words that are frequent enough in headlines without the
// other word, and rare beside it: those for which that is surest, at most
// maxCandidates.
func (c *count) rarelyBeside() (some []*candidate) {
	for _, stem := range slices.Sorted(maps.Keys(c.candidates)) {
		v := c.candidates[stem]
		often := v.events >= minEvents && len(v.publishers) >= minPublishers && v.share >= minShare*float64(c.events)
		if often && v.besideShare() <= maxBeside && v.instead() >= minInstead {
			some = append(some, v)
		}
	}
	slices.SortStableFunc(some, func(a, b *candidate) int { return cmp.Compare(b.instead(), a.instead()) })
	return some[:min(len(some), maxCandidates)]
}

// lift is how many times as frequent a word is in headlines without the other word
// as in those of other events.
func (c *count) lift(v *candidate, frequency Frequency) (float64, error) {
	with, of, err := frequency(v.stem)
	if err != nil {
		return 0, err
	}
	elsewhere := (float64(max(with-v.all, 0)) + .5) / (float64(max(of-c.headlines, 0)) + 1)
	return v.share / float64(c.events) / elsewhere, nil
}
