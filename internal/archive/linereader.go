package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// errLongLine means that a line is longer than any item is.
var errLongLine = errors.New("the line is too long")

// lineReader reads lines of whatever length into one buffer.
type lineReader struct {
	from   *bufio.Reader
	max    int
	number int // of the line that was read last
	line   []byte
}

func newLineReader(r io.Reader, maxBytes int) *lineReader {
	return &lineReader{from: bufio.NewReaderSize(r, 64<<10), max: maxBytes}
}

// next returns the next line, which is good until the one after it. A line
// that is too long is passed over: the error wraps [errLongLine], and the
// next call goes on behind it. At the end it returns [io.EOF].
func (r *lineReader) next() ([]byte, error) {
	r.number++
	r.line = r.line[:0]
	long := false
	for {
		part, err := r.from.ReadSlice('\n')
		if len(r.line)+len(part) > r.max {
			long = true
			r.line = r.line[:0]
		}
		if !long {
			r.line = append(r.line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && (len(r.line) > 0 || long), err == nil:
		default:
			return nil, err
		}
		if long {
			return nil, fmt.Errorf("%w: more than %d MiB", errLongLine, r.max>>20)
		}
		return r.line, nil
	}
}

// What the parts of a line of JSON take in memory once they are read, about:
// an object may be a story.
const (
	objectCost  = 700
	valueCost   = 32
	maxItemCost = 256 << 20
)

// costOf is how much memory an item takes, about, in bytes: a few bytes of
// JSON may stand for many of it.
func costOf(line []byte) int {
	cost := len(line)
	quoted := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			cost += objectCost
		case c == ',':
			cost += valueCost
		}
	}
	return cost
}
