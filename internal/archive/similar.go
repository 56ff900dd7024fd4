package archive

import (
	"context"
	"errors"
	"math"
	"strings"

	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// minSimilar is the least score of a similar story, as a share of the score that
// the story itself has for its own words: of a headline a third, of a text less.
func minSimilar(words int) float64 { return min(max(3.5/float64(words), 0.15), 0.35) }

// Similar finds events whose stories share words with a story, other than its
// own event, each with its best story, the best first, up to a number of them;
// and how many stories are not yet indexed. The error wraps [store.ErrNotFound]
// when there is no such story.
func (a *Archive) Similar(ctx context.Context, story int64, most int) (groups []Group, notIndexed int, err error) {
	root, err := a.Root(ctx, story)
	if err != nil {
		return nil, 0, err
	}
	text, err := a.storyWords(ctx, root)
	if err != nil {
		return nil, 0, err
	}
	own := map[int64]bool{root: true}
	event, err := a.store.AllEventStories(ctx, []int64{root})
	if err != nil {
		return nil, 0, err
	}
	for _, id := range event {
		own[id] = true
	}
	o := SearchOptions{Question: Question{Text: text, Any: true, NoBlank: true}, Page: Page{Size: most + 3}}
	q := query.Prose(text, a.reading(ctx, o.Question), nil)
	found, err := a.search(ctx, o, q)
	return likest(found.Groups, root, own, minSimilar(q.Atoms), most), found.NotIndexed, err
}

// storyWords returns headline and text of a story. The error wraps
// [store.ErrNotFound] when there is no such story.
func (a *Archive) storyWords(ctx context.Context, story int64) (string, error) {
	root, err := a.store.Root(ctx, story)
	if err != nil {
		return "", err
	}
	entries, err := a.store.Entries(ctx, []int64{root})
	if err == nil && len(entries) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return "", err
	}
	e := entries[0]
	return terminal.Clean(strings.Join([]string{e.Title, e.Text, e.PageText}, "\n")), nil
}

// askedStory returns a function that returns the words of a story for a query.
func (a *Archive) askedStory(ctx context.Context) func(story int64) (string, error) {
	return func(story int64) (string, error) {
		text, err := a.storyWords(ctx, story)
		if errors.Is(err, store.ErrNotFound) {
			err = errors.New("there is no such story")
		}
		return text, err
	}
}

// likest leaves out the story's own event and what is too far from it.
func likest(groups []Group, story int64, own map[int64]bool, share float64, most int) (all []Group) {
	least := math.Inf(1)
	for _, g := range groups {
		for _, h := range g.Stories {
			if h.ID == story {
				least = share * h.Score
			}
		}
	}
	for _, g := range groups {
		if first := g.Stories[0]; len(all) < most && !own[first.ID] && first.Score >= least {
			g.Stories = g.Stories[:1]
			all = append(all, g)
		}
	}
	return all
}
