package store

import (
	"encoding/binary"

	"newsarchive/internal/event"
)

// A story that is like other events than its own has bonds with them. Their sums by
// pairs of events say which events are alike, and one.

// eventPair is two events, by the stories that began them, the lower one first.
type eventPair struct{ low, high int64 }

// unbind takes the bonds of a story from the sums.
func (n *neighbours) unbind(row *eventRow) { n.addBonds(row, -1) }

// bind adds the bonds of a story to the sums.
func (n *neighbours) bind(row *eventRow) { n.addBonds(row, 1) }

// addBonds adds the bonds of a story times over. An event of one story that has no
// bonds is not touched: those that have bonds with it are.
func (n *neighbours) addBonds(row *eventRow, times int64) {
	if row.Event == 0 {
		return
	}
	if row.Event != row.ID || len(row.bonds) > 0 {
		n.touched[row.Event] = true
	}
	for _, b := range row.bonds {
		n.touched[b.Event] = true
		n.bonds[eventPair{min(row.Event, b.Event), max(row.Event, b.Event)}] += times * b.Sum
	}
}

// saveBonds stores how the sums change.
func (n *neighbours) saveBonds(v *saver) error {
	for pair, sum := range n.bonds {
		if sum == 0 {
			continue
		}
		if _, err := v.exec(`INSERT INTO event_bonds (low, high, sum) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET sum = sum + excluded.sum`, pair.low, pair.high, sum); err != nil {
			return err
		}
		if sum > 0 {
			continue
		}
		if _, err := v.exec(`DELETE FROM event_bonds WHERE low = ? AND high = ? AND sum = 0`, pair.low, pair.high); err != nil {
			return err
		}
	}
	clear(n.bonds)
	return nil
}

func appendBonds(b []byte, bonds []event.Bond) []byte {
	for _, bond := range bonds {
		b = binary.AppendUvarint(b, uint64(bond.Event)) //nolint:gosec // an id is positive
		b = binary.AppendUvarint(b, uint64(bond.Sum))   //nolint:gosec // of similarities above 0
	}
	if b == nil {
		b = []byte{}
	}
	return b
}

// decodeBonds returns the bonds of bytes that appendBonds made; of others what there
// is.
func decodeBonds(b []byte) (bonds []event.Bond) {
	for len(b) > 0 && len(bonds) < event.MaxBonds {
		id, n := binary.Uvarint(b)
		if n <= 0 {
			break
		}
		sum, m := binary.Uvarint(b[n:])
		if m <= 0 {
			break
		}
		b = b[n+m:]
		bonds = append(bonds, event.Bond{Event: int64(id), Sum: int64(sum)}) //nolint:gosec // they were positive
	}
	return bonds
}
