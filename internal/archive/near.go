package archive

import (
	"context"
	"errors"
	"strings"

	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// maxNear is how many missing words a search looks for near ones of, nearHits in
// how many events.
const (
	maxNear  = 3
	nearHits = 5
)

// Near returns, for words and names that no story has, as [Answer.Missing] lists
// them, what is written nearly like it and is there. Where nothing is near, it is
// not among the keys.
func (a *Archive) Near(ctx context.Context, missing []string) (map[string]string, error) {
	near := map[string]string{}
	for _, text := range missing[:min(len(missing), maxNear)] {
		q, err := query.Parse(text, a.reading(ctx, Question{}))
		if err != nil {
			continue // it was no query by itself
		}
		var word string
		switch n := q.Root.(type) {
		case query.Word:
			word, err = a.nearWord(ctx, n)
		case query.Term:
			word, err = a.nearName(ctx, n)
		}
		if err != nil {
			return nil, err
		}
		if word != "" && word != text {
			near[text] = word
		}
	}
	return near, nil
}

// nearWord finds a word one or two letters away, as a story has it.
func (a *Archive) nearWord(ctx context.Context, n query.Word) (string, error) {
	if n.Prefix || n.Fuzzy > 0 {
		return "", nil
	}
	before := ""
	if n.Field != query.Any {
		before = string(n.Field) + ":"
	}
	for _, away := range []string{"~", "~2"} {
		found, err := a.Search(ctx, SearchOptions{Question: Question{Text: before + n.Text + away}, Page: Page{Size: nearHits}})
		if _, wrong := errors.AsType[*query.Error](err); wrong {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		for _, g := range found.Groups {
			for _, h := range g.Stories {
				if word := marked(h, n); word != "" {
					return before + query.Value(word), nil
				}
			}
		}
	}
	return "", nil
}

// marked returns the word of a story that was found.
func marked(h Hit, n query.Word) string {
	if n.Field == query.Publisher {
		return words.Nearest(n.Text, strings.Fields(h.Publisher))
	}
	var all []string
	for _, m := range h.TitleMarks {
		all = append(all, h.Title[m.Start:m.End])
	}
	for _, m := range h.Passage.Marks {
		all = append(all, h.Passage.Text[m.Start:m.End])
	}
	return strings.ToLower(words.Nearest(n.Text, all))
}

// nearName finds a feed or a tag with nearly that name.
func (a *Archive) nearName(ctx context.Context, n query.Term) (string, error) {
	if n.Prefix || n.Field != query.FeedName && n.Field != query.Tag {
		return "", nil
	}
	c := completer{archive: a}
	all, err := c.candidates(ctx, n.Field)
	if err != nil {
		return "", err
	}
	names := make([]string, len(all))
	for i, k := range all {
		names[i] = k.name
	}
	if name := words.Nearest(n.Value, names); name != "" {
		return string(n.Field) + ":" + query.Value(name), nil
	}
	return "", nil
}
