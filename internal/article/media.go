package article

import (
	"bytes"
	"mime"
	"strings"

	"newsarchive/internal/charset"
	"newsarchive/internal/news"
)

// mediaType returns text/html, text/plain, or the type of a file that is
// neither. The first bytes decide where they are clear; servers are often
// wrong.
func mediaType(page news.Page) string {
	head := bytes.TrimLeft(page.Body[:min(len(page.Body), 1024)], "\xEF\xBB\xBF \t\r\n")
	for magic, kind := range map[string]string{
		"%PDF-": "application/pdf", "\x89PNG": "image/png", "GIF8": "image/gif", "\xFF\xD8\xFF": "image/jpeg",
		"PK\x03\x04": "application/zip", "\x1F\x8B": "application/gzip", "OggS": "audio/ogg", "ID3": "audio/mpeg",
	} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return kind
		}
	}
	kind, _, err := mime.ParseMediaType(contentType(page))
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(contentType(page)), ";")
		kind = strings.TrimSpace(kind)
	}
	switch {
	case kind == "text/plain" && !bytes.HasPrefix(head, []byte("<")):
		return "text/plain"
	case kind == "", kind == "text/html", kind == "application/xhtml+xml", kind == "text/plain",
		strings.HasSuffix(kind, "/xml") && htmlRoot(head), kind == "application/octet-stream" && htmlRoot(head):
		return "text/html"
	}
	return kind
}

// htmlRoot reports whether a document begins as HTML does.
func htmlRoot(head []byte) bool {
	lower := bytes.ToLower(head)
	return bytes.Contains(lower, []byte("<html")) || bytes.HasPrefix(lower, []byte("<!doctype html"))
}

func contentType(page news.Page) string {
	if v := page.Header["Content-Type"]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// decode returns the page as UTF-8. The HTTP header's label comes before the
// one of a <meta> or an XML declaration.
func decode(page news.Page) string {
	return charset.Decode(page.Body, charset.HeaderLabel(contentType(page)), declaredLabel(page.Body))
}

// declaredLabel returns the encoding that the page's beginning declares:
// charset=… of a <meta>, or encoding=… of an XML declaration. The HTML
// Standard looks at 1,024 bytes; pages have it later, too.
func declaredLabel(body []byte) string {
	head := bytes.ToLower(body[:min(len(body), 8<<10)])
	for _, mark := range []string{"charset=", "encoding="} {
		if _, rest, ok := bytes.Cut(head, []byte(mark)); ok {
			rest = bytes.TrimLeft(rest, `"' `)
			if i := bytes.IndexAny(rest, `"' />;?`); i >= 0 && i < 40 {
				return string(rest[:i])
			}
		}
	}
	return ""
}
