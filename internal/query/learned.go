package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// learnMark before a word also asks for the words that stand for it.
const learnMark = "~~"

// learned returns the node of a word with ~~ before it.
func (p *parser) learned(f Field, it item) Node {
	base := strings.TrimLeft(it.text, "~")
	n := p.words(f, item{text: base, from: it.to - len(base), to: it.to})
	w, ok := n.(Word)
	if !ok || !learnable(base) || f == Publisher {
		p.hint(it.from, it.to, "", learnsOneWord)
		return n
	}
	if p.opts.Learn == nil {
		p.hint(it.from, it.to, "", "no words are learned here; %s is left out", learnMark)
		return n
	}
	lessons, known := p.lessons[w.Text]
	if !known {
		var err error
		if lessons, err = p.learn(w.Text, it); err != nil {
			return nil
		}
	}
	p.operators++
	return Learned{Word: w, More: lessons, Pos: it.from}
}

const learnsOneWord = learnMark + " works on one word of a headline or text, without another mark; left out"

// learnsNothing returns the length of a ~~ that is not before one word, with a hint.
// What follows is read as if it was not there.
func (p *parser) learnsNothing(raw string) int {
	base := strings.TrimLeft(raw, "~")
	if !strings.HasPrefix(raw, learnMark) || learnable(base) {
		return 0
	}
	p.hint(p.pos, p.pos+len(raw), "", learnsOneWord)
	unmarked := strings.TrimLeftFunc(base, func(r rune) bool { return r == '-' || unicode.Is(unicode.Cf, r) })
	return len(raw) - len(unmarked)
}

// learnable reports a text that is one word, without another mark or a field.
func learnable(text string) bool {
	name, _, field := strings.Cut(text, ":")
	if field {
		_, field = fieldNamed(name)
	}
	first, _ := utf8.DecodeRuneInString(text)
	return !field && len(parts(text)) == 1 && !strings.ContainsAny(text, "+*~#|") && !isOperator(text) && !hyphen(first) &&
		!strings.HasSuffix(ellipsis(text), "…")
}

// learn asks for the words that stand for a word, once a query.
func (p *parser) learn(word string, it item) ([]Lesson, error) {
	if len(p.lessons) == MaxLearned {
		p.fail(it.from, it.to, "", "the query has more than %d different words with %s", MaxLearned, learnMark)
		return nil, p.err
	}
	lessons, err := p.opts.Learn(word)
	if err != nil {
		p.fail(it.from, it.to, "", "%s%s: %v", learnMark, word, err)
		p.err.Err = err
		return nil, err
	}
	if p.lessons == nil {
		p.lessons = map[string][]Lesson{}
	}
	p.lessons[word] = lessons
	return lessons, nil
}

// Either returns the word and those that stand for it, joined with OR.
func (n Learned) Either() Node {
	nodes := []Node{n.Word}
	for _, l := range n.More {
		nodes = append(nodes, n.lesson(l))
	}
	return either(nodes...)
}

// lesson returns a learned word as if it were typed in the same place.
func (n Learned) lesson(l Lesson) Word {
	return Word{Field: n.Word.Field, Text: l.Text, Pos: n.Word.Pos}
}

// Words returns the learned words as nodes, in their order.
func (n Learned) Words() []Word {
	words := make([]Word, len(n.More))
	for i, l := range n.More {
		words[i] = n.lesson(l)
	}
	return words
}

// LearnedIn returns the nodes of a tree with words that were learned, in the order
// typed, without those of topics.
func LearnedIn(n Node) (all []Learned) {
	var nodes []Node
	switch n := n.(type) {
	case Learned:
		return []Learned{n}
	case And:
		nodes = n.Nodes
	case Or:
		nodes = n.Nodes
	case Not:
		nodes = []Node{n.Node}
	}
	for _, part := range nodes {
		all = append(all, LearnedIn(part)...)
	}
	return all
}
