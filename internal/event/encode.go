package event

import (
	"encoding/binary"
	"errors"
)

// ErrEncoding says that bytes are no profile.
var ErrEncoding = errors.New("not the bytes of a profile of a story")

// AppendBinary appends the profile's bytes: some 60 for a headline. They hold
// all but the items, which the archive knows, and are of one Version.
func (p *Profile) AppendBinary(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(p.ID))
	b = binary.LittleEndian.AppendUint64(b, uint64(p.Time))
	b = binary.LittleEndian.AppendUint64(b, p.Tie)
	b = binary.LittleEndian.AppendUint64(b, p.Publisher)
	b = binary.LittleEndian.AppendUint64(b, p.Whole)
	b = append(b, flag(p.Alone, 1))
	for _, t := range p.Terms {
		b = binary.LittleEndian.AppendUint32(b, t.Hash)
		b = append(b, t.Weight, flag(t.InText, inText)|flag(t.Number, number)|min(t.Times, maxTimes)<<timesAt)
	}
	return b
}

// Bits of what is said of a term.
const (
	inText = 1 << iota
	number

	timesAt = iota // the bits above: Times
)

func flag(is bool, bit byte) byte {
	if is {
		return bit
	}
	return 0
}

const (
	headBytes = 5*8 + 1
	termBytes = 4 + 2
)

// Decode returns the profile of bytes that AppendBinary made, or ErrEncoding.
func Decode(b []byte) (p Profile, err error) {
	if len(b) < headBytes || (len(b)-headBytes)%termBytes != 0 {
		return p, ErrEncoding
	}
	u64 := func(i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }
	p = Profile{ID: int64(u64(0)), Time: int64(u64(1)), Tie: u64(2), Publisher: u64(3), Whole: u64(4), Alone: b[headBytes-1] == 1}
	b = b[headBytes:]
	p.Terms = make([]Term, 0, len(b)/termBytes)
	for ; len(b) > 0; b = b[termBytes:] {
		p.Terms = append(p.Terms, Term{Hash: binary.LittleEndian.Uint32(b), Weight: b[4], InText: b[5]&inText != 0, Number: b[5]&number != 0, Times: b[5] >> timesAt})
	}
	p.count()
	return p, nil
}
