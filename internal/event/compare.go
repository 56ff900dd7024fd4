package event

import "math"

// Similarity says how like two stories are.
type Similarity struct {
	Score   float64 // from 0 to 1: what they share of their words, less for each day between them
	Days    float64 // how far apart they are
	Whole   bool    // they have the same words in their headlines
	Repeat  bool    // they are of one publisher that writes nearly the same on different days
	Cluster int64   // an item that links both, or 0
}

// The numbers of the method, chosen on the sets that docs/evaluation.md names.
const (
	// Join is the similarity from which a story belongs to an event, in the mean
	// over the stories of the event that are most like it, if these are many; for n
	// stories it is joinFew divided by the square root of n more.
	Join    = 0.15
	joinFew = 0.16
	// mergeMean is the mean similarity, over all pairs of their stories, from which two
	// events are one, if these are many; for n pairs it is mergeFew divided by the
	// square root of n more.
	mergeMean = 0.045
	mergeFew  = 0.16
	// bondMean is the mean similarity of a story to the stories of an event from which
	// it counts for mergeMean.
	bondMean = 0.05
	// perDay is what of the similarity each day between two stories takes.
	perDay = 0.45
	// clustered is the similarity, at least, of stories that one item links.
	clustered = 0.8
	// repeatDays and repeatScore: of one publisher, stories that are so far apart
	// and so like each other are a column, a forecast or a running report.
	repeatDays  = 0.5
	repeatScore = 0.6
	// formDays is how far apart stories may be whose headlines are the same but for
	// numbers and formWords other words: what is written each day in one form, by
	// whomever, is no happening.
	formDays  = 0.5
	formWords = 1
	// ownShare of the similarity counts for two stories of one publisher, which
	// has columns and forms of its own.
	ownShare = 0.65
	// shortDays is how far apart stories may be of which one has a headline of
	// shortWords telling words or fewer.
	shortDays  = 0.75
	shortWords = 3
	// leastShared is how many telling words two stories are to share; with fewer,
	// fewShare of the similarity counts.
	leastShared = 2
	fewShare    = 0.72
	// textShare is what the words of the texts weigh beside those of the headlines.
	textShare = 0.7
)

// Compare returns the similarity of two stories, whichever comes first. Decide
// also weighs how common their words are at the time.
func Compare(a, b *Profile) Similarity {
	t := newTally(a)
	m := t.match(b)
	return t.similarity(b, m)
}

// between returns how two stories stand in time and to each other, and whether
// their words are to be compared.
func between(a, b *Profile) (s Similarity, comparable bool) {
	s.Days = math.Abs(float64(a.Time-b.Time)) / secondsADay
	s.Cluster = sharedCluster(a.Clusters, b.Clusters)
	if a.Time == 0 || b.Time == 0 || s.Days > Window || (a.Alone || b.Alone) && s.Cluster == 0 {
		return s, false
	}
	s.Whole = a.Whole != 0 && a.Whole == b.Whole
	return s, true
}

func sharedCluster(a, b []int64) int64 {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return x
			}
		}
	}
	return 0
}
