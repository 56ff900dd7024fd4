package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// body returns an unpacked body of up to limit bytes, and the number of bytes
// received on the wire. A longer body is [ErrTooLarge].
func body(answer *http.Response, limit int64) (content []byte, received int64, err error) {
	if answer.ContentLength > limit {
		return nil, 0, tooLarge(limit)
	}
	content, whole, received, err := beginning(answer, limit)
	switch {
	case err != nil:
		return nil, received, err
	case !whole:
		return nil, received, tooLarge(limit)
	}
	return content, received, nil
}

// beginning returns an unpacked body, or the first limit bytes of a longer one.
// With an error, content is what came before it.
func beginning(answer *http.Response, limit int64) (content []byte, whole bool, received int64, err error) {
	wire := &counter{r: answer.Body}
	r, err := unpack(wire, answer.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, false, wire.n, wire.fault(err)
	}
	defer r.Close() //nolint:errcheck // read to its end, or given up
	content, err = readAll(r, limit, answer.ContentLength)
	if int64(len(content)) > limit {
		return content[:limit], false, wire.n, nil
	}
	return content, err == nil, wire.n, wire.fault(err)
}

// readAll reads a body of up to limit bytes, and one byte more of a longer one.
// hint is its length on the wire, or negative when unknown.
func readAll(r io.Reader, limit, hint int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(hint, 0), limit, 1<<20)) + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(r, limit+1))
	return b.Bytes(), err
}

// counter counts the bytes that come in, and keeps the error that ended them.
type counter struct {
	r   io.Reader
	n   int64
	err error
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil {
		c.err = err
	}
	return n, err
}

// fault tells an answer that broke off, or a failure of the network, from one
// that is packed wrongly.
func (c *counter) fault(err error) error {
	early := errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
	switch {
	case err == nil, errors.Is(err, ErrEncoding):
		return err
	case c.err != nil && early:
		return fmt.Errorf("%w after %d bytes", ErrBroken, c.n)
	case c.err != nil && !errors.Is(c.err, io.EOF):
		return c.err
	}
	return fmt.Errorf("%w: %w", ErrEncoding, err)
}
