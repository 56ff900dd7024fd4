package match

import (
	"slices"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// First returns what comes first among the stories that a query matches, the best
// last: those whose own headline has its phrases, and those whose own headline the
// whole query is.
func (c Compiler) First(q *query.Query) (first []Expr, err error) {
	phrases, err := c.headlinePhrases(q.Typed)
	if err != nil {
		return nil, err
	}
	whole, err := c.headline(q.Text)
	if err != nil {
		return nil, err
	}
	for _, e := range []Expr{phrases, whole} {
		if e != nil {
			first = append(first, e)
		}
	}
	return first, nil
}

// headlinePhrases matches headlines with all quoted phrases that a query asks for;
// nil if it has none.
func (c Compiler) headlinePhrases(root query.Node) (Expr, error) {
	nodes := []query.Node{root}
	if and, ok := root.(query.And); ok {
		nodes = and.Nodes
	}
	var all And
	for _, n := range nodes {
		p, ok := n.(query.Phrase)
		if !ok || p.Hyphen || p.Field != query.Any {
			continue
		}
		row, _ := c.cut(p.Text)
		if len(row) == 0 {
			continue
		}
		slots, err := c.quotedSlots(p, row)
		if err != nil {
			return nil, err
		}
		all = append(all, phrase{slots, document.AtTitle, document.AtPublisher})
	}
	if len(all) == 0 {
		return nil, nil //nolint:nilnil // see above
	}
	return all, nil
}

// headline matches the stories whose own headline a text is: as it stands, without
// what stands behind its last dash or bar, which may be the publisher, or, where it
// ends in an ellipsis, as its beginning. It is nil where a text can be no headline.
func (c Compiler) headline(text string) (Expr, error) {
	if len(text) > query.MaxBytes {
		return nil, nil //nolint:nilnil // a page is no headline
	}
	if begin, cut := cutShort(text); cut {
		return c.headlineBegins(begin)
	}
	found := Terms{field: document.FieldHeadline}
	for _, some := range append(withoutEnding(text), text) {
		if h := document.Headline(c.Tokenizer.Tokens(some)); h != "" && !slices.Contains(found.any, h) {
			found.any = append(found.any, h)
		}
	}
	if n, err := found.Cost(c.Session); err != nil || n == 0 {
		return nil, err
	}
	return found, nil
}

// headlineBegins matches headlines that begin with the words of a text, of which
// the last may go on.
func (c Compiler) headlineBegins(text string) (Expr, error) {
	row, _ := c.cut(text)
	if len(row) < 2 {
		return nil, nil //nolint:nilnil // it says too little
	}
	slots, err := c.openEnd(row)
	if err != nil {
		return nil, err
	}
	return phrase{slots, document.AtTitle, document.AtTitle + 1}, nil
}

// openEnd returns the alternatives for each word of a row, of which the last may
// go on.
func (c Compiler) openEnd(row []words.Token) ([][]string, error) {
	slots, err := c.slots(row)
	if err != nil {
		return nil, err
	}
	last := row[len(row)-1].Term
	longer, _, err := c.Lexicon.Prefix(document.FieldAll, last, maxExpansions)
	if err != nil {
		return nil, err
	}
	slots[len(slots)-1] = append(slots[len(slots)-1], longer...)
	return slots, nil
}

// cutShort returns a text without the ellipsis at its end, and whether it has one.
func cutShort(text string) (begin string, cut bool) {
	text = strings.TrimRight(text, " \"'”’»)")
	for _, dots := range []string{"…", "...", "[…]", "[...]"} {
		if begin, cut = strings.CutSuffix(text, dots); cut {
			return begin, true
		}
	}
	return text, false
}

// withoutEnding returns a headline without what stands behind its first and its last dash or bar
// between spaces.
func withoutEnding(text string) (shorter []string) {
	for _, find := range []func(s, sep string) int{strings.Index, strings.LastIndex} {
		for _, bar := range []string{" - ", " – ", " — ", " | ", " · ", " • "} {
			if at := find(text, bar); at > 0 {
				shorter = append(shorter, text[:at])
			}
		}
	}
	return shorter
}
