package archive

import (
	"context"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
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
)

// Complete returns how the value at a position of a query, in bytes, may go on:
// fields, the names that they take, and their values. The options are those that
// begin with what was typed, or have a word that does. There are few of them, and
// none where the query cannot be read that far.
func (a *Archive) Complete(ctx context.Context, text string, at int) (Completion, error) {
	t := query.TypingAt(text, at)
	c := completer{archive: a, begin: t.Begin}
	var err error
	if t.Field == query.Any {
		err = c.word(ctx)
	} else {
		err = c.values(ctx, t.Field, maxOptions, "")
	}
	if len(c.options) > maxOptions {
		c.options = c.options[:maxOptions]
	}
	return Completion{t.From, t.To, c.options}, err
}

type completer struct {
	archive *Archive
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
		return c.feeds(ctx)
	case query.TopicName:
		topics, err := c.archive.Topics(ctx)
		for _, t := range topics {
			all = append(all, candidate{t.Name, query.Known{Text: t.Name, About: t.Query}})
		}
		return all, err
	case query.Tag:
		return c.tags(ctx)
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

// feeds have their names; one without is offered by its number.
func (c *completer) feeds(ctx context.Context) (all []candidate, err error) {
	feeds, err := c.archive.Feeds(ctx)
	for _, f := range feeds {
		switch {
		case f.URL == news.LocalFeed:
		case f.Name != "":
			all = append(all, candidate{f.Name, query.Known{Text: f.Name, About: f.Title}})
		default:
			all = append(all, candidate{f.Label(), query.Known{Text: strconv.FormatInt(f.ID, 10), About: f.Label()}})
		}
	}
	return all, err
}

// tags are yours and those of feeds. Items have too many.
func (c *completer) tags(ctx context.Context) (all []candidate, err error) {
	own, err := c.archive.OwnTags(ctx)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, t := range own {
		known[t.Tag] = true
		all = append(all, candidate{t.Tag, query.Known{Text: t.Tag, About: storyCount(t.Stories)}})
	}
	feeds, err := c.archive.Feeds(ctx)
	for _, f := range feeds {
		for _, tag := range f.Tags {
			if !known[tag] {
				known[tag] = true
				all = append(all, candidate{tag, query.Known{Text: tag, About: "of feeds"}})
			}
		}
	}
	return all, err
}

// publishers are those that have the words that were typed, the last one as far
// as it was.
func (c *completer) publishers(ctx context.Context) ([]candidate, error) {
	words := strings.FieldsFunc(c.begin, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return c.counted(ctx, Question{}, string(query.Publisher))
	}
	last := len(words) - 1
	if len([]rune(words[last])) > 1 && !strings.HasSuffix(c.begin, " ") {
		words[last] += "*"
	}
	for i, w := range words {
		words[i] = string(query.Publisher) + ":" + w
	}
	return c.counted(ctx, Question{Text: strings.Join(words, " ")}, string(query.Publisher))
}

// counted are the most frequent values of a facet among what a question finds.
func (c *completer) counted(ctx context.Context, q Question, facet string) (all []candidate, err error) {
	found, err := c.archive.Search(ctx, SearchOptions{Question: q, Load: Load{Stories: NoStories, Facets: []string{facet}, FacetSize: completionNames}})
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
