package evaluate

import (
	"context"
	"fmt"
	"math"
	"slices"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate/trec"
)

// depth is how many documents are asked for with each question.
const depth = 1000

// SearchResult says how well a collection's questions are answered.
type SearchResult struct {
	Documents int
	Topics    []TopicResult // those that a document answers
}

// TopicResult says how well one question is answered.
type TopicResult struct {
	Words      int // of the question
	Ours, FTS5 trec.Score
	// Without has the scores without one part of the ranking, by its name.
	Without map[string]trec.Score
}

// Search measures the archive and FTS5 on the collection in a folder:
// docs*.trec with <DOC> elements or docs*.ndjson with items as import takes
// them, topics*, qrels*. With ablate each question is asked again without each
// part of the ranking.
func Search(ctx context.Context, folder string, ablate bool, o archive.Options) (SearchResult, error) {
	c, err := readCollection(folder)
	if err != nil {
		return SearchResult{}, err
	}
	c.topics = slices.DeleteFunc(c.topics, func(t trec.Topic) bool { return c.judgements.Answers(t.ID) == 0 })
	r := SearchResult{Documents: len(c.docs), Topics: make([]TopicResult, len(c.topics))}
	if len(r.Topics) == 0 {
		return r, fmt.Errorf("%s: no topic has an answer that can be found", folder)
	}
	if err := withItems(ctx, o, c.items(), func(a *archive.Archive) error { return c.measure(ctx, a, ablate, r.Topics) }); err != nil {
		return r, err
	}
	ranked, err := c.byFTS5(ctx)
	for i, s := range trec.Scores(c.topics, ranked, c.judgements) {
		r.Topics[i].FTS5 = s
		r.Topics[i].Words = wordCount(c.topics[i].Text)
	}
	return r, err
}

// measure fills in how the archive answers each topic.
func (c collection) measure(ctx context.Context, a *archive.Archive, ablate bool, to []TopicResult) error {
	names, err := namesOf(ctx, a)
	if err != nil {
		return err
	}
	ranked, err := c.byArchive(ctx, a, names)
	if err != nil {
		return err
	}
	for i, s := range trec.Scores(c.topics, ranked, c.judgements) {
		to[i].Ours, to[i].Without = s, map[string]trec.Score{}
	}
	if !ablate {
		return nil
	}
	for _, part := range archive.RankingParts() {
		if ranked, err = c.byArchive(ctx, a, names, part); err != nil {
			return err
		}
		for i, s := range trec.Scores(c.topics, ranked, c.judgements) {
			to[i].Without[part] = s
		}
	}
	return nil
}

// namesOf returns the names of the documents by the numbers that the archive gave
// them.
func namesOf(ctx context.Context, a *archive.Archive) (map[int64]string, error) {
	all, err := a.Search(ctx, archive.SearchOptions{Page: archive.Page{Group: archive.GroupNone, Sort: archive.SortOldest, Size: math.MaxInt32}})
	names := map[int64]string{}
	for _, g := range all.Groups {
		names[g.Stories[0].ID] = g.Stories[0].Listing.GUID
	}
	return names, err
}

// byArchive asks all topics, as "search --any --group none" does, without some
// parts of the ranking, and returns the ranked names for each.
func (c collection) byArchive(ctx context.Context, a *archive.Archive, names map[int64]string, without ...string) (map[string][]string, error) {
	ranked := map[string][]string{}
	for _, topic := range c.topics {
		answer, err := a.Search(ctx, archive.SearchOptions{
			Question: archive.Question{Text: topic.Text, Any: true, NoBlank: true},
			Page:     archive.Page{Group: archive.GroupNone, Size: depth},
			Load:     archive.Load{Stories: archive.StoryIDs},
			Without:  without,
		})
		if err != nil {
			return nil, fmt.Errorf("ask %q: %w", topic.Text, err)
		}
		for _, g := range answer.Groups {
			ranked[topic.ID] = append(ranked[topic.ID], names[g.Stories[0].ID])
		}
	}
	return ranked, nil
}
