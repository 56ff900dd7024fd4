package opensearch

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"

	"newsarchive/index"
	"newsarchive/internal/news"
)

// Share is what one archive has in an index. It is for one goroutine at a time.
type Share struct {
	*Cluster
	name     string
	state    stored
	analyser *index.Analyser
}

// Share returns the share of the archive with a name and an id; with a layout it
// makes index and share where they are missing, without one the error then wraps
// [ErrNoShare]. It wraps [ErrForeign] when the index is not ours, [ErrName] when
// another archive has the name, and [ErrUnavailable] when parts of the index are
// missing. An index of an earlier version is brought to this one.
func (c *Cluster) Share(ctx context.Context, name, id string, layout *Layout) (*Share, error) {
	there, err := c.stand(ctx, layout)
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, c.noShare(name)
	}
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	s := &Share{Cluster: c, name: name, analyser: index.NewAnalyser()}
	if s.state, there, err = c.readState(ctx, name); err != nil {
		return nil, err
	}
	if !there {
		if layout == nil {
			return nil, c.noShare(name)
		}
		s.state, err = c.writeState(ctx, name, s.state, State{ID: id})
		if errors.Is(err, index.ErrMoved) { // another program has made it
			s.state, _, err = c.readState(ctx, name)
		}
		if err != nil {
			return nil, err
		}
	}
	return s, s.checkID(id)
}

func (c *Cluster) noShare(name string) error {
	return &Error{
		Server: c.target.Server, Kind: ErrNoShare, Reason: fmt.Sprintf("the index %s has nothing of an archive named %s", c.target.Index, name),
		Hint: "\"archive mirror --to " + c.target.String() + "\" puts it there; --as NAME says another name",
	}
}

func (s *Share) checkID(id string) error {
	if s.state.ID == id {
		return nil
	}
	return &Error{
		Server: s.target.Server, Kind: ErrName, Reason: fmt.Sprintf("another archive is mirrored to %s under the name %s", s.target.Index, s.name),
		Hint: "--as NAME gives this one another name; nothing was changed",
	}
}

// State returns the state as it was read or set last.
func (s *Share) State() State { return s.state.State }

// Mark reads the state again, and returns the last change that the generation in use
// has.
func (s *Share) Mark(ctx context.Context) (news.Mark, error) {
	id := s.state.ID
	state, there, err := s.readState(ctx, s.name)
	if err != nil {
		return news.Mark{}, err
	}
	if !there {
		return news.Mark{}, s.noShare(s.name)
	}
	s.state = state
	return state.Mark, s.checkID(id)
}

// Apply brings a batch of changes, and then moves the mark. When the mark is not the
// one that the batch starts from, or is moved meanwhile, the error is
// [index.ErrMoved]; what was written then does no harm.
func (s *Share) Apply(ctx context.Context, b index.Batch) error {
	if s.state.Mark != b.From {
		return fmt.Errorf("%w in OpenSearch from change %d to %d", index.ErrMoved, b.From.Seq, s.state.Mark.Seq)
	}
	w := s.writer(s.state.Generation, b.To.Seq)
	if err := w.put(ctx, b.Upserts); err != nil {
		return err
	}
	if err := w.bury(ctx, b.Deletes); err != nil {
		return err
	}
	if err := w.flush(ctx); err != nil {
		return err
	}
	next := s.state.State
	next.Mark = b.To
	return s.set(ctx, next)
}

func (s *Share) writer(generation string, version int64) *writer {
	return &writer{Cluster: s.Cluster, share: s.name, generation: generation, version: version, analyser: s.analyser}
}

// set sets the state. On [index.ErrMoved] the state must be read again.
func (s *Share) set(ctx context.Context, next State) error {
	state, err := s.writeState(ctx, s.name, s.state, next)
	if err == nil {
		s.state = state
	}
	return err
}

// Begin begins to fill a new generation, whose documents will be as new as a change,
// or newer. tags says that they have the person's own tags.
func (s *Share) Begin(ctx context.Context, from news.Mark, tags bool) error {
	random := make([]byte, 8)
	if _, err := rand.Read(random); err != nil {
		return err
	}
	next := s.state.State
	next.Filling = &Filling{Generation: s.name + ":" + hex.EncodeToString(random), Version: index.Version, Tags: tags, From: from}
	return s.set(ctx, next)
}

// Switch lets the generation that was filled take the place of the one in use. The
// error is [index.ErrMoved] when another program has done so, or fills another one.
func (s *Share) Switch(ctx context.Context) error {
	f := s.state.Filling
	for s.fills(f) {
		next := s.state.State
		next.Generation, next.Version, next.Tags, next.Mark, next.Filling = f.Generation, f.Version, f.Tags, f.From, nil
		err := s.set(ctx, next)
		if !errors.Is(err, index.ErrMoved) {
			return err
		}
		if _, err := s.Mark(ctx); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w in OpenSearch: another generation is filled, or none", index.ErrMoved)
}

// fills reports whether a generation is the one that is being filled.
func (s *Share) fills(f *Filling) bool {
	return f != nil && s.state.Filling != nil && s.state.Filling.Generation == f.Generation
}
