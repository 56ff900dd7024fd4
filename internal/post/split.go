package post

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// maxFront is the longest front matter that is read. The longest that is
// written, a cluster of a hundred stories, has some 40 kB.
const maxFront = 256 << 10

// parts is a post, split into front matter and body.
type parts struct {
	path  string
	fence string // --- or +++
	line  int    // the number of the fence's line; the front matter begins after it
	front string // with the line ends the file has
	body  string
	crlf  bool // the fence's line ends in CR LF
}

// split splits a post. It rejects files that are not UTF-8 text, because JSON
// could not hold them unchanged.
func split(raw []byte, path string) (parts, error) {
	if err := checkText(raw, path); err != nil {
		return parts{}, err
	}
	p := parts{path: path}
	rest := strings.TrimPrefix(string(raw), "\ufeff")
	var first string
	for rest != "" && first == "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		p.crlf = strings.HasSuffix(line, "\r")
		first = strings.TrimSpace(line)
		p.line++
	}
	if first != "---" && first != "+++" {
		return p, noFrontMatter(path, first)
	}
	p.fence = first
	for at := 0; ; {
		line, _, more := strings.Cut(rest[at:], "\n")
		if strings.TrimRight(line, " \t\r") == p.fence {
			p.front, p.body = rest[:at], ""
			if more {
				p.body = rest[at+len(line)+1:]
			}
			return p, nil
		}
		at += len(line) + 1
		if at > maxFront {
			return p, errorAt(path, p.line, "the front matter is longer than %d kB; is its closing %s missing?", maxFront>>10, p.fence)
		}
		if !more {
			return p, errorAt(path, p.line, "the front matter begins here but never ends; close it with a line of %s", p.fence)
		}
	}
}

func noFrontMatter(path, first string) error {
	const want = "a post begins with a line of --- (YAML) or +++ (TOML)"
	if strings.HasPrefix(first, "{") {
		return errorAt(path, 1, "JSON front matter is not read; %s", want)
	}
	return errorAt(path, 1, "no front matter; %s", want)
}

func checkText(raw []byte, path string) error {
	if bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		return errorAt(path, 1, "the file is UTF-16, not UTF-8; save it as UTF-8")
	}
	if at := bytes.IndexByte(raw, 0); at >= 0 {
		return errorAt(path, lineOf(raw, at), "a NUL byte: this is no text file")
	}
	if utf8.Valid(raw) {
		return nil
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size <= 1 {
			return errorAt(path, lineOf(raw, at), "byte 0x%02x is not UTF-8; save the file as UTF-8", raw[at])
		}
		at += size
	}
}

func lineOf(raw []byte, at int) int {
	return 1 + bytes.Count(raw[:at], []byte("\n"))
}

// content is the body as an item's content: without the one line end that
// closes the file.
func (p parts) content() string {
	if p.crlf && strings.HasSuffix(p.body, "\r\n") {
		return strings.TrimSuffix(p.body, "\r\n")
	}
	return strings.TrimSuffix(p.body, "\n")
}
