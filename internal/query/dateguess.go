package query

import "strings"

// notADate returns the error that s is no date, with a suggestion if possible.
func notADate(c calendar, s, word string) *Error {
	err := wrongDate(s, "", "%s is no date: write 2026, 2026-01, 2026-W03, 2026-01-14, 2026-01-14T09:30, jan, today, monday, last-week or 7d", quote(s))
	if guess := isoGuess(word); guess != "" {
		if _, wrong := c.numeric(guess, guess); wrong == nil {
			err.Suggestion = strings.ToUpper(guess)
			return err
		}
	}
	err.Suggestion = nearest(word, dateNames())
	return err
}

// isoGuess returns 2026/1/4, 2026.01.04, 4.1.2026 and 20260104 as ISO dates, and
// "" for other text. 1/4/2026 is ambiguous and gives "".
func isoGuess(s string) string {
	if _, ok := digits(s, 8); ok {
		return s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	n := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-/. ", r) })
	if len(n) == 3 && len(n[2]) == 4 && strings.Count(s, ".") == 2 {
		n[0], n[2] = n[2], n[0]
	}
	if len(n) < 2 || len(n[0]) != 4 {
		return ""
	}
	for i := range n[1:] {
		if len(n[i+1]) == 1 {
			n[i+1] = "0" + n[i+1]
		}
	}
	if guess := strings.Join(n, "-"); guess != s {
		return guess
	}
	return ""
}

// nearest returns the word that is one typing error away from s, or "".
func nearest(s string, words []string) string {
	best, least := "", len(s)/2+1
	for _, w := range words {
		if d := distance(s, w); d < min(least, 3) {
			best, least = w, d
		}
	}
	return best
}

// distance returns the edit distance of two short words: letters to change, add
// or remove, and neighbours to swap (optimal string alignment).
func distance(a, b string) int {
	if len(a) > 32 {
		return len(a)
	}
	var before, row []int
	next := make([]int, len(b)+1)
	for j := range next {
		next[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, row, next = row, next, make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			if a[i-1] == b[j-1] {
				next[j] = row[j-1]
				continue
			}
			next[j] = 1 + min(row[j-1], row[j], next[j-1])
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
	}
	return next[len(b)]
}
