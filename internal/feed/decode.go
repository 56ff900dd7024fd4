package feed

import (
	"bytes"
	"strings"

	"newsarchive/internal/charset"
)

// toText returns the document as clean UTF-8. The HTTP header's label comes
// before the XML declaration's; see [charset.Decode].
func toText(raw []byte, contentType string) string {
	return keepText(charset.Decode(raw, charset.HeaderLabel(contentType), declaredLabel(raw)))
}

// declaredLabel returns the encoding of <?xml … encoding="…"?>.
func declaredLabel(raw []byte) string {
	head := raw[:min(len(raw), 1024)]
	i := bytes.Index(head, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	declaration, _, _ := bytes.Cut(head[i+len("<?xml"):], []byte(">"))
	label, _ := lookup(attributes(nil, strings.TrimRight(string(declaration), "?")), "encoding")
	return label
}
