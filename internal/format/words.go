package format

import "strconv"

// Plural returns a number with its noun.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// OrEverything returns a query, or what the empty one asks for.
func OrEverything(query string) string {
	if query == "" {
		return "anything"
	}
	return query
}
