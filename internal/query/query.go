package query

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// The limits of a query. A prefix has a limit of its own, in the index.
const (
	MaxBytes  = 4 << 10
	MaxAtoms  = 64
	MaxLevels = 16

	MaxLearned = 8 // different words with ~~
)

// Options are what the meaning of a query depends on, beside its text. The zero
// Options is valid.
type Options struct {
	Now       time.Time      // determines today; zero means the clock
	Zone      *time.Location // the archive's zone, which determines days; nil means UTC
	ClockZone *time.Location // the zone of typed clock times; nil means Zone

	// Any reads the text as a question: as [Prose], unless it is a short query
	// with a field or with a word excluded by a hyphen. In such a query adjacent
	// words mean OR. With Strict, what is no valid query is an error.
	Any    bool
	Strict bool // the first hint is an error

	// Topic returns the text of a saved query; nil means there are none.
	Topic func(name string) (string, error)
	// Story returns headline and text of a story. nil means there are none.
	Story func(id int64) (text string, err error)
	// Learn returns the words that stand for a word in headlines, the best first.
	// nil means that none are known.
	Learn func(word string) ([]Lesson, error)
	// Feed reports whether a feed matches a reference, and the name nearest to one
	// that matches none, which gets a hint. nil means that all match.
	Feed func(ref string) (near string, ok bool)
}

func (o Options) withDefaults() Options {
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	o.Zone = cmp.Or(o.Zone, time.UTC)
	o.ClockZone = cmp.Or(o.ClockZone, o.Zone)
	return o
}

// Query is a parsed query.
type Query struct {
	Text  string // as it was typed
	Root  Node   // never nil
	Typed Node   // Root as it was typed, also where a caller has narrowed Root
	Hints []Hint // in the order typed
	Atoms int    // words and values in it

	Narrowed bool // Root asks for more than Typed

	Zone, ClockZone *time.Location // as in Options
}

// Parse parses a query. The error, if any, is an *[Error]: an invalid value of a
// field, a limit exceeded, or with Options.Strict the first hint.
func Parse(text string, opts Options) (*Query, error) {
	opts = opts.withDefaults()
	p := &parser{text: text, opts: opts, budget: &budget{}}
	root := p.parse()
	if cause := cmp.Or(p.err, p.unpaired); cause != nil && opts.Any && !opts.Strict {
		return Prose(text, opts, cause), nil
	}
	if p.err != nil {
		return nil, p.err
	}
	if opts.Strict && len(p.hints) > 0 {
		h := p.hints[0]
		return nil, &Error{Text: text, Pos: h.Pos, Len: h.Len, Msg: h.Msg, Suggestion: h.Suggestion}
	}
	if opts.Any && !p.isQuery() {
		return Prose(text, opts, nil), nil
	}
	return p.query(root), nil
}

func (p *parser) query(root Node) *Query {
	return &Query{Text: p.text, Root: root, Typed: root, Hints: p.hints, Atoms: p.atoms, Zone: p.opts.Zone, ClockZone: p.opts.ClockZone}
}

// parse reads the whole text. White space alone is All.
func (p *parser) parse() Node {
	if len(p.text) > MaxBytes {
		p.fail(MaxBytes, len(p.text), "", "the query has %d bytes; %d are the most", len(p.text), MaxBytes)
		return All{}
	}
	var root Node
	for p.skipSpace(); p.pos < len(p.text); p.skipSpace() {
		if p.text[p.pos] == ')' {
			p.unpair(p.pos, "nothing is open that ) could close", "it is left out")
			p.pos++
		}
		root = all(root, p.or())
	}
	if root == nil {
		if strings.ContainsFunc(p.text, func(r rune) bool { return !space(r) }) && len(p.hints) == 0 {
			p.hint(0, len(p.text), "", "there is no word to search for")
		}
		return All{}
	}
	return root
}

// budget has the limits that a query and its topics share.
type budget struct {
	atoms, levels int
	topics        []string // the topics being read, outermost first
	lessons       map[string][]Lesson
}

func (p *parser) fail(from, to int, suggestion, format string, args ...any) {
	if p.err == nil {
		p.err = &Error{Text: p.text, Pos: from, Len: to - from, Suggestion: suggestion, Msg: fmt.Sprintf(format, args...)}
	}
	p.pos = len(p.text) // ends every loop
}

// unpair hints at an unpaired parenthesis or quote.
func (p *parser) unpair(at int, problem, remedy string) {
	_, n := utf8.DecodeRuneInString(p.text[at:])
	if p.unpaired == nil {
		p.unpaired = &Error{Text: p.text, Pos: at, Len: n, Msg: problem}
	}
	p.hint(at, at+n, "", "%s; %s", problem, remedy)
}

// hint adds a hint, unless the last one has the same message.
func (p *parser) hint(from, to int, suggestion, format string, args ...any) {
	h := Hint{Pos: from, Len: to - from, Suggestion: suggestion, Msg: fmt.Sprintf(format, args...)}
	if n := len(p.hints); p.err == nil && (n == 0 || p.hints[n-1].Msg != h.Msg) {
		p.hints = append(p.hints, h)
	}
}
