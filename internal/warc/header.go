package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// header is the header of a record: its fields by name in lower case; of
// several of one name the first.
type header map[string]string

// nextHeader passes over empty lines and reads the header of a record. It is nil
// at the end of the stream.
func nextHeader(r *bufio.Reader) (header, error) {
	for {
		c, err := r.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if c != '\r' && c != '\n' {
			break
		}
	}
	if err := r.UnreadByte(); err != nil {
		return nil, err
	}
	ahead, err := r.Peek(maxHeader)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if !bytes.HasPrefix(ahead, []byte("WARC/")) {
		return nil, errNoRecord
	}
	h, size := parseHeader(ahead)
	if h == nil {
		return nil, errHeader
	}
	_, err = r.Discard(size)
	return h, err
}

// parseHeader reads a header and returns its size with the empty line behind it;
// nil when that is missing. A line that begins with a space continues the one
// before.
func parseHeader(b []byte) (header, int) {
	h, size, last := header{}, 0, ""
	for line := range bytes.Lines(b) {
		size += len(line)
		text := strings.TrimRight(string(line), "\r\n")
		name, value, ok := strings.Cut(text, ":")
		switch {
		case len(text) == len(line): // no end of line
			return nil, 0
		case text == "":
			return h, size
		case text[0] == ' ' || text[0] == '\t':
			if last != "" {
				h[last] += " " + strings.TrimSpace(text)
			}
		case ok:
			last = strings.ToLower(strings.TrimSpace(name))
			if _, again := h[last]; again {
				last = ""
				continue
			}
			h[last] = strings.TrimSpace(value)
		}
	}
	return nil, 0
}

// length returns the size of the content in bytes.
func (h header) length() (int64, error) {
	n, err := strconv.ParseInt(h["content-length"], 10, 64)
	if err != nil || n < 0 {
		return 0, errLength
	}
	return n, nil
}

// holdsPage reports whether the record may hold a page, and holds all of it.
func (h header) holdsPage() bool {
	_, part := h["warc-segment-number"]
	return !part && (h["warc-type"] == "response" || h["warc-type"] == "resource")
}

// target returns the address. WARC 1.0 puts it in angle brackets, and Wget does.
func (h header) target() string { return strings.Trim(h["warc-target-uri"], "<>") }

// date returns the time of the record; zero if there is none.
func (h header) date() time.Time {
	t, err := time.Parse(time.RFC3339, h["warc-date"])
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}
