package gnews

import (
	"encoding/binary"
	"iter"
)

// field is a field of a protobuf message.
type field struct {
	number uint64
	bytes  []byte // of a length-delimited field, else nil
}

// fields iterates over the fields of a protobuf message. It ends, without an
// error, before the first one that is damaged or cut off.
func fields(message []byte) iter.Seq[field] {
	return func(yield func(field) bool) {
		for len(message) > 0 {
			f, n := readField(message)
			if n == 0 || !yield(f) {
				return
			}
			message = message[n:]
		}
	}
}

// readField reads the first field and returns its length, 0 if it is damaged.
func readField(message []byte) (f field, n int) {
	key, n := binary.Uvarint(message)
	if n <= 0 || key>>3 == 0 {
		return f, 0
	}
	f.number = key >> 3
	rest, size := message[n:], uint64(0)
	switch key & 7 {
	case 0: // varint
		_, length := binary.Uvarint(rest)
		if length <= 0 {
			return f, 0
		}
		size = uint64(length)
	case 1:
		size = 8
	case 2: // length-delimited
		length, k := binary.Uvarint(rest)
		if k <= 0 || length > uint64(len(rest)-k) {
			return f, 0
		}
		f.bytes = rest[k : k+int(length)] //nolint:gosec // at most len(rest)
		size = uint64(k) + length
	case 5:
		size = 4
	default:
		return f, 0
	}
	if size > uint64(len(rest)) {
		return f, 0
	}
	return f, n + int(size) //nolint:gosec // at most len(message)
}
