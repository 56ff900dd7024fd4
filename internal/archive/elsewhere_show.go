package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/opensearch"
	"newsarchive/store"
)

// ElsewhereStory is what is mirrored of a story, as the archive has it that had it
// first.
type ElsewhereStory struct {
	news.Story
	Headlines []string  `json:"other_headlines,omitempty"`
	Links     []string  `json:"links,omitempty"`
	Said      string    `json:"said,omitempty"`  // what its items say
	Flags     []string  `json:"flags,omitempty"` // lead, edited and so on
	Archives  []Holding `json:"archives"`        // first the one that had it first
}

// ErrSeveral means that archives have different stories of one number.
var ErrSeveral = errors.New("several archives have a story of this number")

// Story returns a story by its number, which must be that of one archive, or by its
// address. The error wraps [ErrSeveral] or [store.ErrNotFound].
func (e *Elsewhere) Story(ctx context.Context, id int64, address string) (_ ElsewhereStory, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	asked, err := e.ask(ctx)
	if err != nil {
		return ElsewhereStory{}, err
	}
	same, err := sameElsewhere(ctx, asked, id, address)
	if err != nil {
		return ElsewhereStory{}, err
	}
	return e.story(ctx, asked, same)
}

// StoryOf returns a story by its number in an archive. The error wraps
// [store.ErrNotFound].
func (e *Elsewhere) StoryOf(ctx context.Context, archive string, id int64) (_ ElsewhereStory, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	asked, err := e.ask(ctx)
	if err != nil {
		return ElsewhereStory{}, err
	}
	same, err := storyElsewhere(ctx, asked, archive, id)
	if err != nil {
		return ElsewhereStory{}, err
	}
	return e.story(ctx, asked, same)
}

// storyElsewhere returns the documents of the story that has a number in an archive,
// the first seen first.
func storyElsewhere(ctx context.Context, asked *opensearch.Asked, archive string, id int64) ([]opensearch.Hit, error) {
	found, err := asked.Numbered(ctx, id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(found, func(h opensearch.Hit) bool { return h.Archive == archive })
	if i < 0 {
		return nil, fmt.Errorf("the archive %.64q has no story %d there: %w", archive, id, store.ErrNotFound)
	}
	same, err := asked.Same(ctx, found[i])
	slices.SortStableFunc(same, bySeen)
	return same, err
}

func bySeen(a, b opensearch.Hit) int { return a.Seen.Compare(b.Seen) }

// story reads the first of the documents of a story.
func (e *Elsewhere) story(ctx context.Context, asked *opensearch.Asked, same []opensearch.Hit) (ElsewhereStory, error) {
	shown, err := asked.Show(ctx, same[:1])
	if err != nil {
		return ElsewhereStory{}, err
	}
	first := shown[0]
	st := ElsewhereStory{Story: elsewhereStory(same[0], first, e.Zone()), Headlines: first.Headlines, Links: first.Links, Said: first.Text, Flags: first.Flags}
	for _, h := range same {
		st.Archives = append(st.Archives, Holding{h.Archive, h.Story, h.Seen})
	}
	return st, nil
}

// sameElsewhere returns the documents of one story, the first seen first.
func sameElsewhere(ctx context.Context, asked *opensearch.Asked, id int64, address string) (same []opensearch.Hit, err error) {
	if address != "" {
		key := news.NormalizeURL(address)
		if token := news.GoogleToken(address); token != "" {
			key = "gnews:" + token
		}
		same, err = asked.Known(ctx, key)
	} else {
		same, err = numberedElsewhere(ctx, asked, id)
	}
	if err == nil && len(same) == 0 {
		err = fmt.Errorf("%w there", store.ErrNotFound)
	}
	slices.SortStableFunc(same, bySeen)
	return same, err
}

func numberedElsewhere(ctx context.Context, asked *opensearch.Asked, id int64) ([]opensearch.Hit, error) {
	found, err := asked.Numbered(ctx, id)
	switch {
	case err != nil || len(found) == 0:
		return nil, err
	case len(found) == 1:
		return asked.Same(ctx, found[0])
	}
	names := make([]string, len(found))
	for i, h := range found {
		names[i] = h.Archive
	}
	return nil, fmt.Errorf("%w: %s", ErrSeveral, strings.Join(names, ", "))
}
