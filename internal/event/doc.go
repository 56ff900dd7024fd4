// Package event decides which stories of different feeds and publishers tell of
// the same happening.
//
//	Story ─Reader→ Profile ─Keys→ candidates ─Decide→ Decision
//
// A Reader makes a Profile of a story: its words as numbers with a weight each,
// its day and its publisher. Stories that share one of a profile's keys within
// Window days are its candidates. Decide compares a profile with the candidates
// that come before it in the order of Profile.Before, and puts it into the event
// whose stories are most like it in the mean (average link), or lets it begin an
// event of its own.
//
// Events that are alike in the mean over all pairs of their stories are then merged
// (Merge): each decision says how like a story is to other events than its own, and the
// sums of these bonds say how like two events are. A merge changes no decision.
//
// So the event of a story is a function of the stories before it and of their
// events, and never of the order in which they arrived: weights of words belong
// to the version of the method, not to the archive. When a story arrives late,
// those behind it that share a key are decided again, and so on as long as an
// event changes; Settle does that over any Neighbourhood. The result is the one
// of a single pass over all stories in their order.
//
// The package knows no database and keeps nothing: its user stores profiles,
// keys and events, and makes them anew when Version changes.
package event

// Version is the number of the method. It changes with everything that may
// change a profile, a key or a decision; what was decided by another version is
// to be decided again.
//
//	1: the first
//	2: words weigh by how common they are; alike events are merged
//	3: events are bounded; a headline counts once; what is written each day in one form is
//	   of no event; texts tell more
const Version = 3

// Limits of the method. All are per story.
const (
	// Window is how many days candidates may be apart.
	Window = 3
	// MaxKeys is how many keys a profile has at most.
	MaxKeys = 12
	// PerKey is how many stories a key finds at most in each direction: those
	// nearest in the order.
	PerKey = 64
	// MaxCandidates is how many of the stories found are compared.
	MaxCandidates = 200
	// MaxStories is how many stories an event holds, as far as each can tell from its
	// candidates: see Decision.Nth. Those that follow begin another one.
	MaxStories = 1000
	// MaxBonds is how many bonds with other events a story has at most.
	MaxBonds = 8
)
