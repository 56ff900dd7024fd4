package event

import (
	"cmp"
	"math"
)

// Profile is a story as it is compared. A store keeps it with AppendBinary.
type Profile struct {
	ID        int64
	Time      int64  // of the effective date, in seconds since 1970; of a day, its noon in UTC; 0 without a date
	Tie       uint64 // orders stories of one Time: a hash of the story's key
	Publisher uint64 // a hash, 0 if unknown
	Whole     uint64 // a hash of the headline's words, 0 if there are too few to tell a happening
	Alone     bool   // tells of no happening of its own: a template, a column, one word
	Terms     []Term // ordered by Hash, each once
	Clusters  []int64

	sums sums
}

// sums are what is counted once of a profile's terms.
type sums struct {
	keys   []uint32
	title  float64 // the squares of the weights of the headlines' words together
	all    float64 // of all words, by how often each is there
	titles uint64  // the terms of the headlines, as a set of their numbers
	strong uint64  // the terms that tell something
	form   uint64  // those of the headlines that do, without numbers
}

// Term is a word of a headline or a text.
type Term struct {
	Hash   uint32
	Weight uint8 // what the word tells, 1 to 255
	InText bool  // it is a word of the text only
	Number bool  // it has no letters
	Times  uint8 // how often it is in the headline and the text, 1 to maxTimes

	full float32 // its weight by Times
}

// maxTimes is how often a word counts at most.
const maxTimes = 63

// byTimes returns the weight of a word, more if it is there more often.
func (t *Term) byTimes() float64 {
	if t.Times <= 1 {
		return float64(t.Weight)
	}
	return float64(t.Weight) * (1 + math.Log(float64(t.Times)))
}

// count counts what is needed of the terms.
func (p *Profile) count() {
	s := sums{keys: p.makeKeys()}
	for i, t := range p.Terms {
		full := t.byTimes()
		p.Terms[i].full = float32(full)
		s.all += full * full
		if !t.InText {
			s.title += float64(t.Weight) * float64(t.Weight)
			s.titles |= 1 << i
		}
		if t.Weight >= tellWeight {
			s.strong |= 1 << i
			if !t.InText && !t.Number {
				s.form |= 1 << i
			}
		}
	}
	p.sums = s
}

// Before reports whether p comes before q in the order in which stories are
// decided: by date, then by key.
func (p *Profile) Before(q *Profile) bool { return p.Compare(q) < 0 }

// Compare orders profiles: -1 if p comes before q, 0 if they are of one story.
func (p *Profile) Compare(q *Profile) int {
	return cmp.Or(cmp.Compare(p.Time, q.Time), cmp.Compare(p.Tie, q.Tie), cmp.Compare(p.ID, q.ID))
}

// Keys returns the hashes of the words by which candidates are found, at most
// MaxKeys and each once: those words of the headlines that tell most, then some of
// the text. There are none for a story that stands alone. Of equal words the ones
// with the smallest hashes are taken, so that copies of a text have the same keys.
// The slice must not be changed.
func (p *Profile) Keys() []uint32 { return p.sums.keys }

func (p *Profile) makeKeys() []uint32 {
	if p.Alone {
		return nil
	}
	k := keys{hashes: make([]uint32, 0, MaxKeys)}
	k.take(p.Terms, false, MaxKeys-textKeys)
	k.take(p.Terms, true, len(k.hashes)+textKeys)
	return k.hashes
}

// textKeys is how many of a story's keys are words of its text only.
const textKeys = 4

// keys are hashes of words, those of one take ordered by falling weight.
type keys struct {
	hashes  []uint32
	weights [MaxKeys]uint8
}

// take adds the words of the text, or those of the headlines, that weigh most,
// until there are most.
func (k *keys) take(terms []Term, inText bool, most int) {
	from := len(k.hashes)
	for _, t := range terms {
		if t.InText != inText || t.Weight < keyWeight {
			continue
		}
		at := len(k.hashes)
		for at > from && k.weights[at-1] < t.Weight {
			at--
		}
		if at == most {
			continue
		}
		if len(k.hashes) < most {
			k.hashes = append(k.hashes, 0)
		}
		copy(k.hashes[at+1:], k.hashes[at:])
		copy(k.weights[at+1:], k.weights[at:])
		k.hashes[at], k.weights[at] = t.Hash, t.Weight
	}
}
