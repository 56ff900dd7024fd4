package opensearch

import (
	"context"
	"fmt"

	"newsarchive/internal/news"
)

// State is how far the share of an archive is.
type State struct {
	ID         string    `json:"id"`               // of the archive
	Generation string    `json:"generation"`       // that counts; empty when there is none yet
	Version    int       `json:"version"`          // of its terms; see [index.Version]
	Mark       news.Mark `json:"mark"`             // the last change that it has
	Tags       bool      `json:"tags,omitempty"`   // its stories have the person's own tags
	Topics     bool      `json:"topics,omitempty"` // topics are mirrored; see [About]
	Filling    *Filling  `json:"filling,omitempty"`
}

// Filling is a generation that is being filled.
type Filling struct {
	Generation string    `json:"generation"`
	Version    int       `json:"version"`
	Tags       bool      `json:"tags,omitempty"`
	From       news.Mark `json:"from"`  // its documents are as new as this change, or newer
	Story      int64     `json:"story"` // the stories up to this one are there
}

// stateDoc is a state as a document.
type stateDoc struct {
	Kind    string `json:"kind"`
	Archive string `json:"archive"`
	State   State  `json:"state"`
}

// stored is a state with what it is compared by when it is set.
type stored struct {
	State
	place
}

// stateID is the id of a state. It has the version of the mapping: in an index that was
// copied the numbers of writes begin again, and a program of the earlier version, which
// compares by them, must not set a state there.
func stateID(name string, mapping int) string { return fmt.Sprintf("%s%d:%s", stateIDs, mapping, name) }

// stateIDs is how the ids of states begin, also those of version 1: state:NAME.
const stateIDs = "state:"

// readState reads the state of an archive's share; there is false when it has none.
func (c *Cluster) readState(ctx context.Context, name string) (s stored, there bool, err error) {
	var doc stateDoc
	at, there, err := c.readDocument(ctx, stateID(name, c.mapping), &doc)
	if err != nil {
		return s, false, fmt.Errorf("read how far %s is mirrored: %w", name, err)
	}
	return stored{doc.State, at}, there, nil
}

// writeState sets a state, unless another program has set it since it was read: then
// the error wraps [index.ErrMoved].
func (c *Cluster) writeState(ctx context.Context, name string, before stored, s State) (stored, error) {
	at, err := c.writeDocument(ctx, stateID(name, c.mapping), before.place, stateDoc{kindState, name, s})
	if err != nil {
		return before, fmt.Errorf("set how far %s is mirrored: %w", name, err)
	}
	return stored{s, at}, nil
}
