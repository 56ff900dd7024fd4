package store

import (
	"context"
	"iter"
)

// ahead returns the values of a sequence, of which the next is made while one is used.
// It ends with an error when the context ends.
func ahead[T any](ctx context.Context, all func(context.Context) iter.Seq2[T, error]) iter.Seq2[T, error] {
	type next struct {
		value T
		err   error
	}
	return func(yield func(T, error) bool) {
		making, cancel := context.WithCancel(ctx)
		made := make(chan next, 1)
		go func() {
			defer close(made)
			for value, err := range all(making) {
				select {
				case made <- next{value, err}:
				case <-making.Done():
					return
				}
			}
		}()
		defer func() {
			cancel()
			for range made { //nolint:revive // until the sequence has ended
			}
		}()
		for n := range made {
			if !yield(n.value, n.err) || n.err != nil {
				return
			}
		}
		if ctx.Err() != nil {
			var none T
			yield(none, context.Cause(ctx))
		}
	}
}
