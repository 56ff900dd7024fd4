package index

import (
	"math"
	"slices"
	"strconv"

	"newsarchive/store"

	index "github.com/blevesearch/bleve_index_api"
)

// Positions tell the parts of a document apart, so that a phrase never spans
// two and title: and text: can be asked of exact words. A part that is too
// long for its range goes on in the last.
const (
	atTitle     = 1
	atPublisher = 1 << 10
	atHeadlines = 1<<10 + 1<<7
	atText      = 1 << 12
	between     = 8 // positions left free between two values
)

// builder turns the entries of the store into those of bleve. It is for one
// goroutine at a time.
type builder struct {
	words *words
	stems *stems
	slab  slab
}

func newBuilder() *builder {
	return &builder{words: newWords(), stems: newStems()}
}

// entry returns the entry of a document.
func (b *builder) entry(d *store.Entry) *entry {
	e := &entry{
		id:     strconv.FormatInt(d.ID, 10),
		fields: make([]*field, 0, 16),
		size:   1 << 10,
		slab:   &b.slab,
	}
	b.texts(e, d)
	b.keyTerms(e, d)
	b.linkTerms(e, d)
	if len(d.Items) > 0 {
		own := e.field(fieldOwn, withCounts, len(d.Items))
		own.length = 1
		for _, id := range d.Items {
			own.add(strconv.FormatInt(id, 10))
		}
	}
	e.number(fieldWhen, moment(d.Published))
	e.number(fieldSeen, moment(d.Seen))
	if d.ChangedDay != "" {
		e.number(fieldLast, moment(d.Changed))
	}
	b.mentions(e, d)
	if d.Chain > 0 && d.ClusterSize > 1 {
		e.number(fieldChain, uint64(d.Chain))
	}
	e.number(fieldSum, Sum(d))
	e.slab = nil // others add the id, at once with those of other documents
	return e
}

// texts adds the fields of words: all texts are cut into words once.
func (b *builder) texts(e *entry, d *store.Entry) {
	hint := 16 + (len(d.Title)+len(d.Text))/8
	w := writer{
		stems: b.stems, stemmer: b.stems.of(d.Language), slab: &b.slab,
		all:  e.field(fieldAll, withPositions, hint),
		stem: e.field(fieldStem, withCounts, hint),
		text: atText,
	}
	title := e.field(fieldTitle, keywords, 16)
	w.title = title
	w.part(b.words.scan(d.Title), atTitle, atPublisher)
	w.title = nil
	w.part(b.words.scan(d.Publisher), atPublisher, atHeadlines)
	next := atHeadlines
	for i, h := range d.Headlines {
		if h != d.Title && !slices.Contains(d.Headlines[:i], h) {
			next = w.part(b.words.scan(h), next, atText)
		}
	}
	w.part(b.words.scan(d.Text), w.text, math.MaxInt)
}

// writer adds the words of the parts of one document to its fields.
type writer struct {
	stems   *stems
	stemmer int
	slab    *slab
	all     *field
	stem    *field
	title   *field // nil when the part is not the title
	text    int    // the next free position of the text
}

// part adds the tokens of one value from a position on, and returns where the
// next value may begin. What does not fit before the limit goes to the text.
func (w *writer) part(tokens []token, from, limit int) int {
	end, beyond := from, w.text
	locations := make([]index.TokenLocation, len(tokens))
	for i, t := range tokens {
		at := from + t.pos
		if at+between >= limit {
			at = w.text + t.pos
			beyond = max(beyond, at+1+between)
		} else {
			end = max(end, at+1)
		}
		locations[i].Position = at
		tf := w.all.add(t.term)
		w.slab.place(tf, &locations[i])
		stem := w.stems.term(w.stemmer, t)
		w.stem.add(stem)
		if w.title != nil {
			w.title.add(stem)
			w.stem.add(stem)
		}
	}
	w.all.length += len(tokens)
	w.stem.length += len(tokens)
	w.text = beyond
	return end + between
}
