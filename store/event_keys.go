package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"

	"newsarchive/internal/event"
)

// Stories are found by the keys of their profiles. What has the keys of one day
// whose lowest eight bits are equal lies together, in a slot: so a batch of
// thousands of stories writes some hundred rows, and a story reads some dozens.
// A slot is stored in parts, so that a full one is not written again for each
// story.

const (
	slotsADay    = 256
	partPostings = 340 // of a part: 4 kB
	postingBytes = 12
)

// posting says that a story has a key.
type posting struct {
	key   uint32
	order uint32 // in the day: the second, and the first bits of the tie
	story int64  // below 2^40
}

// compare orders postings by key, and those of a key as their stories are
// decided.
func (p posting) compare(q posting) int {
	return cmp.Or(cmp.Compare(p.key, q.key), cmp.Compare(p.order, q.order), cmp.Compare(p.story, q.story))
}

// tieBits of a profile's Tie are in an order: they part stories of one second.
const tieBits = 15

func orderOf(p *event.Profile) uint32 {
	return uint32(p.Time-dayOfTime(p.Time)*daySeconds)<<tieBits | uint32(p.Tie>>(64-tieBits)) //nolint:gosec // 17 and 15 bits
}

const daySeconds = 24 * 60 * 60

// dayOfTime returns the day since 1970 of a profile's time.
func dayOfTime(t int64) int64 {
	day := t / daySeconds
	if t%daySeconds < 0 {
		day--
	}
	return day
}

// slotOf returns the slot of a key on a day.
func slotOf(day int64, key uint32) int64 { return day*slotsADay + int64(key%slotsADay) }

// slot holds the postings of a slot in memory.
type slot struct {
	postings []posting // sorted
	parts    int       // that are stored; the last one may be added to
	tail     []byte    // the last one
	added    []posting // since they were stored
	anew     bool      // all parts are to be written again
}

// of returns the postings of a key, sorted. A slot that is nil has none.
func (s *slot) of(key uint32) []posting {
	if s == nil {
		return nil
	}
	from := sort.Search(len(s.postings), func(i int) bool { return s.postings[i].key >= key })
	to := from
	for to < len(s.postings) && s.postings[to].key == key {
		to++
	}
	return s.postings[from:to]
}

// add adds a posting, unless it is there.
func (s *slot) add(p posting) bool {
	at, found := slices.BinarySearchFunc(s.postings, p, posting.compare)
	if found {
		return false
	}
	s.postings = slices.Insert(s.postings, at, p)
	s.added = append(s.added, p)
	return true
}

// remove removes a posting, if it is there.
func (s *slot) remove(p posting) bool {
	at, found := slices.BinarySearchFunc(s.postings, p, posting.compare)
	if found {
		s.postings = slices.Delete(s.postings, at, at+1)
		s.anew = true
	}
	return found
}

// load adds a stored part. Postings are sorted when all parts are there.
func (s *slot) load(number int64, part []byte) error {
	if len(part)%postingBytes != 0 || len(part) > partPostings*postingBytes {
		return fmt.Errorf("%w: a part of the keys of events has %d bytes", ErrDamaged, len(part))
	}
	low := uint32(number & (slotsADay - 1)) //nolint:gosec // eight bits
	s.parts, s.tail = s.parts+1, part
	for ; len(part) > 0; part = part[postingBytes:] {
		high := binary.BigEndian.Uint64(part) // three bytes of the key, and the story
		s.postings = append(s.postings, posting{
			key:   uint32(high>>40)<<8 | low, //nolint:gosec // 24 bits
			story: int64(high & (1<<40 - 1)), //nolint:gosec // 40 bits
			order: binary.BigEndian.Uint32(part[postingBytes-4:]),
		})
	}
	return nil
}

func appendPosting(b []byte, p posting) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(p.key>>8)<<40|uint64(p.story)&(1<<40-1)) //nolint:gosec // 24 and 40 bits
	return binary.BigEndian.AppendUint32(b, p.order)
}

// changed reports whether the slot is to be stored.
func (s *slot) changed() bool { return s.anew || len(s.added) > 0 }

// save stores what was added or, after something was removed, all.
func (s *slot) save(v *saver, number int64) error {
	if s.anew {
		if _, err := v.exec(`DELETE FROM event_keys WHERE slot = ?`, number); err != nil {
			return err
		}
		s.added, s.tail, s.parts = s.postings, nil, 0
	}
	for rest := s.added; len(rest) > 0; {
		if s.parts == 0 || len(s.tail) >= partPostings*postingBytes {
			s.parts, s.tail = s.parts+1, nil
		}
		n := min(len(rest), partPostings-len(s.tail)/postingBytes)
		s.tail = slices.Clip(s.tail)
		for _, p := range rest[:n] {
			s.tail = appendPosting(s.tail, p)
		}
		rest = rest[n:]
		if _, err := v.exec(`INSERT INTO event_keys (slot, part, postings) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET postings = excluded.postings`, number, s.parts, s.tail); err != nil {
			return err
		}
	}
	s.added, s.anew = nil, false
	return nil
}

// readSlots reads slots; those without a row are empty.
func readSlots(ctx context.Context, db querier, numbers []int64) (map[int64]*slot, error) {
	slots := make(map[int64]*slot, len(numbers))
	for _, n := range numbers {
		slots[n] = &slot{}
	}
	err := queryRows(ctx, db, func(rows *sql.Rows) error {
		var number int64
		var part []byte
		if err := rows.Scan(&number, &part); err != nil {
			return err
		}
		s := slots[number]
		if s == nil { // between two of one range
			return nil
		}
		return s.load(number, part)
	}, `SELECT k.slot, k.postings FROM json_each(?) j CROSS JOIN event_keys k ON k.slot BETWEEN j.value ->> 0 AND j.value ->> 1
		ORDER BY k.slot, k.part`, idRanges(numbers))
	if err != nil {
		return nil, fmt.Errorf("read the keys of events: %w", err)
	}
	for _, s := range slots {
		slices.SortFunc(s.postings, posting.compare)
	}
	return slots, nil
}
