package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// pack packs content as a coding of HTTP, or as raw deflate.
func pack(tb testing.TB, coding string, content []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "raw deflate":
		w, err = flate.NewWriter(&b, flate.BestCompression)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, err = zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1))
	default:
		return content
	}
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func answer(header string, sent []byte) http.Response {
	return http.Response{
		Header:        http.Header{"Content-Encoding": {header}},
		Body:          io.NopCloser(bytes.NewReader(sent)),
		ContentLength: -1,
	}
}

// A body is unpacked by what it is, not by what the header says of it.
func TestUnpack(t *testing.T) {
	t.Parallel()
	page := []byte(strings.Repeat("<p>Ein schöner Tag am Kai.</p>\n", 100))
	short := []byte("<p>x")
	for name, test := range map[string]struct {
		header string
		coding []string // the first is applied first
	}{
		"plain":                      {"", nil},
		"gzip":                       {"gzip", []string{"gzip"}},
		"deflate":                    {"deflate", []string{"deflate"}},
		"raw deflate":                {"deflate", []string{"raw deflate"}},
		"br":                         {"br", []string{"br"}},
		"zstd":                       {"zstd", []string{"zstd"}},
		"gzip, not said":             {"", []string{"gzip"}},
		"zstd, not said":             {"", []string{"zstd"}},
		"gzip for br":                {"br", []string{"gzip"}},
		"zstd for gzip":              {"gzip", []string{"zstd"}},
		"gzip for what is not known": {"exi", []string{"gzip"}},
		"plain for gzip":             {"gzip", nil},
		"plain for br":               {"br", nil},
		"plain for deflate":          {"deflate", nil},
		"plain for what is unknown":  {"utf-8", nil},
		"two":                        {"br, gzip", []string{"br", "gzip"}},
		"two, one said":              {"gzip", []string{"gzip", "gzip"}},
		"two, one said, other":       {"br", []string{"gzip", "br"}},
		"three":                      {"gzip", []string{"gzip", "zstd", "gzip"}},
		"identity":                   {"identity", nil},
		"capitals":                   {" X-GZIP ,", []string{"gzip"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, want := range [][]byte{page, short} {
				sent := want
				for _, coding := range test.coding {
					sent = pack(t, coding, sent)
				}
				a := answer(test.header, sent)
				got, received, err := body(&a, 1<<20)
				if err != nil || !bytes.Equal(got, want) || received != int64(len(sent)) {
					t.Errorf("%d bytes of %d, %v: %.60q", received, len(sent), err, got)
				}
			}
		})
	}
}

// A small answer that unpacks to a large one is given up at the limit.
func TestBombs(t *testing.T) {
	t.Parallel()
	for _, coding := range []string{"gzip", "deflate", "raw deflate", "br", "zstd"} {
		const limit = 1 << 18
		bomb := pack(t, coding, make([]byte, 8*limit))
		a := answer(strings.TrimPrefix(coding, "raw "), bomb)
		if _, received, err := body(&a, limit); !isKind(err, ErrTooLarge) || received > int64(len(bomb)) {
			t.Errorf("%s: %v after %d bytes", coding, err, received)
		}
		a = answer(strings.TrimPrefix(coding, "raw "), bomb)
		content, whole, _, err := beginning(&a, limit)
		if err != nil || whole || len(content) != limit {
			t.Errorf("%s: %d bytes, whole: %v, %v", coding, len(content), whole, err)
		}
	}
}

// An answer that breaks off, and one that is packed wrongly, are told apart.
func TestUnpackBroken(t *testing.T) {
	t.Parallel()
	page := []byte(strings.Repeat("<p>Ein schöner Tag am Kai.</p>\n", 100))
	for _, coding := range []string{"gzip", "deflate", "raw deflate", "br", "zstd"} {
		sent, header := pack(t, coding, page), strings.TrimPrefix(coding, "raw ")
		a := answer(header, sent[:len(sent)/2])
		if _, _, err := body(&a, 1<<20); !isKind(err, ErrBroken) {
			t.Errorf("%s, half of it: %v", coding, err)
		}
	}
	for _, header := range []string{"br", "deflate", "compress"} {
		a := answer(header, bytes.Repeat([]byte{0xff, 0, 0x81}, 100))
		if _, _, err := body(&a, 1<<20); !isKind(err, ErrEncoding) {
			t.Errorf("%s: %v", header, err)
		}
	}
}
