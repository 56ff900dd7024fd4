package archive

import (
	"context"
	"strconv"

	"newsarchive/index"
	"newsarchive/internal/learn"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// feedNames are the names of feeds; one without is offered by its number.
func (a *Archive) feedNames(ctx context.Context) (all []candidate, err error) {
	feeds, err := a.Feeds(ctx)
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

// tagNames are your tags and those of feeds. Items have too many.
func (a *Archive) tagNames(ctx context.Context) (all []candidate, err error) {
	own, err := a.OwnTags(ctx)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, t := range own {
		known[t.Tag] = true
		all = append(all, candidate{t.Tag, query.Known{Text: t.Tag, About: storyCount(t.Stories)}})
	}
	feeds, err := a.Feeds(ctx)
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

// learnableWords are the words of stories that begin so, without stop words.
func (a *Archive) learnableWords(ctx context.Context, begin string) (all []candidate, err error) {
	l := learn.NewLearner()
	_, err = a.read(ctx, nil, func(v *index.View) error {
		found, err := v.Completions(begin, completionWords)
		all = nil
		for _, w := range found {
			if l.CanLearn(w.Word) {
				all = append(all, candidate{w.Word, query.Known{Text: w.Word, About: storyCount(int(w.Stories))}})
			}
		}
		return err
	})
	return all, err
}
