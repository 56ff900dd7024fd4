package archive

import (
	"context"
	"errors"
	"math"
	"strings"

	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// How the stories that are like another one are looked for.
const (
	maxSimilarText = 400  // bytes of the headline that are looked for
	minSimilar     = 0.35 // of the score that the story itself has for its own headline
)

// Similar finds events that share the words of a story's headline, other than its
// own, each with its best story, the best first, up to a number of them; and how many stories are not yet
// indexed. The error wraps [store.ErrNotFound] when there is no such story.
func (a *Archive) Similar(ctx context.Context, story int64, most int) (groups []Group, notIndexed int, err error) {
	root, err := a.Root(ctx, story)
	if err != nil {
		return nil, 0, err
	}
	stories, err := a.Stories(ctx, []int64{root})
	if err == nil && len(stories) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return nil, 0, err
	}
	title := terminal.Clean(stories[0].Title)
	if len(title) > maxSimilarText {
		title = strings.ToValidUTF8(title[:maxSimilarText], "")
	}
	if strings.TrimSpace(title) == "" {
		return nil, 0, nil
	}
	own := map[int64]bool{root: true}
	e, err := a.Event(ctx, root)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, 0, err
	}
	for _, st := range e.Stories {
		own[st.ID] = true
	}
	found, err := a.Search(ctx, SearchOptions{Question: Question{Text: title, Any: true, NoBlank: true}, Page: Page{Size: most + 3}})
	return likest(found.Groups, root, own, most), found.NotIndexed, err
}

// likest leaves out the story's own event and what is too far from it.
func likest(groups []Group, story int64, own map[int64]bool, most int) (all []Group) {
	least := math.Inf(1)
	for _, g := range groups {
		for _, h := range g.Stories {
			if h.ID == story {
				least = minSimilar * h.Score
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
