package segment

import (
	"encoding/binary"
	"math/bits"
)

// varints reads numbers of variable length.
type varints struct {
	data []byte
	at   uint64
}

func (r *varints) next() uint64 {
	if v := r.data[r.at]; v < 0x80 {
		r.at++
		return uint64(v)
	}
	return r.long()
}

func (r *varints) long() uint64 {
	v, n := binary.Uvarint(r.data[r.at:])
	if n <= 0 {
		panic("no number")
	}
	r.at += uint64(n)
	return v
}

// skip passes over n numbers, each of which ends with the first byte that has
// no high bit.
func (r *varints) skip(n uint64) {
	const high = 0x8080808080808080
	for n >= 8 && r.at+8 <= uint64(len(r.data)) {
		n -= uint64(bits.OnesCount64(^binary.LittleEndian.Uint64(r.data[r.at:]) & high)) // 8 at most
		r.at += 8
	}
	for ; n > 0; r.at++ {
		if r.data[r.at] < 0x80 {
			n--
		}
	}
}
