package query

import "strings"

// Extent returns where a leaf of the query that was typed stands in its text, in
// bytes, without its field; a tag with the # before it.
func (q *Query) Extent(leaf Node) (from, to int) {
	field := Any
	switch n := leaf.(type) {
	case Word:
		from, field = n.Pos, n.Field
	case Phrase:
		from, field = n.Pos, n.Field
	case Term:
		from, field = n.Pos, n.Field
	}
	if from < 0 || from >= len(q.Text) {
		return 0, 0
	}
	p := parser{text: q.Text, pos: from}
	if p.opens() {
		return from, p.quoted().to
	}
	to = p.wordEnd()
	if comma := strings.IndexByte(q.Text[from:to], ','); comma > 0 && field != Any {
		to = from + comma
	}
	if field == Tag && from > 0 && q.Text[from-1] == '#' {
		from--
	}
	return from, to
}

// Operators returns hints at or, and and not in small letters between words, which
// are words: to be shown when nothing was found.
func (q *Query) Operators() (hints []Hint) {
	words := freeWords(q.Typed)
	for i, w := range words {
		upper := strings.ToUpper(w.Text)
		if w.Text == upper || !isOperator(upper) || w.Exact || w.Prefix || w.Fuzzy > 0 || i == len(words)-1 || i == 0 && upper != "NOT" {
			continue
		}
		hints = append(hints, Hint{Pos: w.Pos, Len: len(w.Text), Msg: quote(w.Text) + " in small letters is a word", Suggestion: upper})
	}
	return hints
}

// freeWords returns the words that stand side by side in a query.
func freeWords(n Node) (words []Word) {
	and, ok := n.(And)
	if !ok {
		return nil
	}
	for _, part := range and.Nodes {
		if w, ok := part.(Word); ok && w.Field == Any {
			words = append(words, w)
		}
	}
	return words
}
