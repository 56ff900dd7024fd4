package archive

import (
	"context"
	"time"

	"newsarchive/index"
	"newsarchive/internal/opensearch"
)

// ElsewhereFacets returns what stories of [Elsewhere] can be counted by.
func ElsewhereFacets() []string {
	all := []index.Facet{index.ByPublisher, index.BySite, index.ByLanguage, index.ByYear, index.ByMonth, index.ByDay, opensearch.ByArchive, index.ByFeed, opensearch.ByTag}
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = string(f)
	}
	return names
}

// MirroredArchive is how much of an archive is in OpenSearch.
type MirroredArchive struct {
	Name     string    `json:"archive"`
	Stories  int64     `json:"stories"`
	Newest   time.Time `json:"newest,omitzero"` // when it first saw the last of them
	Outdated bool      `json:"outdated,omitempty"`
}

// Archives returns the archives that are asked, by name.
func (e *Elsewhere) Archives(ctx context.Context) (all []MirroredArchive, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	asked, err := e.ask(ctx)
	if err != nil {
		return nil, err
	}
	held, err := asked.Held(ctx)
	for _, h := range held {
		all = append(all, MirroredArchive{h.Archive, h.Stories, h.Newest, h.Outdated})
	}
	return all, err
}

// Of returns the same index for questions to some of its archives only.
func (e *Elsewhere) Of(archives ...string) *Elsewhere {
	some := *e
	some.archives = archives
	return &some
}
