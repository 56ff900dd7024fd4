package document

import (
	"hash/fnv"
	"slices"
	"strconv"
	"time"

	"newsarchive/internal/news"
)

// Sum is a checksum of an entry, in forty bits. The document keeps it: a check
// compares it with the store, and finds documents that a change never reached.
func Sum(d *news.Entry) uint64 {
	h := fnv.New64a()
	text := func(s string) {
		_, _ = h.Write([]byte(s))
		_, _ = h.Write([]byte{0})
	}
	set := func(all []string) {
		sorted := slices.Sorted(slices.Values(all)) // their order means nothing
		for _, s := range sorted {
			text(s)
		}
		text("")
	}
	ids := func(all []int64) {
		names := make([]string, len(all))
		for i, id := range all {
			names[i] = strconv.FormatInt(id, 10)
		}
		set(names)
	}
	for _, s := range []string{
		d.Title, d.Text, d.PageText, d.Publisher, d.Site, d.Language, d.Day, d.SeenDay,
		d.Published.UTC().Format(time.RFC3339), d.Seen.UTC().Format(time.RFC3339),
		strconv.Itoa(d.ClusterSize), strconv.Itoa(d.Publishers), strconv.FormatInt(d.Chain, 10),
		d.Changed.UTC().Format(time.RFC3339), d.ChangedDay,
	} {
		text(s)
	}
	set(d.Headlines)
	set(d.Authors)
	set(d.Links)
	set(d.Tags)
	set(d.Flags)
	ids(d.Feeds)
	ids(d.Items)
	if len(d.Keys) > 0 { // which only entries for other people have
		set(d.Keys)
	}
	return h.Sum64() & (1<<40 - 1)
}
