package faultserver

import "slices"

// Fault is one way to fail.
type Fault struct {
	Name  string
	About string // what the server does
	// Stalls says that only a time-out ends the request.
	Stalls bool
	// Good says that a client gets a feed in spite of it.
	Good bool

	serve  func(*call)          // answers by HTTP at /NAME
	listen func(*Server) string // or: an address of its own
}

// Faults returns every fault, in a fixed order. Names differ.
func Faults() []Fault {
	return slices.Concat(statuses(), stalls(), broken(), redirects(), contents(), pages(), packings(), certificates(), unreachable(), validators())
}
