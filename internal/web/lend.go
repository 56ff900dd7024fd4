package web

import (
	"context"
	"net/http"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// tagger makes the entity tag of an answer in a state of the archive; nil: the
// answer has none.
type tagger func(context.Context, *archive.Archive, archive.State) string

// unchanged answers a client that has what it would get, without a place; nil:
// it has not.
func (s *Server) unchanged(r *http.Request, tag tagger) (a *answer, err error) {
	given := r.Header.Get("If-None-Match")
	if given == "" || tag == nil {
		return nil, nil //nolint:nilnil // it asks
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.options.Limits.QueryTime)
	defer cancel()
	err = s.keeper.Use(ctx, func(ar *archive.Archive) error {
		st, err := ar.State(ctx)
		if err != nil {
			return err
		}
		if t := tag(ctx, ar, st); matches(given, t) {
			a = notModified(t)
		}
		return nil
	})
	return a, err
}

func notModified(tag string) *answer { return &answer{status: http.StatusNotModified, etag: tag} }

// lendToRead lends the archive to a request that reads, when its turn comes. The answer
// gets an entity tag unless something was written meanwhile. Where no archive is served,
// there is none to lend, and no state to make a tag of.
func (s *Server) lendToRead(ctx context.Context, tag tagger, read func(context.Context, *archive.Archive) (*answer, error)) (a *answer, err error) {
	free, err := s.places.take(ctx)
	if err != nil {
		s.metrics.refused.Add(1)
		return nil, err
	}
	defer free()
	ctx, cancel := context.WithTimeout(ctx, s.options.Limits.QueryTime)
	defer cancel()
	if s.there != nil {
		return read(ctx, nil)
	}
	err = s.keeper.Use(ctx, func(ar *archive.Archive) error {
		before, err := ar.State(ctx)
		if err != nil {
			return err
		}
		if a, err = read(ctx, ar); err != nil {
			return err
		}
		after, err := ar.State(ctx)
		if err == nil && after == before && a.status == 0 && tag != nil {
			a.etag = tag(ctx, ar, after)
		}
		return err
	})
	return a, err
}

// lendToChange lends the archive to a request that changes it, when its turn comes.
func (s *Server) lendToChange(ctx context.Context, change func(context.Context, *archive.Archive) error) error {
	free, err := s.writers.take(ctx)
	if err != nil {
		return err
	}
	defer free()
	ctx, cancel := context.WithTimeout(ctx, s.options.Limits.ChangeTime)
	defer cancel()
	return s.keeper.Use(ctx, func(ar *archive.Archive) error {
		if ar.ReadOnly() {
			return store.ErrReadOnly
		}
		return change(ctx, ar)
	})
}
