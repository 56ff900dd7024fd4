package opensearch

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsarchive/index"
	"newsarchive/internal/words"
)

// lexicon is the words of an index, for [index.Compile]. OpenSearch has no list of the
// terms of a field, but it says how it rewrites a query: a prefix becomes the terms
// that it stands for. These are of all archives, and may be of documents that were
// removed, which finds nothing more.
type lexicon struct {
	*Asked
	ctx context.Context // a lexicon lives for one question
}

var _ index.Lexicon = lexicon{}

// atOnce is how many terms are listed at a time: a query of OpenSearch stands for 1,024
// at most.
const atOnce = 1001

// Prefix implements [index.Lexicon].
func (l lexicon) Prefix(field, prefix string, limit int) (terms []string, all bool, err error) {
	if index.KindOf(field) != index.Set {
		prefix = escape(prefix)
	}
	return l.inFields(field, limit, func(f string) ([]string, error) {
		if limit < atOnce {
			return l.rewritten(f, prefix+"*", object{"prefix": object{f: object{"value": prefix, "rewrite": topTerms(limit + 1)}}})
		}
		return l.beginning(f, prefix, anyNumber)
	})
}

// Fuzzy implements [index.Lexicon].
func (l lexicon) Fuzzy(field, word string, edits, limit int) (terms []string, all bool, err error) {
	return l.inFields(field, limit, func(f string) ([]string, error) {
		n := min(limit+1, atOnce)
		near, err := l.rewritten(f, escape(word)+"~"+strconv.Itoa(edits), object{"fuzzy": object{f: object{
			"value": escape(word), "fuzziness": edits, "prefix_length": 1, "max_expansions": n, "transpositions": true, "rewrite": topTerms(n),
		}}})
		if err != nil {
			return nil, err
		}
		short, err := l.shortNear(f, escape(word), edits)
		return append(near, short...), err
	})
}

// shortNear lists the terms near to a word that Lucene leaves out: those with as many
// edits as the shorter of the two has letters.
func (l lexicon) shortNear(field, word string, edits int) (near []string, err error) {
	letters := utf8.RuneCountInString(word)
	most := edits // letters of such a term
	if letters <= edits {
		most = letters + edits
	} else if letters-most > edits {
		return nil, nil
	}
	_, first := utf8.DecodeRuneInString(word)
	terms, err := l.beginning(field, word[:first], most-1)
	for _, t := range terms {
		if words.Distance(word, t) <= edits {
			near = append(near, t)
		}
	}
	return near, err
}

// inFields lists the terms of one of our fields, which may be several there.
func (l lexicon) inFields(field string, limit int, list func(field string) ([]string, error)) (terms []string, all bool, err error) {
	for _, f := range fieldsOf(field) {
		some, err := list(f)
		if err != nil {
			return nil, false, err
		}
		terms = append(terms, some...)
	}
	slices.Sort(terms)
	if terms = slices.Compact(terms); len(terms) > limit {
		return terms[:limit], false, nil
	}
	return terms, true, nil
}

func topTerms(n int) string { return fmt.Sprintf("top_terms_%d", n) }

// anyNumber is any number of letters.
const anyNumber = -1

// beginning lists all terms with a beginning and then a number of letters at most: some
// at a time, by the letter that follows.
func (l lexicon) beginning(field, prefix string, letters int) (terms []string, err error) {
	for from := rune(0); ; {
		some, err := l.beginningFrom(field, prefix, from, letters)
		if err != nil || len(some) < atOnce {
			return append(terms, some...), err
		}
		last, n := utf8.DecodeRuneInString(strings.TrimPrefix(some[len(some)-1], prefix))
		next := prefix + some[len(some)-1][len(prefix):len(prefix)+n]
		for _, t := range some {
			if !strings.HasPrefix(t, next) {
				terms = append(terms, t)
			}
		}
		more, err := l.beginning(field, next, fewer(letters))
		if err != nil {
			return nil, err
		}
		terms, from = append(terms, more...), last+1
	}
}

func fewer(letters int) int {
	if letters == anyNumber {
		return anyNumber
	}
	return max(letters-1, 0)
}

// beginningFrom lists the first terms with a beginning and, behind it, a letter not
// below one; 0 is any, or none.
func (l lexicon) beginningFrom(field, prefix string, from rune, letters int) ([]string, error) {
	pattern := quotePattern(prefix)
	if from > 0 {
		pattern += "[" + quotePattern(string(from)) + "-\U0010ffff]"
		letters = fewer(letters)
	}
	if letters == anyNumber {
		pattern += ".*"
	} else {
		pattern += ".{0," + strconv.Itoa(letters) + "}"
	}
	return l.rewritten(field, "/"+pattern+"/", object{"regexp": object{field: object{"value": pattern, "flags": "NONE", "rewrite": topTerms(atOnce)}}})
}

// quotePattern takes the meaning off the characters of a pattern of Lucene.
func quotePattern(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// rewritten returns the terms of a field that a query stands for, in every shard. One
// that stands for none is printed as it is, which no term is.
func (l lexicon) rewritten(field, printed string, query object) (terms []string, err error) {
	var answer struct {
		Valid        bool
		Explanations []struct {
			Valid              bool
			Error, Explanation string
		}
	}
	if err := l.send(l.ctx, http.MethodPost, l.path("/_validate/query?rewrite=true&all_shards=true"), object{"query": query}, &answer); err != nil {
		return nil, err
	}
	for _, e := range answer.Explanations {
		if !e.Valid {
			return nil, &Error{Server: l.target.Server, Reason: "it does not list its words: " + l.clean(reported{Reason: e.Error}).Reason}
		}
		if e.Explanation != field+":"+printed {
			terms = append(terms, termsIn(e.Explanation, field)...)
		}
	}
	slices.Sort(terms)
	return slices.Compact(terms), nil
}

// termsIn returns the terms in a query of one field as Lucene prints it, those without
// weight in a form of their own:
//
//	p_text:korea (p_text:korean)^0.8 (ConstantScore(p_text:kor))^0.0
func termsIn(printed, field string) (terms []string) {
	const weightless = "(ConstantScore("
	parts := strings.Split(printed, field+":")
	for i, p := range parts[1:] {
		p = strings.TrimSuffix(strings.TrimSuffix(p, weightless), "(")
		p = strings.TrimSuffix(p, " ")
		if weight := strings.LastIndex(p, ")^"); weight >= 0 {
			p = p[:weight]
		}
		if strings.HasSuffix(parts[i], weightless) {
			p = strings.TrimSuffix(p, ")")
		}
		terms = append(terms, p)
	}
	return terms
}

// FirstLetter implements [index.Lexicon]: first letters are terms.
func (l lexicon) FirstLetter(letter string) ([]string, error) { return []string{letter}, nil }

// maxPublishers is how many publishers of a host are looked at.
const maxPublishers = 10_000

// PublishersAt implements [index.Lexicon]: of the archives that are asked, since others
// may know other publishers of a host.
func (l lexicon) PublishersAt(host string) (names []string, err error) {
	all, err := l.counts(l.ctx, object{"terms": object{"field": fieldCounted + ".publisher", "size": maxPublishers}}, filterOf(index.AtHost(host)))
	for _, b := range all {
		names = append(names, b.key())
	}
	return names, err
}

// Count implements [index.Lexicon].
func (l lexicon) Count(field string, terms []string) (uint64, error) {
	if len(terms) == 0 {
		return 0, nil
	}
	n, err := l.total(l.ctx, hasTerm(field, terms))
	return uint64(n), err //nolint:gosec // not negative
}

// Years implements [index.Lexicon].
func (l lexicon) Years(string) ([]int, error) {
	extreme := func(kind, field string) object { return object{kind: object{"field": prefixNumber + field}} }
	found, err := l.aggregate(l.ctx, object{
		"first when": extreme("min", "when"), "first seen": extreme("min", "seen"), "last when": extreme("max", "when"), "last seen": extreme("max", "seen"),
	})
	if err != nil {
		return nil, err
	}
	low, high := math.MaxInt, 0
	for name, a := range found {
		if a.Value == nil {
			return nil, nil // there is no story
		}
		year := index.TimeOf(uint64(*a.Value)).Year()
		if strings.HasPrefix(name, "first") {
			low = min(low, year-1) // as days of another zone
		} else {
			high = max(high, year+1)
		}
	}
	var years []int
	for y := max(low, 0); y <= high; y++ {
		years = append(years, y)
	}
	return years, nil
}
