package archive

import (
	"context"
	"errors"
	"strings"

	"newsarchive/internal/fetch"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// The ways in which [Elsewhere] does not answer.
var (
	// ErrAway means that OpenSearch cannot be asked now: it is not reached, is too busy,
	// or lacks parts of the index.
	ErrAway = errors.New("OpenSearch does not answer now")
	// ErrRefuses means that what is there does not answer this program: it wants
	// another password, is no OpenSearch or of another version, or has no such index.
	ErrRefuses = errors.New("OpenSearch does not answer this program")
	// ErrUnknownArchive means that no archive has the name that is asked for.
	ErrUnknownArchive = errors.New("there is no such archive there")
	// ErrOnlyHere means that a question asks for what only an archive itself knows.
	ErrOnlyHere = errors.New("only the archive itself knows")
)

// ElsewhereError is why [Elsewhere] did not answer. It wraps one of the errors above.
type ElsewhereError struct {
	Kind   error
	Reason string // in words, without the address of the server
	Err    error
}

// Error has the address of the server, and no password.
func (e *ElsewhereError) Error() string { return e.Err.Error() }

// Unwrap returns the kind and the cause.
func (e *ElsewhereError) Unwrap() []error { return []error{e.Kind, e.Err} }

// elsewhereError says of which kind an error of OpenSearch is. Those of the query, of
// what was not found, and of a question that was cancelled stay as they are.
func elsewhereError(ctx context.Context, err error) error {
	var wrong *query.Error
	var already *ElsewhereError
	var refused *opensearch.Error
	var failed *fetch.Error
	switch {
	case errors.As(err, &already):
		return already // it may be within one of the query: of a topic in it
	case err == nil, errors.As(err, &wrong), errors.Is(err, store.ErrNotFound), errors.Is(ctx.Err(), context.Canceled):
		return err
	case errors.Is(err, opensearch.ErrCannot):
		return &ElsewhereError{ErrOnlyHere, strings.TrimPrefix(strings.TrimPrefix(err.Error(), opensearch.ErrCannot.Error()+": "), "--"), err}
	case ctx.Err() != nil:
		return &ElsewhereError{ErrAway, "it did not answer in time", errors.Join(err, ctx.Err())}
	case errors.As(err, &refused):
		kind := ErrRefuses
		switch {
		case errors.Is(err, opensearch.ErrUnavailable):
			kind = ErrAway
		case errors.Is(err, opensearch.ErrNoArchive):
			kind = ErrUnknownArchive
		}
		return &ElsewhereError{kind, refused.Reason, err}
	case errors.As(err, &failed):
		return &ElsewhereError{ErrAway, failed.Reason, err}
	}
	return err
}
