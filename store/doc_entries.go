package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsarchive/internal/news"
)

// docEntries gives every item of a document its key, and tells which guids and
// links are none. Equal entries count once; nothing that can be read is left
// out because keys collide.
func (v *saver) docEntries(ctx context.Context, items []news.Item) (entries []docEntry, faults []news.Fault, err error) {
	d := documentKeys{ctx: ctx, saver: v, seen: make(map[wording]bool, len(items))}
	for i := range items {
		it := &items[i]
		if it.GUID == "" && strings.TrimSpace(it.Link) == "" && it.Title == "" && it.Text == "" && it.Content == "" && it.Summary == "" && len(it.Enclosures)+len(it.Texts) == 0 {
			faults = append(faults, news.Fault{Reason: "the entry has no guid, link or title", Raw: fmt.Sprintf("entry %d", i+1)})
			continue
		}
		d.add(it)
	}
	for _, step := range []func() error{d.guids, d.links, d.keys, d.collisions} {
		if err := step(); err != nil {
			return nil, nil, err
		}
	}
	for i := range d.entries {
		e := &d.entries[i]
		if e.all, err = v.hashAll(e); err != nil {
			return nil, nil, err
		}
	}
	return d.entries, faults, nil
}

// documentKeys assigns the keys of a document's entries.
type documentKeys struct {
	ctx context.Context
	*saver
	seen    map[wording]bool // the distinct entries
	items   []*news.Item
	earlier map[*news.Item][]*news.Item
	entries []docEntry
}

// add adds an item unless an identical one was added before.
func (d *documentKeys) add(it *news.Item) {
	w := wordingOf(it)
	if !d.seen[w] {
		d.seen[w] = true
		d.items = append(d.items, it)
	}
}

// guids decides what entries that share a guid are: versions of one item, or
// different items. In the second case the guid is not a key.
func (d *documentKeys) guids() error {
	by := make(map[string][]*news.Item, len(d.items))
	for _, it := range d.items {
		if it.GUID != "" {
			by[it.GUID] = append(by[it.GUID], it)
		}
	}
	d.earlier = map[*news.Item][]*news.Item{}
	gone := map[*news.Item]bool{}
	for guid, same := range by {
		if len(same) == 1 {
			continue
		}
		dead, err := d.deadGUID(guid)
		if err != nil || dead {
			if err != nil {
				return err
			}
			continue
		}
		if !wordingsOfOne(same) {
			if err := d.killGUID(guid); err != nil {
				return err
			}
			continue
		}
		// The last updated version is the present one; among equals the first.
		slices.SortStableFunc(same, func(a, b *news.Item) int { return b.Updated.Start(d.zone).Compare(a.Updated.Start(d.zone)) })
		for _, earlier := range same[1:] {
			gone[earlier] = true
		}
		d.earlier[same[0]] = same[1:]
	}
	d.items = slices.DeleteFunc(d.items, func(it *news.Item) bool { return gone[it] })
	return nil
}

// maxWordings is how many entries of one document may be wordings of one
// item. A guid of more items identifies none of them: each is an item.
const maxWordings = 50

// wordingsOfOne reports whether entries of one guid are one item.
func wordingsOfOne(same []*news.Item) bool {
	if len(same) > maxWordings {
		return false
	}
	for _, it := range same[1:] {
		if !wordings(same[0], it) {
			return false
		}
	}
	return true
}

// wordings reports whether two entries of a document with the same guid are
// versions of one item: their headlines are alike, and their links and dates
// do not contradict that.
func wordings(a, b *news.Item) bool {
	link, other := linkKey(a.Link), linkKey(b.Link)
	if a.IsGoogle() || b.IsGoogle() {
		return link == other
	}
	return alike(a.Headline(), b.Headline()) && enclosureOf(a) == enclosureOf(b) &&
		(link == other || link == "" || other == "") &&
		(a.Published == b.Published || a.Published.IsZero() || b.Published.IsZero() || sameWords(a.Headline(), b.Headline()))
}

// links detects addresses that several entries share, and addresses that
// differ only in their fragment.
func (d *documentKeys) links() error {
	fragments := map[string]string{} // key → the address that has it first
	for _, it := range d.items {
		for _, link := range it.Addresses() {
			key := d.storyKey(link)
			whole := key
			if strings.Contains(link, "#") {
				whole = news.WholeKey(link)
			}
			first, ok := fragments[key]
			switch {
			case !ok:
				fragments[key] = whole
			case first != whole && !it.IsGoogle():
				if err := d.keepFragments(key); err != nil {
					return err
				}
			}
		}
	}
	carried := map[string]int{}
	for i, it := range d.items {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		for _, link := range it.Addresses() {
			key, shared, err := d.addressKey(link)
			if err != nil {
				return err
			}
			if key == "" {
				key = strings.TrimSpace(link)
			}
			if was, ok := carried[key]; ok && was != i && !shared && !strings.HasPrefix(key, "gnews:") {
				if err := d.markShared(key); err != nil {
					return err
				}
			}
			carried[key] = i
		}
	}
	return nil
}

// keys gives each entry the shortest key that is unique in the document.
func (d *documentKeys) keys() error {
	count := make(map[string]int, len(d.items))
	for _, it := range d.items {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		e, err := d.newDocEntry(it)
		if err != nil {
			return err
		}
		e.earlier, e.served = d.earlier[it], wordingOf(it).hash()
		if !e.byGUID() && e.key != e.link {
			for _, key := range e.fallbackKeys() {
				count[key]++
			}
		}
		d.entries = append(d.entries, e)
	}
	for i := range d.entries {
		e := &d.entries[i]
		if e.byGUID() || e.key == e.link {
			continue
		}
		for _, key := range e.fallbackKeys() {
			if e.key = key; count[key] == 1 {
				break
			}
		}
	}
	return nil
}

// collisions merges entries that still have the same key: the later ones are
// kept as earlier versions of the first. The stories of clusters are merged.
func (d *documentKeys) collisions() error {
	first := make(map[string]int, len(d.entries))
	kept := d.entries[:0]
	for _, e := range d.entries {
		at, ok := first[e.key]
		if !ok {
			first[e.key] = len(kept)
			kept = append(kept, e)
			continue
		}
		kept[at].earlier = append(kept[at].earlier, e.Item)
	}
	for i := range kept {
		if e := &kept[i]; e.IsGoogle() && len(e.earlier) > 0 {
			e.Item = withStories(e.Item, e.earlier)
			e.earlier = nil
		}
	}
	d.entries = kept
	return nil
}

// withStories returns a copy of a cluster with the missing stories of the
// others added.
func withStories(it *news.Item, others []*news.Item) *news.Item {
	whole := *it
	whole.Stories = slices.Clone(it.Stories)
	seen := map[string]bool{}
	for i := range whole.Stories {
		seen[news.StoryKey(whole.Stories[i].Link)] = true
	}
	for _, o := range others {
		for _, st := range o.Stories {
			if key := news.StoryKey(st.Link); !seen[key] {
				seen[key] = true
				whole.Stories = append(whole.Stories, st)
			}
		}
	}
	return &whole
}
