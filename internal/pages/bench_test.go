package pages

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"newsarchive/internal/corpus"
)

// BenchmarkPack packs real pages and prints the share of their size that is
// left, by level.
func BenchmarkPack(b *testing.B) {
	for name, bodies := range map[string][][]byte{
		"evaluated": realPages(b, "pages", "evaluated", "html", "*.html.gz"),
		"test":      realPages(b, "pages", "test", "test-pages", "*", "source.html"),
		"small":     {bytes.Repeat([]byte("<p>A short page of a few words.</p>\n"), 30)},
	} {
		for _, level := range []zstd.EncoderLevel{zstd.SpeedDefault, zstd.SpeedBetterCompression, zstd.SpeedBestCompression} {
			b.Run(name+"/"+level.String(), func(b *testing.B) {
				p, err := newPacker()
				if err != nil {
					b.Fatal(err)
				}
				defer p.close() //nolint:errcheck // nothing is written
				if p.encoder, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(level)); err != nil {
					b.Fatal(err)
				}
				var in, out int
				for i := 0; b.Loop(); i++ {
					body := bodies[i%len(bodies)]
					in, out = in+len(body), out+len(p.packed(body))
				}
				b.ReportMetric(float64(out)/float64(in), "packed/size")
			})
		}
	}
}

// Real pages keep less than a fifth of their size. Every twelfth is tried.
func TestSize(t *testing.T) {
	t.Parallel()
	p, err := newPacker()
	if err != nil {
		t.Fatal(err)
	}
	defer p.close() //nolint:errcheck // nothing is written
	var in, out int
	for _, bodies := range [][][]byte{realPages(t, "pages", "evaluated", "html", "*.html.gz"), realPages(t, "pages", "test", "test-pages", "*", "source.html")} {
		for i := 0; i < len(bodies); i += 12 {
			in, out = in+len(bodies[i]), out+len(p.packed(bodies[i]))
		}
	}
	if in == 0 || out*5 > in {
		t.Errorf("%d bytes of %d are left", out, in)
	}
}

func realPages(tb testing.TB, elem ...string) (bodies [][]byte) {
	tb.Helper()
	wild := len(elem)
	for i := range elem {
		if strings.Contains(elem[i], "*") {
			wild = i
			break
		}
	}
	paths, err := filepath.Glob(filepath.Join(append([]string{corpus.Path(tb, elem[:wild]...)}, elem[wild:]...)...))
	if err != nil {
		tb.Fatal(err)
	}
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		if strings.HasSuffix(path, ".gz") {
			z, err := gzip.NewReader(bytes.NewReader(body))
			if err != nil {
				tb.Fatal(err)
			}
			if body, err = io.ReadAll(z); err != nil {
				tb.Fatal(err)
			}
		}
		bodies = append(bodies, body)
	}
	return bodies
}
