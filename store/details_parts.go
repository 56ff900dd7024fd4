package store

import (
	"strings"
	"time"

	"newsarchive/internal/news"
)

// parts knows how to match and update the parts of one kind: enclosures,
// people or texts.
type parts[T comparable] struct {
	key      func(*T) string // equal for the same part
	looseKey func(*T) string // equal and not empty for a part whose key has changed; nil if keys never change
	lifetime func(*T) *news.Lifetime
}

func enclosureParts() parts[news.Enclosure] {
	return parts[news.Enclosure]{
		key: func(e *news.Enclosure) string { return e.URL },
		looseKey: func(e *news.Enclosure) string { // tokens in the query change with each fetch
			address, _, _ := strings.Cut(e.URL, "?")
			return address
		},
		lifetime: func(e *news.Enclosure) *news.Lifetime { return &e.Lifetime },
	}
}

func peopleParts() parts[news.Person] {
	return parts[news.Person]{
		key:      func(p *news.Person) string { return p.Role + "\x00" + p.Name + "\x00" + p.Email + "\x00" + p.URL },
		lifetime: func(p *news.Person) *news.Lifetime { return &p.Lifetime },
	}
}

func textParts() parts[news.ItemText] {
	return parts[news.ItemText]{
		key:      func(t *news.ItemText) string { return t.Kind + "\x00" + t.HTML },
		lifetime: func(t *news.ItemText) *news.Lifetime { return &t.Lifetime },
	}
}

// merge updates the parts of an item with those that a source now has, at a
// moment. Parts that are missing are marked as gone, unless now is empty,
// which means that the source says nothing; parts that return are present
// again. Without replaces, it only adds parts. It returns all parts, the old
// ones at their positions, and the positions of those that changed.
func (p parts[T]) merge(was, now []T, at time.Time, replaces bool) (all []T, changed []int) {
	if len(now) == 0 {
		return was, nil
	}
	matched := make([]bool, len(was))
	left := p.match(was, now, matched, p.key, replaces, &changed)
	if p.looseKey != nil && len(left) > 0 && replaces {
		left = p.match(was, left, matched, p.looseKey, true, &changed)
	}
	all = was
	for i := range was {
		if s := p.lifetime(&all[i]); replaces && !matched[i] && s.Gone.IsZero() {
			s.Gone = at
			changed = append(changed, i)
		}
	}
	for _, part := range left {
		if s := p.lifetime(&part); s.Added.IsZero() && s.Gone.IsZero() {
			s.Added = at
		}
		changed = append(changed, len(all))
		all = append(all, part)
	}
	return all, changed
}

// match matches new parts with old ones by a key, one to one, updates the old
// ones and returns the new ones without a match.
func (p parts[T]) match(was, now []T, matched []bool, key func(*T) string, replaces bool, changed *[]int) (left []T) {
	places := make(map[string][]int, len(was))
	for i := range was {
		if k := key(&was[i]); k != "" && !matched[i] {
			places[k] = append(places[k], i)
		}
	}
	for _, part := range now {
		k := key(&part)
		at := places[k]
		if len(at) == 0 {
			left = append(left, part)
			continue
		}
		i := at[0]
		places[k], matched[i] = at[1:], true
		if !replaces {
			continue
		}
		before := was[i]
		was[i] = part
		*p.lifetime(&was[i]) = news.Lifetime{Added: p.lifetime(&before).Added, Gone: p.lifetime(&part).Gone}
		if was[i] != before {
			*changed = append(*changed, i)
		}
	}
	return left
}
