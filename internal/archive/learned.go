package archive

import (
	"context"

	"newsarchive/index"
	"newsarchive/internal/learn"
	"newsarchive/internal/query"
)

// What is read to learn the words that stand for a word.
const (
	maxTeachers       = 500 // stories whose headline has the word
	maxEventHeadlines = 30  // of each of their events
)

// learn returns a function that returns the words that stand for a word in the
// headlines of the archive's events. It counts when it is asked, so that nothing is
// kept.
func (a *Archive) learn(ctx context.Context, progress Progress) func(string) ([]query.Lesson, error) {
	return func(word string) (lessons []query.Lesson, err error) {
		_, err = a.read(ctx, progress, func(v *index.View) error {
			learned, err := a.learned(ctx, v, word)
			lessons = make([]query.Lesson, len(learned))
			for i, w := range learned {
				lessons[i] = query.Lesson{Text: w.Text, Headlines: w.Headlines, Events: w.Events}
			}
			return err
		})
		return lessons, err
	}
}

func (a *Archive) learned(ctx context.Context, v *index.View, word string) ([]learn.Word, error) {
	l := learn.NewLearner()
	if !l.CanLearn(word) {
		return nil, nil
	}
	stories, err := v.WithHeadlineWord(word, maxTeachers)
	if err != nil || len(stories) == 0 {
		return nil, err
	}
	headlines, err := a.store.EventHeadlines(ctx, stories, maxEventHeadlines)
	if err != nil {
		return nil, err
	}
	return l.Words(word, headlines, v.HeadlineFrequency)
}

// unlearned are hints at the words for which none was learned.
func unlearned(q *query.Query) (hints []query.Hint) {
	for _, n := range query.LearnedIn(q.Typed) {
		if len(n.More) == 0 {
			hints = append(hints, query.Hint{Pos: n.Pos, Len: n.Word.Pos + len(n.Word.Text) - n.Pos, Msg: "no other word stands for " + n.Word.Text + " in headlines of its events; it is asked for alone"})
		}
	}
	return hints
}
