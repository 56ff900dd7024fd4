package news

import (
	"encoding/binary"
	"hash/fnv"
	"strings"
)

// Hash returns a hash of the present details; 0 if there are none. Times are
// not included.
func (m *Details) Hash() int64 {
	if len(m.Enclosures)+len(m.People)+len(m.Texts) == 0 && m.Comments == "" && m.Rights == "" && m.Source == (Source{}) {
		return 0
	}
	h := fnv.New64a()
	say := func(texts ...string) { _, _ = h.Write([]byte(strings.Join(texts, "\x00") + "\x01")) }
	count := func(n int64) { _, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) } //nolint:gosec // a hash
	for _, e := range m.Enclosures {
		if e.Gone.IsZero() {
			say("enclosure", e.URL, e.Type, e.Title)
			count(e.Length)
			count(e.Duration)
		}
	}
	for _, p := range m.People {
		if p.Gone.IsZero() {
			say("person", p.Name, p.Role, p.Email, p.URL)
		}
	}
	for _, t := range m.Texts {
		if t.Gone.IsZero() {
			say("text", t.Kind, t.HTML)
		}
	}
	say(m.Comments, m.Rights, m.Source.Title, m.Source.Link)
	return max(1, int64(h.Sum64()>>1)) //nolint:gosec // half of it
}

// HasGone reports whether any part is gone.
func (m *Details) HasGone() bool {
	gone := func(s Lifetime) bool { return !s.Gone.IsZero() }
	for _, e := range m.Enclosures {
		if gone(e.Lifetime) {
			return true
		}
	}
	for _, p := range m.People {
		if gone(p.Lifetime) {
			return true
		}
	}
	for _, t := range m.Texts {
		if gone(t.Lifetime) {
			return true
		}
	}
	return false
}
