package store

import (
	"database/sql"
	"maps"
	"slices"

	"newsarchive/internal/event"
)

// saidEvents is what a person said of events, by the stories that began them.
type saidEvents struct {
	joined map[int64][]int64
	apart  [][2]int64
}

// all returns the events of which something was said.
func (s *saidEvents) all() []int64 {
	all := slices.Collect(maps.Keys(s.joined))
	for _, pair := range s.apart {
		all = append(all, pair[0], pair[1])
	}
	return all
}

func (v *saver) eventsSaid() (said saidEvents, err error) {
	said.joined = map[int64][]int64{}
	err = v.each(`SELECT coalesce(x.began, l.one), coalesce(y.began, l.other), l.apart FROM (`+selectEventLinks+`) l
		LEFT JOIN event_stories x ON x.story_id = l.one LEFT JOIN event_stories y ON y.story_id = l.other`, nil,
		func(r *sql.Rows) error {
			var one, other int64
			var apart bool
			err := r.Scan(&one, &other, &apart)
			switch {
			case one == other:
			case apart:
				said.apart = append(said.apart, [2]int64{one, other})
			default:
				said.joined[one] = append(said.joined[one], other)
				said.joined[other] = append(said.joined[other], one)
			}
			return err
		})
	return said, err
}

// regrouping finds which events are one: those that are alike, and those that a
// person joined.
type regrouping struct {
	v     *saver
	said  saidEvents
	seen  map[int64]bool
	sizes map[int64]event.Size
	pairs map[eventPair]int64
}

func newRegrouping(v *saver, said saidEvents) *regrouping {
	return &regrouping{v: v, said: said, seen: map[int64]bool{}, sizes: map[int64]event.Size{}, pairs: map[eventPair]int64{}}
}

// readPairs reads pairs of events, and returns the events.
func (g *regrouping) readPairs(query string, args ...any) (ends []int64, err error) {
	err = g.v.each(query, args, func(r *sql.Rows) error {
		var pair eventPair
		var sum int64
		err := r.Scan(&pair.low, &pair.high, &sum)
		g.pairs[pair] = sum
		ends = append(ends, pair.low, pair.high)
		return err
	})
	return ends, err
}

// regroupEvents brings event_unions up to date for events and those that are or were
// one with them. An event is known by the story that began it.
func (v *saver) regroupEvents(events []int64) error {
	if len(events) == 0 {
		return nil
	}
	said, err := v.eventsSaid()
	if err != nil {
		return err
	}
	g := newRegrouping(v, said)
	were, err := v.ids(`SELECT u.began FROM event_unions u WHERE u.top IN (
		SELECT top FROM event_unions WHERE began IN (SELECT value FROM json_each(?)))`, array(events))
	if err != nil {
		return err
	}
	for next := append(were, events...); len(next) > 0; {
		if next, err = g.spread(next); err != nil {
			return err
		}
	}
	return g.save()
}

// regroupAllEvents is regroupEvents for all events.
func (v *saver) regroupAllEvents() error {
	said, err := v.eventsSaid()
	if err != nil {
		return err
	}
	g := newRegrouping(v, said)
	if _, err := g.readPairs(`SELECT low, high, sum FROM event_bonds`); err != nil {
		return err
	}
	for pair := range g.pairs {
		g.seen[pair.low], g.seen[pair.high] = true, true
	}
	for _, id := range said.all() {
		g.seen[id] = true
	}
	err = v.each(`SELECT began, copied FROM event_stories`, nil, func(r *sql.Rows) error {
		var began int64
		var copied int
		err := r.Scan(&began, &copied)
		if g.seen[began] {
			size := g.sizes[began]
			g.sizes[began] = event.Size{Stories: size.Stories + 1, Headlines: size.Headlines + 1 - copied}
		}
		return err
	})
	if err != nil {
		return err
	}
	if _, err := v.exec(`DELETE FROM event_unions`); err != nil {
		return err
	}
	return g.save()
}

// spread takes events in and returns those that are one with some of them, or may be,
// and are not taken in yet.
func (g *regrouping) spread(events []int64) (next []int64, err error) {
	for _, id := range events {
		g.seen[id] = true
	}
	var ends []int64
	for _, side := range []string{
		`SELECT b.low, b.high, b.sum FROM json_each(?) j CROSS JOIN event_bonds b ON b.low = j.value`,
		`SELECT b.low, b.high, b.sum FROM json_each(?) j CROSS JOIN event_bonds b ON b.high = j.value`,
	} {
		some, err := g.readPairs(side, array(events))
		if err != nil {
			return nil, err
		}
		ends = append(ends, some...)
	}
	if err := g.readSizes(slices.Concat(ends, events)); err != nil {
		return nil, err
	}
	add := func(id int64) {
		if !g.seen[id] {
			g.seen[id] = true
			next = append(next, id)
		}
	}
	for i := 0; i < len(ends); i += 2 {
		low, high := ends[i], ends[i+1]
		p := event.Pair{A: low, B: high, Sum: g.pairs[eventPair{low, high}]}
		if g.sizes[low].Headlines > 0 && g.sizes[high].Headlines > 0 && p.Like(g.sizes[low], g.sizes[high]) {
			add(low)
			add(high)
		}
	}
	for _, id := range events {
		for _, other := range g.said.joined[id] {
			add(other)
		}
	}
	return next, nil
}

// readSizes reads how many stories events have.
func (g *regrouping) readSizes(events []int64) error {
	ask := slices.DeleteFunc(events, func(id int64) bool { _, known := g.sizes[id]; return known })
	slices.Sort(ask)
	ask = slices.Compact(ask)
	return g.v.each(`SELECT e.began, count(*), total(e.copied) FROM json_each(?1) j CROSS JOIN event_stories e ON e.began = j.value AND e.began <> e.story_id
		GROUP BY e.began
		UNION ALL SELECT e.story_id, 1, e.copied FROM json_each(?1) j CROSS JOIN event_stories e ON e.story_id = j.value AND e.began = j.value`,
		[]any{array(ask)}, func(r *sql.Rows) error {
			var id int64
			var stories, copied int
			err := r.Scan(&id, &stories, &copied)
			size := g.sizes[id]
			g.sizes[id] = event.Size{Stories: size.Stories + stories, Headlines: size.Headlines + stories - copied}
			return err
		})
}

// save stores which of the events taken in are one.
func (g *regrouping) save() error {
	into := g.merge()
	top := func(id int64) int64 {
		for into[id] != 0 {
			id = into[id]
		}
		return id
	}
	for one, others := range g.said.joined {
		for _, other := range others {
			if g.seen[one] && g.seen[other] {
				if a, b := top(one), top(other); a != b {
					into[max(a, b)] = min(a, b)
				}
			}
		}
	}
	members := map[int64]bool{}
	for began := range into {
		members[began], members[top(began)] = true, true
	}
	if _, err := g.v.exec(`DELETE FROM event_unions WHERE began IN (SELECT value FROM json_each(?))`,
		array(slices.Collect(maps.Keys(g.seen)))); err != nil {
		return err
	}
	for _, began := range slices.Sorted(maps.Keys(members)) {
		if _, err := g.v.exec(`INSERT INTO event_unions (began, top) VALUES (?, ?)`, began, top(began)); err != nil {
			return err
		}
	}
	return nil
}

// merge returns which of the events taken in are alike, each with the lowest that it
// is one with.
func (g *regrouping) merge() map[int64]int64 {
	sizes := map[int64]event.Size{}
	for id := range g.seen {
		sizes[id] = g.sizes[id]
	}
	var pairs []event.Pair
	for pair, sum := range g.pairs {
		if g.seen[pair.low] && g.seen[pair.high] && g.sizes[pair.low].Headlines > 0 && g.sizes[pair.high].Headlines > 0 {
			pairs = append(pairs, event.Pair{A: pair.low, B: pair.high, Sum: sum})
		}
	}
	return event.Merge(sizes, pairs, g.said.apart)
}
