package document

import (
	"time"

	"newsarchive/internal/segment"
)

// number adds a number below 2⁶⁰.
func (f *field) number(v uint64) {
	term, freq, length := segment.EncodeNumber(v)
	f.length = length
	f.add(term).SetFrequency(freq)
}

// Moment is a time as a number, to the second; times before the third century
// BC are 0.
func Moment(t time.Time) uint64 {
	return uint64(max(t.Unix()+1<<36, 0)) & (1<<40 - 1) // not negative
}

// TimeOf is the time of which v is the [Moment].
func TimeOf(v uint64) time.Time { return time.Unix(int64(v)-1<<36, 0).UTC() } //nolint:gosec // below 2⁴⁰
