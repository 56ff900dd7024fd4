package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
)

// record is a record's header and content.
type record struct {
	header  header
	content []byte
}

// records iterates over the records of a file that may hold pages. Its errors
// are those of [Read].
func records(ctx context.Context, src *bufio.Reader) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		if magic, _ := src.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			err := parts(bounded{ctx, src}, yield)
			if err != nil && err != errStop { //nolint:errorlint // it is never wrapped
				yield(record{}, fmt.Errorf("read a WARC file: %w", err))
			}
			return
		}
		var z gzip.Reader
		for {
			if _, err := src.Peek(1); err == io.EOF { //nolint:errorlint // a bufio.Reader's own
				return
			}
			if err := z.Reset(src); err != nil {
				yield(record{}, fmt.Errorf("read a WARC file: %w", err))
				return
			}
			z.Multistream(false)
			if !member(bounded{ctx, &z}, yield) {
				return
			}
		}
	}
}

// member reads a gzip member, which is a record or several, to its end. It
// reports whether to go on.
func member(z bounded, yield func(record, error) bool) bool {
	err := parts(z, yield)
	if err == errStop { //nolint:errorlint // it is never wrapped
		return false
	}
	if err != nil && z.ctx.Err() == nil && !yield(record{}, fmt.Errorf("%w: %w", ErrRecord, err)) {
		return false
	}
	if err := skip(z, -1); err != nil {
		yield(record{}, fmt.Errorf("read a WARC file: %w", err))
		return false
	}
	return true
}

var (
	// errStop means that the caller has had enough.
	errStop = errors.New("stop")

	errNoRecord = errors.New("it is not a WARC record")
	errHeader   = errors.New("its header has no end, or is too large")
	errLength   = errors.New("it has no Content-Length")
	errTooLarge = errors.New("it is too large")
)

// parts reads the records of a stream that is not packed.
func parts(b bounded, yield func(record, error) bool) error {
	r := bufio.NewReaderSize(b, maxHeader)
	for {
		h, err := nextHeader(r)
		if h == nil || err != nil {
			return err
		}
		length, err := h.length()
		switch {
		case err != nil:
			return err
		case !h.holdsPage():
			err = skip(r, length)
		case length > maxRecord:
			if err = skip(r, length); err == nil && !yield(record{header: h}, fmt.Errorf("%w: %.200q: %w", ErrRecord, h.target(), errTooLarge)) {
				return errStop
			}
		default:
			var content []byte
			if content, err = io.ReadAll(io.LimitReader(r, length)); err == nil && int64(len(content)) < length {
				err = io.ErrUnexpectedEOF
			}
			if err == nil && !yield(record{h, content}, nil) {
				return errStop
			}
		}
		if err != nil {
			return err
		}
	}
}

// skip reads past n bytes, or to the end if n is negative.
func skip(r io.Reader, n int64) error {
	if n > maxSkip {
		return errTooLarge
	}
	if n >= 0 {
		_, err := io.CopyN(io.Discard, r, n)
		return err
	}
	n, err := io.Copy(io.Discard, io.LimitReader(r, maxSkip+1))
	if err == nil && n > maxSkip {
		err = errTooLarge
	}
	return err
}

// bounded is a reader that fails when ctx has ended.
type bounded struct {
	ctx context.Context
	r   io.Reader
}

func (b bounded) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.r.Read(p)
}
