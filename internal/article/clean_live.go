package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropLive takes out the furniture of live blogs: times that stand alone ("10:32",
// "2 hours ago", "14.32 Uhr").
func dropLive(s *story) {
	remove(s.root, func(n *html.Node) bool {
		if !is(n, atom.P, atom.Div, atom.Span, atom.Time, atom.H2, atom.H3, atom.H4, atom.Li) || hasBlocks(n) || !block(n) && !alone(n) {
			return false
		}
		text := shortText(n, 40)
		return text != "" && clockText(strings.ToLower(text))
	})
}

// clockText reports whether a line is a time of day or an age.
func clockText(text string) bool {
	for _, end := range []string{" ago", " uhr", " min", " h", " pm", " am", " p.m.", " a.m.", " bst", " gmt", " est", " edt", " cet", " et", "h", "pm", "am"} {
		text = strings.TrimSuffix(text, end)
	}
	for _, begin := range []string{"vor ", "hace ", "il y a ", "há ", "updated ", "um ", "at "} {
		text = strings.TrimPrefix(text, begin)
	}
	digits, letters := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	hasMark := strings.ContainsAny(text, ":.")
	return digits >= 3 && digits <= 6 && letters == 0 && hasMark && !strings.Contains(text, "%") && !strings.ContainsAny(text, "€$£,")
}
