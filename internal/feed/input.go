package feed

import (
	"context"
	"fmt"
	"io"
)

// input is a reader that fails when the context ends. A parser behind it can
// be interrupted within a single entry.
type input struct {
	ctx context.Context
	r   io.Reader
}

// inputChunk is the most bytes read between two checks of the context.
const inputChunk = 64 << 10

func (r *reader) input(from io.Reader) io.Reader { return &input{r.ctx, from} }

// Read implements io.Reader.
func (i *input) Read(p []byte) (int, error) {
	if i.ctx.Err() != nil {
		return 0, context.Cause(i.ctx)
	}
	return i.r.Read(p[:min(len(p), inputChunk)])
}

// unreadable returns the error for a document that a parser gave up: the
// context's where that ended, else [ErrUnknown].
func (r *reader) unreadable(err error) error {
	if r.ctx.Err() != nil {
		return context.Cause(r.ctx)
	}
	return fmt.Errorf("%w: %w", ErrUnknown, err)
}
