package article

import "golang.org/x/net/html"

// step takes out of a story what is no part of its text. The steps run in
// order; go test ./internal/article -run '^$' -bench Table prints what each one
// wins.
type step struct {
	name string
	run  func(*story)
}

func steps() []step {
	return []step{
		{"captions", moveCaptions},
		{"controls", dropControls},
		{"names", dropNamed},
		{"related", dropRelated},
		{"phrases", dropPhrases},
		{"links", dropLinkLists},
		{"headline", dropHeadline},
		{"live", dropLive},
		{"ends", dropEnds},
		{"lead", addLead},
		{"data", takeBody},
	}
}

// drop takes out the elements for which match is true, unless they are half
// of the text or more: then they are not what match took them for.
func (s *story) drop(match func(*html.Node) bool) {
	var found []*html.Node
	length := 0
	for n := next(s.root, s.root, true); n != nil; {
		if n.Type != html.ElementNode || !match(n) {
			n = next(s.root, n, true)
			continue
		}
		own, _ := textLength(n)
		length += own
		found = append(found, n)
		n = next(s.root, n, false)
	}
	if length*2 > s.length {
		return
	}
	for _, n := range found {
		n.Parent.RemoveChild(n)
	}
}
