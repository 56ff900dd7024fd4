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

// body reads at most so many bytes of a body, unpacked, and counts them as
// they come in.
func body(answer *http.Response, most int64) (content []byte, came int64, err error) {
	wire := &counter{r: answer.Body}
	encoding := strings.ToLower(strings.TrimSpace(answer.Header.Get("Content-Encoding")))
	var r io.Reader
	switch encoding {
	case "", "identity":
		if answer.ContentLength > most {
			return nil, 0, tooLarge(most)
		}
		r, err = unpack(wire) // gzip may come without a word
	case "gzip", "x-gzip":
		r, err = unpack(wire)
	default:
		return nil, 0, fmt.Errorf("%w: packed as %.40q, and only gzip was asked for", ErrEncoding, encoding)
	}
	if err == nil {
		content, err = readAll(r, most, answer.ContentLength)
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		err = fmt.Errorf("%w after %d bytes", ErrBroken, wire.n)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), corrupt(err):
		err = fmt.Errorf("%w: %w", ErrEncoding, err)
	}
	return content, wire.n, err
}

// unpack reads gzip, which its first bytes tell, and anything else as it is.
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

// readAll reads a body of up to most bytes; hint is its length on the wire,
// or less than 0.
func readAll(r io.Reader, most, hint int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(hint, 0), most, 1<<20)) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, most+1))
	if err == nil && n > most {
		return nil, tooLarge(most)
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
