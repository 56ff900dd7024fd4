package archive

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsarchive/index"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// maxHinted is the length of a question, in words, up to which its words are
// looked for one by one: in a page of text some are always unknown.
const maxHinted = 16

// slips returns hints at the words and names of a question that no story has; total
// is how many match. With Question.Strict, a name that is not there is an error, a
// *[query.Error]; a word never is.
func (s *searcher) slips(ctx context.Context, total int) (hints []query.Hint, err error) {
	q := s.request.Query
	var slips []index.Slip
	if (!s.options.Any || q.Atoms <= maxHinted) && !query.HasSimilar(q.Root) {
		if slips, err = s.open.Slips(s.request, q.Typed, total > 0); err != nil {
			return nil, err
		}
	}
	for _, slip := range slips {
		h, isName, err := s.archive.slipHint(ctx, q, slip)
		if err != nil {
			return nil, err
		}
		if isName && s.options.Strict {
			return nil, &query.Error{Text: q.Text, Pos: h.Pos, Len: h.Len, Msg: h.Msg, Suggestion: h.Suggestion}
		}
		if isName || h.Suggestion != "" || total > 0 {
			hints = append(hints, h)
		}
	}
	hints = append(hints, unlearned(q)...)
	named, err := s.publisherHints(ctx, total > 0)
	hints = append(hints, named...)
	if total == 0 && s.allowed == nil {
		hints = append(hints, q.Operators()...)
	}
	return hints, err
}

// withSlips returns the hints of a query with those at its slips.
func (s *searcher) withSlips(ctx context.Context, total int) ([]query.Hint, error) {
	more, err := s.slips(ctx, total)
	return slices.Concat(s.request.Query.Hints, more), err
}

// publisherHints are hints at the publishers of Question.Publisher that no story
// has.
func (s *searcher) publisherHints(ctx context.Context, matched bool) (hints []query.Hint, err error) {
	if matched && len(s.options.Publisher) < 2 {
		return nil, nil
	}
	for _, name := range s.options.Publisher {
		q, err := query.Parse(anyOf("publisher", []string{name}), query.Options{})
		if err != nil {
			return nil, err
		}
		slips, err := s.open.Slips(s.request, q.Typed, false)
		if err != nil || len(slips) == 0 {
			return hints, err
		}
		h, _, err := s.archive.slipHint(ctx, q, slips[0])
		if err != nil {
			return nil, err
		}
		if s.options.Strict {
			return nil, &query.Error{Text: name, Len: len(name), Msg: h.Msg, Suggestion: h.Suggestion}
		}
		hints = append(hints, query.Hint{Msg: h.String()}) // it is no part of the text
	}
	return hints, nil
}

// slipHint puts a slip into words. isName is false for words of a text.
func (a *Archive) slipHint(ctx context.Context, q *query.Query, slip index.Slip) (h query.Hint, isName bool, err error) {
	from, to := q.Extent(slip.Leaf)
	h.Pos, h.Len = from, to-from
	switch n := slip.Leaf.(type) {
	case query.Word:
		isName, h.Msg = n.Field == query.Publisher, wordless(n.Field, n.Text, n.String())
	case query.Phrase:
		isName, h.Msg = n.Field == query.Publisher, wordless(n.Field, n.Text, n.String())
	case query.Term:
		isName, h.Msg = true, nameless(n)
	}
	near := slip.Near
	if slip.Story != 0 {
		if near, err = a.publisherNamed(ctx, slip.Story, near); err != nil {
			return h, isName, err
		}
	}
	if near != "" {
		h.Suggestion = query.Value(near)
	}
	if _, phrase := slip.Leaf.(query.Phrase); !phrase && !isName {
		h.Suggestion = near // words of a text need no quotation marks
	}
	if t, ok := slip.Leaf.(query.Term); ok && t.Field == query.Tag {
		tagHint(&h, q.Text, t, slip)
	}
	return h, isName, nil
}

// wordless says that no story has a word, or that none is by a publisher.
func wordless(field query.Field, text, typed string) string {
	if field == query.Publisher {
		return fmt.Sprintf("no story is by %q", text)
	}
	return "no story has " + beginning(typed)
}

// maxNamed is how much of a word a hint names, in characters.
const maxNamed = 40

// beginning returns a word, or the beginning of a long one.
func beginning(word string) string {
	if n := 0; len(word) > maxNamed {
		for at := range word {
			if n++; n > maxNamed {
				return word[:at] + "…"
			}
		}
	}
	return word
}

// nameless says that no story has a value.
func nameless(t query.Term) string {
	switch t.Field {
	case query.Tag:
		return fmt.Sprintf("no story or feed has the tag %q", t.Value)
	case query.Site:
		return fmt.Sprintf("no story is of the site %q", t.Value)
	case query.Author:
		return fmt.Sprintf("no story is by the author %q", t.Value)
	case query.Lang:
		return fmt.Sprintf("no story is in the language %q", t.Value)
	}
	return "no story has " + t.String()
}

// tagHint suggests another tag in place of one that is not there, or, for a #tag
// that is a word of some story, that word.
func tagHint(h *query.Hint, text string, t query.Term, slip index.Slip) {
	hash := strings.HasPrefix(text[h.Pos:], "#")
	before := len(string(query.Tag) + ":")
	switch {
	case slip.AsWord && hash:
		h.Suggestion = query.Value(t.Value)
	case hash && h.Suggestion != "":
		h.Suggestion = "#" + h.Suggestion
	case slip.AsWord && h.Suggestion == "" && h.Pos >= before && strings.EqualFold(text[h.Pos-before:h.Pos], string(query.Tag)+":"):
		h.Pos, h.Len = h.Pos-before, h.Len+before
		h.Suggestion = query.Value(t.Value)
	}
}

// publisherNamed returns a folded name, or the word of a name, as the publisher of a
// story writes it.
func (a *Archive) publisherNamed(ctx context.Context, story int64, folded string) (string, error) {
	stories, err := a.store.Stories(ctx, []int64{story})
	if err != nil || len(stories) == 0 {
		return folded, err
	}
	name := stories[0].Publisher
	if len(words.NewTokenizer().Distinct(name)) == len(strings.Fields(folded)) {
		return name, nil
	}
	if word := words.Nearest(folded, strings.Fields(name)); strings.EqualFold(word, folded) {
		return word, nil
	}
	return folded, nil
}
