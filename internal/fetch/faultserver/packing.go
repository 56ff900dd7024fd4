package faultserver

import (
	"compress/gzip"
	"compress/zlib"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// bombSize is how many bytes a bomb unpacks to.
const bombSize = 20 << 20

// packings are bodies that are packed to harm, or wrongly.
func packings() []Fault {
	text := func(name, about, coding, body string) Fault {
		return Fault{Name: name, About: about, serve: func(c *call) {
			c.ResponseWriter.Header().Set("Content-Encoding", coding)
			_, _ = io.WriteString(c.ResponseWriter, body)
		}}
	}
	plain := text("plain-as-gzip", "says gzip and serves plain text", "gzip", goodFeed)
	plain.Good = true
	return []Fault{
		bomb("bomb-gzip", "gzip", func(w io.Writer) io.WriteCloser { return fast(gzip.NewWriterLevel(w, gzip.BestSpeed)) }),
		bomb("bomb-deflate", "deflate", func(w io.Writer) io.WriteCloser { return fast(zlib.NewWriterLevel(w, zlib.BestSpeed)) }),
		bomb("bomb-br", "br", func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 1) }),
		bomb("bomb-zstd", "zstd", func(w io.Writer) io.WriteCloser {
			return fast(zstd.NewWriter(w, zstd.WithEncoderConcurrency(1)))
		}),
		plain,
		text("bad-gzip", "serves gzip that is damaged", "gzip", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xff\xffrubbish"),
		text("bad-br", "says br and serves what is not", "br", "\xff\xff\xff\x00rubbish"),
		text("unknown-coding", "packs in a way that was not asked for", "compress", "\x1f\x9drubbish"),
	}
}

// fast is a packer whose options are valid.
func fast[W io.WriteCloser](w W, _ error) W { return w }

// bomb serves zeros, well packed.
func bomb(name, coding string, pack func(io.Writer) io.WriteCloser) Fault {
	return Fault{Name: name, About: "serves a small body that " + coding + " unpacks to a very large one", serve: func(c *call) {
		c.ResponseWriter.Header().Set("Content-Encoding", coding)
		z := pack(c.ResponseWriter)
		_, _ = io.WriteString(z, feedStart+"<!--")
		zeros := make([]byte, 1<<20)
		for range bombSize / len(zeros) {
			if _, err := z.Write(zeros); err != nil {
				break
			}
		}
		_ = z.Close() // the client may have left
	}}
}
