package event

// index numbers ids from 0 as they come: a map that is cleared for each story.
type index struct {
	slots []slot // a power of two
	used  int
	round uint32
}

type slot struct {
	id    int64
	at    int32
	round uint32 // the slot is empty unless it is of the index's round
}

// indexSlots is how many slots an index has at first.
const indexSlots = 1 << 10

func (x *index) clear() {
	if x.slots == nil {
		x.slots = make([]slot, indexSlots)
	}
	x.used = 0
	x.round++
	if x.round == 0 { // after four billion rounds
		clear(x.slots)
		x.round = 1
	}
}

// of returns the number of an id, and whether it had one.
func (x *index) of(id int64) (at int, known bool) {
	if 2*x.used >= len(x.slots) {
		x.grow()
	}
	s := x.slot(id)
	if s.round == x.round {
		return int(s.at), true
	}
	*s = slot{id: id, at: int32(x.used), round: x.round} //nolint:gosec // thousands at most
	x.used++
	return int(s.at), false
}

// slot returns the slot that an id has, or is to have.
func (x *index) slot(id int64) *slot {
	for i := mix(uint64(id)); ; i++ { //nolint:gosec // a hash
		if s := &x.slots[i&uint64(len(x.slots)-1)]; s.round != x.round || s.id == id {
			return s
		}
	}
}

func (x *index) grow() {
	old := x.slots
	x.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.round == x.round {
			*x.slot(s.id) = s
		}
	}
}
