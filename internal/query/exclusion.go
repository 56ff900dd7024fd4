package query

import "strings"

// exclusion tells the words of English prose that it excludes: those between
// "excluding", "except for", "but not" or "but do not" and the end of the clause,
// and behind a clause's first word "exclude". "But not only" excludes nothing.
type exclusion struct {
	excludes bool
	last     string // the word before, and what leads to it; empty at the beginning of a clause
}

// between reads what is between two words.
func (e *exclusion) between(text string) {
	if strings.ContainsAny(text, ".,?!;:()\n") {
		*e = exclusion{}
	}
}

// word reads a word in lower case, and reports whether it is excluded.
func (e *exclusion) word(word string) bool {
	excluded := e.excludes
	if e.last == "but not" || e.last == "but do not" {
		switch word {
		case "only", "exclusively", "necessarily", "just", "always", "limited":
			e.excludes, excluded = false, false
		}
	}
	switch {
	case word == "do" && e.last == "but", word == "not" && (e.last == "but" || e.last == "but do"):
		e.last += " " + word
	default:
		if word == "exclude" && e.last == "" || word == "excluding" || word == "for" && e.last == "except" {
			e.excludes = true
		}
		e.last = word
	}
	e.excludes = e.excludes || strings.HasPrefix(e.last, "but") && strings.HasSuffix(e.last, " not")
	return excluded
}
