package archive

import (
	"context"
	"slices"
	"strings"

	"newsarchive/internal/opensearch"
	"newsarchive/internal/query"
)

// Complete implements [Asker]; see [Archive.Complete].
func (e *Elsewhere) Complete(ctx context.Context, text string, at int) (_ Completion, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	return completed(ctx, e, text, at)
}

// feedNames are the names of the feeds of all archives.
func (e *Elsewhere) feedNames(ctx context.Context) ([]candidate, error) {
	return e.told(ctx, func(a opensearch.AboutArchive) (names []string) {
		for _, f := range a.Feeds {
			names = append(names, f.Name)
		}
		return names
	})
}

// tagNames are the tags that archives share, of stories and of feeds.
func (e *Elsewhere) tagNames(ctx context.Context) ([]candidate, error) {
	return e.told(ctx, func(a opensearch.AboutArchive) []string {
		names := slices.Clone(a.Tags)
		for _, f := range a.Feeds {
			names = append(names, f.Tags...)
		}
		return names
	})
}

// learnableWords implements nameKnower: there, no words are learned.
func (*Elsewhere) learnableWords(context.Context, string) ([]candidate, error) { return nil, nil }

// told returns names that archives share, each once, with the archives that have it.
func (e *Elsewhere) told(ctx context.Context, names func(opensearch.AboutArchive) []string) (all []candidate, err error) {
	asked, err := e.ask(ctx)
	if err != nil {
		return nil, err
	}
	abouts, err := asked.Abouts(ctx)
	if err != nil {
		return nil, err
	}
	in := map[string][]string{}
	for _, a := range abouts {
		for _, name := range names(a) {
			if !slices.Contains(in[name], a.Archive) {
				in[name] = append(in[name], a.Archive)
			}
		}
	}
	for name, archives := range in {
		all = append(all, candidate{name, query.Known{Text: name, About: "in " + strings.Join(archives, ", ")}})
	}
	slices.SortFunc(all, func(a, b candidate) int { return strings.Compare(a.name, b.name) })
	return all, nil
}
