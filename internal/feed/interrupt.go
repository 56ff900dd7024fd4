package feed

import (
	"context"
	"io"
)

// interrupted is a reader that ends with its context: the parsers that read it
// know of none.
type interrupted struct {
	ctx context.Context
	r   io.Reader
}

// Read implements [io.Reader].
func (i interrupted) Read(p []byte) (int, error) {
	if i.ctx.Err() != nil {
		return 0, context.Cause(i.ctx)
	}
	return i.r.Read(p)
}
