package archive

import (
	"context"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// Completion is what a value of a query may become.
type Completion struct {
	From, To int // in bytes of the text: what an option replaces
	Options  []CompletionOption
}

// CompletionOption is one way to go on.
type CompletionOption struct {
	Text  string // as it stands in the query
	About string // may be empty
}

// Bounds of a completion: the options of an answer, and the names that are
// looked through for them.
const (
	maxOptions      = 12
	maxNameOptions  = 4 // of each kind, for a bare word
	completionNames = 200
	completionWords = 50 // stop words among them are left out
)

// Complete returns how the value at a position of a query, in bytes, may go on:
// fields, the names that they take, and their values. The options are those that
// begin with what was typed, or have a word that does; after ~~, the words of stories
// that begin so. There are few of them, and none where the query cannot be read that
// far.
func (a *Archive) Complete(ctx context.Context, text string, at int) (Completion, error) {
	return completed(ctx, a, text, at)
}

// nameKnower knows what names there are.
type nameKnower interface {
	Asker
	feedNames(ctx context.Context) ([]candidate, error)
	tagNames(ctx context.Context) ([]candidate, error)
	// learnableWords are words that a beginning may become after ~~.
	learnableWords(ctx context.Context, begin string) ([]candidate, error)
}

func completed(ctx context.Context, knows nameKnower, text string, at int) (Completion, error) {
	t := query.TypingAt(text, at)
	c := completer{knows: knows, begin: t.Begin}
	var err error
	switch {
	case t.Learned:
		err = c.learned(ctx)
	case t.Field == query.Any:
		err = c.word(ctx)
	default:
		err = c.values(ctx, t.Field, maxOptions, "")
	}
	if len(c.options) > maxOptions {
		c.options = c.options[:maxOptions]
	}
	return Completion{t.From, t.To, c.options}, err
}

type completer struct {
	knows   nameKnower
	begin   string
	options []CompletionOption
}

// word adds the fields that begin with a bare word, and the names that have it.
func (c *completer) word(ctx context.Context) error {
	if len([]rune(c.begin)) < 2 && !isLetter(c.begin) || strings.HasPrefix(c.begin, `"`) {
		return nil
	}
	for _, f := range query.Fields() {
		if strings.HasPrefix(string(f), strings.ToLower(c.begin)) {
			c.options = append(c.options, CompletionOption{string(f) + ":", f.About()})
		}
	}
	if len([]rune(c.begin)) < 2 {
		return nil
	}
	for _, f := range []query.Field{query.TopicName, query.FeedName, query.Tag, query.Publisher} {
		if err := c.values(ctx, f, maxNameOptions, string(f)+":"); err != nil {
			return err
		}
	}
	return nil
}

// learned adds words for which others may be learned.
func (c *completer) learned(ctx context.Context) error {
	if len([]rune(c.begin)) < 2 && words.FirstUnspaced(c.begin) == "" {
		return nil
	}
	all, err := c.knows.learnableWords(ctx, c.begin)
	for _, k := range all {
		c.options = append(c.options, CompletionOption{k.Text, k.About})
	}
	return err
}

func isLetter(s string) bool {
	r := []rune(s)
	return len(r) == 1 && unicode.IsLetter(r[0])
}

// candidate is a value that may be offered, if what was typed is in its name.
type candidate struct {
	name string
	query.Known
}

// values adds values of a field with something before each: those whose names
// begin with what was typed, then those that have a word that does.
func (c *completer) values(ctx context.Context, f query.Field, most int, before string) error {
	all, err := c.candidates(ctx, f)
	if err != nil {
		return err
	}
	for _, begins := range []bool{true, false} {
		for _, k := range all {
			if most > 0 && matches(k.name, c.begin) && hasPrefixFold(k.name, c.begin) == begins {
				c.options = append(c.options, CompletionOption{before + query.Value(k.Text), k.About})
				most--
			}
		}
	}
	return nil
}

// candidates returns the values of a field.
func (c *completer) candidates(ctx context.Context, f query.Field) (all []candidate, err error) {
	switch f {
	case query.FeedName:
		return c.knows.feedNames(ctx)
	case query.TopicName:
		topics, err := c.knows.Topics(ctx)
		for _, t := range topics {
			all = append(all, candidate{t.Name, query.Known{Text: t.Name, About: t.Query}})
		}
		return all, err
	case query.Tag:
		return c.knows.tagNames(ctx)
	case query.Publisher:
		return c.publishers(ctx)
	case query.Lang, query.Site:
		return c.counted(ctx, Question{}, string(f))
	}
	for _, k := range query.KnownValues(f) {
		all = append(all, candidate{k.Text, k})
	}
	return all, nil
}

// publishers are those that have the words that were typed, the last one as far
// as it was.
func (c *completer) publishers(ctx context.Context) ([]candidate, error) {
	typed := strings.FieldsFunc(c.begin, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
	if len(typed) == 0 {
		return c.counted(ctx, Question{}, string(query.Publisher))
	}
	last := len(typed) - 1
	if len([]rune(typed[last])) > 1 && !strings.HasSuffix(c.begin, " ") {
		typed[last] += "*"
	}
	for i, w := range typed {
		typed[i] = string(query.Publisher) + ":" + w
	}
	return c.counted(ctx, Question{Text: strings.Join(typed, " ")}, string(query.Publisher))
}

// counted are the most frequent values of a facet among what a question finds.
func (c *completer) counted(ctx context.Context, q Question, facet string) (all []candidate, err error) {
	found, err := c.knows.Search(ctx, SearchOptions{Question: q, Load: Load{Stories: NoStories, Facets: []string{facet}, FacetSize: completionNames}})
	if err != nil {
		return nil, err
	}
	for _, f := range found.Facets {
		for _, v := range f.Values {
			all = append(all, candidate{v.Value, query.Known{Text: v.Value, About: storyCount(v.Count)}})
		}
	}
	return all, nil
}

func storyCount(n int) string {
	if n == 1 {
		return "1 story"
	}
	return strconv.Itoa(n) + " stories"
}

// matches reports a name that begins with what was typed, or has a word that
// does. Letters may be small or capital.
func matches(name, begin string) bool {
	if hasPrefixFold(name, begin) {
		return true
	}
	between := true
	for i, r := range name {
		if between && hasPrefixFold(name[i:], begin) {
			return true
		}
		between = !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return false
}

func hasPrefixFold(s, prefix string) bool {
	for _, want := range prefix {
		r, n := utf8.DecodeRuneInString(s)
		if n == 0 || unicode.ToLower(r) != unicode.ToLower(want) {
			return false
		}
		s = s[n:]
	}
	return true
}
