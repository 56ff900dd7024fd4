package gnews

import (
	"strconv"
	"strings"
)

// Story is a story whose address is wanted.
type Story struct {
	Token    string
	Site     string // of its publisher, as news.Site gives it; may be empty
	Progress string // of the last Outcome of this token; else empty
}

// Outcome is what became known of a token.
type Outcome struct {
	Token string
	State State
	// Address is that of a Resolved story at its publisher; [Check] accepts it.
	Address string
	// OtherSite means that the host of Address does not belong to Story.Site.
	OtherSite bool
	// Progress is what is known of a Pending or Failed story, for Story.Progress of
	// the next run.
	Progress string
	// Err is why a story is Refused or Failed.
	Err error
}

// State is how far a story is resolved.
type State string

const (
	// Resolved: the address is known.
	Resolved State = "resolved"
	// Pending: Google answered, and another request has to follow. It follows in
	// this run if the budget allows.
	Pending State = "pending"
	// Refused: Google's answer has no address that can be used. Asking again would
	// bring the same.
	Refused State = "refused"
	// Failed: the request failed or its answer could not be read. Another run may
	// do better.
	Failed State = "failed"
)

// unsigned is the progress of a token whose first page has no signature.
const unsigned = "unsigned"

// task is a story on its way.
type task struct {
	Story
	signature signature
	unsigned  bool // the first of its two pages is known to have no signature
}

func newTask(s Story) task {
	t := task{Story: s, unsigned: s.Progress == unsigned}
	if seconds, value, ok := strings.Cut(s.Progress, ":"); ok {
		t.signature, _ = newSignature(seconds, value)
	}
	return t
}

func (t task) signed() bool { return t.signature != signature{} }

func (t task) progress() string {
	switch {
	case t.signed():
		return strconv.FormatInt(t.signature.time, 10) + ":" + t.signature.value
	case t.unsigned:
		return unsigned
	}
	return ""
}
