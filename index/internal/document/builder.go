package document

import (
	"math"
	"slices"
	"strconv"

	"newsarchive/internal/news"

	"newsarchive/internal/segment"
	"newsarchive/internal/words"
)

// Each part of a document has its own range of positions: no phrase spans two
// parts, and title: and text: work for exact words. A part that is too long
// for its range continues in the text's.
const (
	AtTitle     = 1
	AtPublisher = 1 << 10
	AtHeadlines = 1<<10 + 1<<7
	AtText      = 1 << 12
	gap         = 8 // positions left free between two values
)

// The words of one story that are indexed: about those of a novel, and more
// distinct ones than any novel has. Words beyond these are kept in the store and
// not found; the document has the flag "cut".
const (
	mostWords    = 200_000
	mostDistinct = 40_000
)

// Builder turns the store's entries into bleve's documents. It is for one
// goroutine at a time.
type Builder struct {
	tokenizer *words.Tokenizer
	stemmers  *words.Stemmers
	arena     arena
}

// NewBuilder returns a builder, which caches the words that it meets.
func NewBuilder() *Builder {
	return &Builder{tokenizer: words.NewTokenizer(), stemmers: words.NewStemmers()}
}

// Document returns the document of an entry. Every document has every field, in one
// order: bleve merges segments of the same fields by copying.
func (b *Builder) Document(d *news.Entry) *Document {
	e := &Document{
		id:     strconv.FormatInt(d.ID, 10),
		fields: make([]*field, 0, 16),
		size:   1 << 10,
		arena:  &b.arena,
	}
	b.texts(e, d)
	b.keyTerms(e, d)
	b.linkTerms(e, d)
	own := e.field(FieldOwn, withCounts, len(d.Items))
	for _, id := range d.Items {
		own.once(strconv.FormatInt(id, 10))
	}
	e.field(FieldWhen, withCounts, 1).number(Moment(d.Published))
	e.field(FieldSeen, withCounts, 1).number(Moment(d.Seen))
	if last := e.field(FieldLast, withCounts, 1); d.ChangedDay != "" {
		last.number(Moment(d.Changed))
	}
	b.mentions(e, d)
	if chain := e.field(FieldChain, withCounts, 1); d.Chain > 0 && d.ClusterSize > 1 {
		chain.number(uint64(d.Chain))
	}
	e.field(FieldSum, withCounts, 1).number(Sum(d))
	e.arena = nil // bleve adds the id, in several goroutines at once
	return e
}

// texts adds the fields of words. Every text is cut into words once.
func (b *Builder) texts(e *Document, d *news.Entry) {
	hint := min(16+(len(d.Title)+len(d.Text)+len(d.PageText))/8, mostDistinct)
	w := writer{
		stemmers: b.stemmers, stemmer: b.stemmers.For(d.Language),
		all:  e.field(FieldAll, withPositions, hint),
		stem: e.field(FieldStem, withCounts, hint),
		text: AtText,
	}
	tokens := b.tokenizer.Tokens(d.Title)
	headline := e.field(FieldHeadline, withCounts, 1)
	if h := Headline(tokens); h != "" {
		headline.once(h)
	}
	w.title = true
	w.part(tokens, AtTitle, AtPublisher)
	w.title = false
	w.part(b.tokenizer.Tokens(d.Publisher), AtPublisher, AtHeadlines)
	next := AtHeadlines
	for i, h := range d.Headlines {
		if h != d.Title && !slices.Contains(d.Headlines[:i], h) {
			next = w.part(b.tokenizer.Tokens(h), next, AtText)
		}
	}
	next = w.part(b.tokenizer.Tokens(d.Text), w.text, math.MaxInt)
	w.part(b.tokenizer.Tokens(d.PageText), next, math.MaxInt)
	e.cut = w.cut
}

// Stems returns the stemmed words of a story, how often it has each, and its
// length in words.
func (b *Builder) Stems(d *news.Entry) (freqs map[string]int, length int) {
	e := &Document{}
	b.texts(e, d)
	freqs = map[string]int{}
	for _, f := range e.fields {
		if f.name != FieldStem {
			continue
		}
		length = f.length
		for term, t := range f.terms {
			n, marked := segment.CountOf(t)
			if marked { // it was counted twice
				n--
			}
			freqs[term] = n
		}
	}
	return freqs, length
}

// writer adds the words of the parts of one document to its fields.
type writer struct {
	stemmers *words.Stemmers
	stemmer  int
	all      *field
	stem     *field
	title    bool // the part is the own headline
	text     int  // the next free position of the text
	cut      bool // there were more words than are indexed
}

// form adds one form of a word.
func (w *writer) form(term string) {
	times := 1
	if w.title {
		times = 2
	}
	segment.AddMarked(w.stem.term(term), times, w.title)
}

// part adds the tokens of one value from a position on, and returns where the
// next value may begin. What does not fit before the limit goes to the text.
func (w *writer) part(tokens []words.Token, from, limit int) int {
	end, beyond := from, w.text
	if left := max(mostWords-w.all.length, 0); len(tokens) > left {
		tokens, w.cut = tokens[:left], true
	}
	for i, t := range tokens {
		if len(w.all.terms) >= mostDistinct {
			tokens, w.cut = tokens[:i], true
			break
		}
		at := from + t.Pos
		if at+gap >= limit {
			at = w.text + t.Pos
			beyond = max(beyond, at+1+gap)
		} else {
			end = max(end, at+1)
		}
		w.all.addAt(t.Term, at)
		w.form(w.stemmers.Stem(w.stemmer, t))
		for _, spelled := range t.Also {
			w.all.addAt(spelled, at)
			w.form(w.stemmers.Stem(w.stemmer, words.Token{Term: spelled}))
		}
		for _, half := range words.Parts(t) {
			w.form(half)
		}
	}
	w.all.length += len(tokens)
	w.stem.length += len(tokens)
	w.text = beyond
	return end + gap
}
