package document

import (
	"cmp"
	"slices"

	"newsarchive/internal/news"
	"newsarchive/internal/segment"
	"newsarchive/internal/words"
)

// Kind is what a field knows of its terms.
type Kind int

// The kinds.
const (
	Positions Kind = iota // where each stands
	Counts                // how often each is there
	Set                   // that each is there
	Number                // one number, below 2⁶⁰
)

// Terms is a field of a document as plain values, for another engine than bleve.
// Of the field with all words there is one for each part of the document, whose
// positions begin at 0; it has occurrences instead of terms. There the headline begins
// with [Beginning], and of a script without spaces the first letter of each term is a
// term too: another engine finds words that begin so without a list of them.
type Terms struct {
	Name        string
	Kind        Kind
	Terms       []Term       // ordered by text
	Occurrences []Occurrence // ordered by position, then by text
	Length      int          // in words: the sum of the counts, or less where some count twice; 0 for part of a field
	Number      uint64
}

// Term is a term of a field.
type Term struct {
	Text  string
	Count int // 0 in a set
}

// Occurrence is a position of a term.
type Occurrence struct {
	At   int
	Text string
}

// Beginning is the term before the first word of the headline. No word has its
// character.
const Beginning = "^"

// The parts of the field with all words.
const (
	PartTitle     = "title"
	PartPublisher = "publisher"
	PartHeadlines = "headlines"
	PartText      = "text"
)

// Parts returns the parts in their order.
func Parts() []string { return []string{PartTitle, PartPublisher, PartHeadlines, PartText} }

// Terms returns the fields of an entry's document, without those by which only this
// index counts.
func (b *Builder) Terms(d *news.Entry) []Terms {
	fields := b.Document(d).fields
	all := make([]Terms, 0, len(fields)+len(Parts()))
	for _, f := range fields {
		switch {
		case len(f.terms) == 0, f.name == FieldPublisher:
		case f.name == FieldAll:
			all = append(all, f.parts()...)
		case f.name == FieldStem:
			all = append(all, f.values())
			if marks := f.marks(); len(marks.Terms) > 0 {
				all = append(all, marks)
			}
		default:
			all = append(all, f.values())
		}
	}
	return all
}

// values returns a field without positions.
func (f *field) values() Terms {
	v := Terms{Name: f.name, Kind: KindOf(f.name), Length: f.length}
	if v.Kind == Set {
		v.Length = 0
	}
	v.Terms = make([]Term, 0, len(f.terms))
	for text, t := range f.terms {
		if number, ok := segment.NumberOf(text, t.Frequency(), f.length); ok {
			return Terms{Name: f.name, Kind: Number, Number: number}
		}
		count := t.Frequency()
		switch {
		case v.Kind == Set:
			count = 0
		case f.name == FieldStem:
			count, _ = segment.CountOf(t)
		}
		v.Terms = append(v.Terms, Term{Text: text, Count: count})
	}
	slices.SortFunc(v.Terms, func(a, b Term) int { return cmp.Compare(a.Text, b.Text) })
	return v
}

// marks returns the marked terms of a field.
func (f *field) marks() Terms {
	v := Terms{Name: FieldTitle, Kind: Set}
	for text, t := range f.terms {
		if _, marked := segment.CountOf(t); marked {
			v.Terms = append(v.Terms, Term{Text: text})
		}
	}
	slices.SortFunc(v.Terms, func(a, b Term) int { return cmp.Compare(a.Text, b.Text) })
	return v
}

// parts returns the field with all words.
func (f *field) parts() []Terms {
	from := []int{0, AtPublisher, AtHeadlines, AtText} // the headline stands behind its beginning
	places := make([][]Occurrence, len(from))
	for text, t := range f.terms {
		first := words.FirstUnspaced(text)
		for _, pos := range segment.PositionsOf(t) {
			i := len(from) - 1
			for pos < from[i] {
				i--
			}
			places[i] = append(places[i], Occurrence{pos - from[i], text})
			if first != "" && first != text {
				places[i] = append(places[i], Occurrence{pos - from[i], first})
			}
		}
	}
	if len(places[0]) > 0 {
		places[0] = append(places[0], Occurrence{0, Beginning})
	}
	var all []Terms
	for i, name := range Parts() {
		if len(places[i]) > 0 {
			slices.SortFunc(places[i], func(a, b Occurrence) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Text, b.Text)) })
			all = append(all, Terms{Name: name, Kind: Positions, Occurrences: slices.Compact(places[i])})
		}
	}
	return all
}

// KindOf returns the kind of a field, of which [Builder.Terms] makes one.
func KindOf(field string) Kind {
	switch field {
	case FieldAll:
		return Positions
	case FieldStem, FieldOwn, FieldMention:
		return Counts
	case FieldTitle, FieldKey, FieldLink, FieldHeadline:
		return Set
	}
	return Number
}
