package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding names the content codings that unpack knows.
const acceptEncoding = "gzip, deflate, br, zstd"

// maxCodings is how often a body may be packed: servers pack what was packed
// already, by mistake.
const maxCodings = 3

// unpack removes the content codings of a body (RFC 9110, section 8.4.1), by what
// its bytes are: gzip and zstd are known by their first bytes, whatever the
// header says, and what is plain text is passed through. Only deflate and br,
// which have no such bytes, are taken from the header.
func unpack(wire io.Reader, header []string) (io.ReadCloser, error) {
	named := codings(header)
	r := io.NopCloser(wire)
	for range maxCodings {
		ahead := bufio.NewReaderSize(r, 32<<10)
		start, err := ahead.Peek(512)
		if err != nil && !errors.Is(err, io.EOF) && len(start) == 0 {
			return nil, err
		}
		coding, rest := recognise(start, named)
		named = rest
		if r, err = decoder(coding, ahead, start); err != nil {
			return nil, err
		}
		if coding == "" {
			return r, nil
		}
	}
	return r, nil
}

// codings returns the codings that a header names, the outermost first.
func codings(header []string) []string {
	var all []string
	for name := range strings.SplitSeq(strings.ToLower(strings.Join(header, ",")), ",") {
		name = strings.TrimPrefix(strings.TrimSpace(name), "x-")
		if name != "" && name != "identity" {
			all = append([]string{name}, all...)
		}
	}
	return all[:min(len(all), maxCodings)]
}

// recognise returns the coding of a body that begins so, or "", and what the
// header names within.
func recognise(start []byte, named []string) (coding string, within []string) {
	switch {
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		coding = "gzip"
	case bytes.HasPrefix(start, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		coding = "zstd"
	case len(named) == 0 || len(start) == 0 || isText(start):
		return "", nil
	case named[0] == "gzip" || named[0] == "zstd":
		return "", nil // only said so
	default:
		return named[0], named[1:]
	}
	if len(named) > 0 && named[0] == coding {
		named = named[1:]
	}
	return coding, named
}

// isText reports whether a body begins as plain text in UTF-8. Packed bodies
// have control characters there.
func isText(start []byte) bool {
	for len(start) > 0 {
		r, size := utf8.DecodeRune(start)
		switch {
		case r == utf8.RuneError && size == 1 && utf8.FullRune(start), r == 0x7f:
			return false
		case r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f':
			return false
		}
		start = start[size:]
	}
	return true
}

// decoder returns a reader of one coding less. Its memory is bounded.
func decoder(coding string, r io.Reader, start []byte) (io.ReadCloser, error) {
	switch coding {
	case "":
		return io.NopCloser(r), nil
	case "gzip":
		return gzip.NewReader(r)
	case "zstd":
		// RFC 9659 bounds the window of a content coding by 8 MiB.
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	case "br":
		return io.NopCloser(brotli.NewReader(r)), nil
	case "deflate":
		if isZlib(start) {
			return zlib.NewReader(r)
		}
		return flate.NewReader(r), nil // as some servers understand the word
	}
	return nil, fmt.Errorf("%w: packed as %.40q, and only %s were asked for", ErrEncoding, coding, acceptEncoding)
}

// isZlib recognises the header of RFC 1950.
func isZlib(start []byte) bool {
	return len(start) >= 2 && start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0
}
