package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// body returns an unpacked body of up to limit bytes, and the number of bytes
// received on the wire. A longer body is [ErrTooLarge].
func body(answer *http.Response, limit int64) (content []byte, received int64, err error) {
	wire := &counter{r: answer.Body}
	encoding := strings.ToLower(strings.TrimSpace(answer.Header.Get("Content-Encoding")))
	var r io.Reader
	switch encoding {
	case "", "identity":
		if answer.ContentLength > limit {
			return nil, 0, tooLarge(limit)
		}
		r, err = unpack(wire) // gzip may come without the header
	case "gzip", "x-gzip":
		r, err = unpack(wire)
	default:
		return nil, 0, fmt.Errorf("%w: packed as %.40q, and only gzip was asked for", ErrEncoding, encoding)
	}
	if err == nil {
		content, err = readAll(r, limit, answer.ContentLength)
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		err = fmt.Errorf("%w after %d bytes", ErrBroken, wire.n)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), corrupt(err):
		err = fmt.Errorf("%w: %w", ErrEncoding, err)
	}
	return content, wire.n, err
}

// unpack decompresses gzip, recognised by its first bytes (RFC 1952), and passes
// anything else through.
func unpack(wire io.Reader) (io.Reader, error) {
	ahead := bufio.NewReaderSize(wire, 32<<10)
	magic, err := ahead.Peek(2)
	if len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return ahead, err
	}
	return gzip.NewReader(ahead)
}

// readAll reads a body of up to limit bytes. hint is its length on the wire, or
// negative when unknown.
func readAll(r io.Reader, limit, hint int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(hint, 0), limit, 1<<20)) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if err == nil && n > limit {
		return nil, tooLarge(limit)
	}
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func corrupt(err error) bool {
	return err != nil && strings.HasPrefix(err.Error(), "flate: ")
}

// counter counts the bytes that come in.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
