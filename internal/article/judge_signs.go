package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// signs are what stands in a page besides its text.
type signs struct {
	wall      bool // the box of a paywall
	password  bool // a field for a password
	player    bool // a video or audio player
	captcha   bool
	headlines int // words in links that are as long as a headline
	prose     int // words in paragraphs of prose
	links     int // links that are as long as a headline
}

// countWords counts words; two characters of a script without spaces are one.
func countWords(text string) int {
	words, characters, inside := 0, 0, false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer):
			characters++
			inside = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inside {
				words++
			}
			inside = true
		case r == '\'' || r == '’' || r == '-' || unicode.IsMark(r):
		default:
			inside = false
		}
	}
	return words + characters/2
}

// readSigns looks at the page before its text is cut out of it.
func readSigns(doc *html.Node) signs {
	var s signs
	players := []string{"youtube", "vimeo", "player", "dailymotion", "brightcove", "jwplatform", "embed"}
	captchas := []string{"captcha", "cf-challenge", "challenge-form", "px-block"}
	walls := wallNames()
	for n := doc; n != nil; n = next(doc, n, !is(n, atom.Script, atom.Style, atom.Noscript)) {
		if n.Type != html.ElementNode {
			continue
		}
		name := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
		switch {
		case is(n, atom.Input):
			s.password = s.password || strings.EqualFold(attr(n, "type"), "password")
		case is(n, atom.Video, atom.Audio):
			s.player = true
		case is(n, atom.Iframe):
			s.player = s.player || hasAny(strings.ToLower(attr(n, "src")), players)
			s.captcha = s.captcha || strings.Contains(attr(n, "src"), "captcha")
		case is(n, atom.A):
			if words := countWords(shortText(n, 300)); words >= 5 {
				s.links++
				s.headlines += words
			}
		case is(n, atom.P, atom.Div, atom.Td, atom.Section) && !hasBlocks(n):
			if all, linked := textLength(n); all > 60 && linked*2 < all {
				s.prose += countWords(textOf(n))
			}
		}
		s.wall = s.wall || hasAny(name, walls)
		s.captcha = s.captcha || hasAny(name, captchas)
	}
	return s
}

func hasAny(text string, parts []string) bool { return phrases(text, parts) > 0 }

// phrases counts which of the phrases stand in the text.
func phrases(text string, all []string) (n int) {
	for _, p := range all {
		if strings.Contains(text, p) {
			n++
		}
	}
	return n
}
