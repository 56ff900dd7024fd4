package feed

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// titleHTML returns a headline of RSS, where nothing says whether it is HTML,
// as HTML. A tag is markup when it is one of HTML's and its end stands in the
// headline too; every other "<" is a character: the headline is about it.
func titleHTML(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	tags := titleTags(s)
	open := map[string][]int{} // elements that are open, by name
	markup := make([]bool, len(tags))
	for i, g := range tags {
		switch {
		case g.literal:
		case g.selfClosing:
			markup[i] = true
		case !g.closing:
			open[g.name] = append(open[g.name], i)
		default:
			if n := len(open[g.name]); n > 0 {
				markup[i], markup[open[g.name][n-1]] = true, true
				open[g.name] = open[g.name][:n-1]
			}
		}
	}
	var b strings.Builder
	at := 0
	for i, g := range tags {
		if !markup[i] {
			b.WriteString(s[at:g.from] + "&lt;")
			at = g.from + 1
		}
	}
	b.WriteString(s[at:])
	return b.String()
}

// titleTag is a "<" of a headline, and what it may begin.
type titleTag struct {
	from        int
	name        string
	closing     bool
	selfClosing bool // has no end tag
	literal     bool // is no tag of HTML that a headline may have
}

func titleTags(s string) (tags []titleTag) {
	lastComment := strings.LastIndex(s, "-->") // searched once, however many begin
	for i := 0; i < len(s); i++ {
		if s[i] != '<' {
			continue
		}
		g := titleTag{from: i}
		rest := s[i+1:]
		if strings.HasPrefix(rest, "!--") && i+3 <= lastComment {
			tags = append(tags, titleTag{from: i, selfClosing: true})
			continue
		}
		if after, ok := strings.CutPrefix(rest, "/"); ok {
			rest, g.closing = after, true
		}
		n := 0
		for n < len(rest) && (letter(rest[n]) || '0' <= rest[n] && rest[n] <= '9') {
			n++
		}
		g.name = strings.ToLower(rest[:n])
		stop := strings.IndexAny(rest, "<>")
		a := atom.Lookup([]byte(g.name))
		switch {
		case n == 0, a == 0, stop < 0 || rest[stop] != '>':
			g.literal = true
		case void(g.name):
			attrs := strings.Trim(rest[n:stop], " /")
			spaced := i > 0 && s[i-1] == ' ' && strings.HasPrefix(rest[stop+1:], " ")
			g.selfClosing = attrs != "" || !spaced && (a == atom.Br || a == atom.Wbr || a == atom.Hr)
			g.literal = !g.selfClosing
		}
		tags = append(tags, g)
	}
	return tags
}
