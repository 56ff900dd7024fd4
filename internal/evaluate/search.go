package evaluate

import (
	"context"
	"fmt"
	"io"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate/trec"
)

// depth is how many documents are asked for with each question.
const depth = 1000

// SearchResult says how well a collection's questions are answered.
type SearchResult struct {
	Documents int
	Ours      trec.Measure
	FTS5      trec.Measure
}

// Search measures the archive and FTS5 on the collection in a folder:
// docs*.trec with <DOC> elements or docs*.ndjson with items as import takes
// them, topics*, qrels*.
func Search(ctx context.Context, folder string, o archive.Options) (SearchResult, error) {
	c, err := readCollection(folder)
	if err != nil {
		return SearchResult{}, err
	}
	f := SearchResult{Documents: len(c.docs)}
	err = withArchive(ctx, o, func(a *archive.Archive) error {
		ranked, err := c.byArchive(ctx, a)
		f.Ours = trec.Mean(c.topics, ranked, c.judgements)
		return err
	})
	if err != nil {
		return f, err
	}
	ranked, err := c.byFTS5(ctx)
	f.FTS5 = trec.Mean(c.topics, ranked, c.judgements)
	if err == nil && (f.Ours.Topics == 0 || f.FTS5.MAP == 0) {
		err = fmt.Errorf("%s: no topic has an answer that can be found", folder)
	}
	return f, err
}

// byArchive imports the documents and asks all topics, as "search --any
// --group none" does, and returns the ranked names for each.
func (c collection) byArchive(ctx context.Context, a *archive.Archive) (map[string][]string, error) {
	items, out := io.Pipe()
	go func() { _ = out.CloseWithError(c.writeItems(out)) }()
	got, err := a.Import(ctx, []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: items})
	_ = items.CloseWithError(io.ErrClosedPipe)
	if err == nil && got.Failed > 0 {
		err = got.Faults[0]
	}
	if err != nil {
		return nil, err
	}
	ranked := map[string][]string{}
	for _, topic := range c.topics {
		answer, err := a.Search(ctx, archive.SearchOptions{Question: archive.Question{Text: topic.Text, Any: true, NoBlank: true}, Page: archive.Page{Group: archive.GroupNone, Size: depth}})
		if err != nil {
			return nil, fmt.Errorf("ask %q: %w", topic.Text, err)
		}
		for _, g := range answer.Groups {
			ranked[topic.ID] = append(ranked[topic.ID], g.Stories[0].Listing.GUID)
		}
	}
	return ranked, nil
}
