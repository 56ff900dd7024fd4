package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// errLongLine means that a line is longer than the limit.
var errLongLine = errors.New("the line is too long")

// lineReader reads lines of up to max bytes into one buffer.
type lineReader struct {
	from   *bufio.Reader
	max    int
	number int // of the line that was read last
	line   []byte
}

func newLineReader(r io.Reader, maxBytes int) *lineReader {
	return &lineReader{from: bufio.NewReaderSize(r, 64<<10), max: maxBytes}
}

// next returns the next line, which is valid until the next call. A line that
// is too long is skipped: the error wraps [errLongLine], and the next call
// continues after it. At the end next returns [io.EOF].
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

// The approximate memory, in bytes, of the parts of a line of JSON once they are
// decoded; an object may be a story.
const (
	objectCost  = 700
	valueCost   = 32
	maxItemCost = 256 << 20
)

// costOf estimates how much memory an item takes, in bytes. A few bytes of JSON
// may decode to many.
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
