package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"newsarchive/index"
)

// Asked is an index that is asked what several archives have: the documents of the
// generations that count. It is for one question, and for one goroutine at a time.
type Asked struct {
	*Cluster
	// Broad says that queries are broad questions: any of their words, in all forms.
	Broad   bool
	sources []Source
	abouts  []AboutArchive // nil until they are read; see Abouts
}

// Source is an archive that is asked.
type Source struct {
	Archive    string
	Generation string
	Outdated   bool // its terms are of another version of the program: not all is found
}

// Ask opens the index for a question to some archives; none means all. The error wraps
// [ErrNoShare] when the index, or one of the archives, is not there.
func (c *Cluster) Ask(ctx context.Context, archives ...string) (*Asked, error) {
	var found found
	var foundErr error
	var group sync.WaitGroup
	group.Go(func() {
		found, foundErr = c.search(ctx, c.path("/_search"), object{"size": maxSources, "query": all(term("kind", kindState)), "sort": []string{"archive"}})
	})
	there, err := c.stand(ctx, nil)
	group.Wait()
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, &Error{Server: c.target.Server, Kind: ErrNoShare, Reason: fmt.Sprintf("there is no index %s", c.target.Index), Hint: "\"archive mirror --to " + c.target.String() + "\" makes it"}
	}
	if foundErr != nil {
		return nil, fmt.Errorf("read which archives are there: %w", foundErr)
	}
	a := &Asked{Cluster: c}
	var names []string
	for _, h := range found.Hits.Hits {
		var s stateDoc
		if json.Unmarshal(h.Source, &s) != nil || s.State.Generation == "" {
			continue
		}
		names = append(names, s.Archive)
		if len(archives) == 0 || slices.Contains(archives, s.Archive) {
			a.sources = append(a.sources, Source{s.Archive, s.State.Generation, s.State.Version != index.Version})
		}
	}
	for _, name := range archives {
		if !slices.Contains(names, name) {
			return nil, c.unknownArchive(name, names)
		}
	}
	if len(a.sources) == 0 {
		return nil, &Error{Server: c.target.Server, Kind: ErrNoShare, Reason: fmt.Sprintf("the index %s has no archive yet", c.target.Index), Hint: "\"archive mirror --to " + c.target.String() + "\" puts one there"}
	}
	return a, nil
}

// maxSources is how many archives may share an index.
const maxSources = 1000

func (c *Cluster) unknownArchive(name string, names []string) error {
	hint := "it has no archive yet"
	if len(names) > 0 {
		hint = "it has " + strings.Join(names, ", ")
	}
	return &Error{Server: c.target.Server, Kind: ErrNoArchive, Reason: fmt.Sprintf("the index %s has no archive named %.64q", c.target.Index, name), Hint: hint}
}

// Sources returns the archives that are asked, by name.
func (a *Asked) Sources() []Source { return a.sources }

// asked matches the stories of the generations that count.
func (a *Asked) asked(filters ...object) object {
	generations := make([]string, len(a.sources))
	for i, s := range a.sources {
		generations[i] = s.Generation
	}
	return all(append([]object{term("kind", kindStory), {"terms": object{"generation": generations}}}, filters...)...)
}

// total counts the stories that match.
func (a *Asked) total(ctx context.Context, filters ...object) (int64, error) {
	found, err := a.search(ctx, a.path("/_search"), object{"size": 0, "track_total_hits": true, "query": a.asked(filters...)})
	return found.Hits.Total.Value, err
}

// archiveOf returns the archive of a document, by its id.
func (a *Asked) archiveOf(id string) string {
	generation := id[:max(strings.LastIndexByte(id, ':'), 0)]
	for _, s := range a.sources {
		if s.Generation == generation {
			return s.Archive
		}
	}
	return ""
}
