package charset

import (
	"strings"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// sampleSize is how much of a document an encoding is guessed from.
const sampleSize = 64 << 10

// guess returns the encoding that the bytes most resemble; windows-1252 when
// nothing can be said.
func guess(raw []byte) encoding.Encoding {
	best, err := chardet.NewHtmlDetector().DetectBest(sample(raw))
	if err != nil {
		return charmap.Windows1252
	}
	enc, name := charset.Lookup(strings.Replace(best.Charset, "GB-18030", "gb18030", 1))
	if enc == nil || name == "utf-8" || name == "replacement" || strings.HasPrefix(name, "utf-16") {
		return charmap.Windows1252
	}
	return enc
}

// sample returns the part of the document that begins shortly before its
// first character beyond ASCII.
func sample(raw []byte) []byte {
	for i, b := range raw {
		if b >= 0x80 {
			raw = raw[max(0, i-sampleSize/4):]
			break
		}
	}
	return raw[:min(len(raw), sampleSize)]
}
