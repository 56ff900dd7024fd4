package miniflux

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// The bounds of requests.
const (
	defaultSize = 100
	maxSize     = 1_000   // entries of one answer
	maxOffset   = 100_000 // entries before those of an answer
	maxEntries  = 1_000   // entries that one request names
)

// The states of an entry.
const (
	Read   = "read"
	Unread = "unread"
)

// Query says which entries are asked for.
type Query struct {
	Statuses      []string // [Read], [Unread] or others; none: all
	Starred       *bool
	Search        string
	Category      int64 // 0: all
	Since, Until  time.Time
	After, Before int64 // entries
	Oldest        bool
	Offset, Size  int
}

// ParseQuery reads the parameters of a list of entries. What asks for another order
// than by time is left out.
func ParseQuery(v url.Values) (q Query, err error) {
	q = Query{Statuses: v["status"], Search: v.Get("search"), Oldest: v.Get("direction") != "desc"}
	if text := v.Get("starred"); text != "" {
		starred := text == "true" || text == "1"
		q.Starred = &starred
	}
	size, offset := int64(defaultSize), int64(0)
	var since, until int64
	for name, into := range map[string]*int64{
		"limit": &size, "offset": &offset, "category_id": &q.Category, "after_entry_id": &q.After, "before_entry_id": &q.Before,
		"after": &since, "published_after": &since, "changed_after": &since, "before": &until, "published_before": &until, "changed_before": &until,
	} {
		if err := number(v, name, into); err != nil {
			return Query{}, err
		}
	}
	if offset > maxOffset {
		return Query{}, fmt.Errorf("offset: at most %d entries can be skipped; after_entry_id and before_entry_id have no such bound", maxOffset)
	}
	if size == 0 {
		size = maxSize
	}
	q.Size, q.Offset = int(min(size, maxSize)), int(offset)
	q.Since, q.Until = moment(since), moment(until)
	return q, nil
}

// Any reports whether entries of any state are asked for.
func (q Query) Any() bool {
	return len(q.Statuses) == 0 || slices.Contains(q.Statuses, Read) && slices.Contains(q.Statuses, Unread)
}

// number reads a parameter, if it is given.
func number(v url.Values, name string, into *int64) error {
	text := v.Get(name)
	if text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return fmt.Errorf("%s: %.40q is no number", name, text)
	}
	*into = n
	return nil
}

func moment(seconds int64) time.Time {
	const latest = 1e11 // the year 5138
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(min(seconds, latest), 0).UTC()
}

// Update is what becomes of entries.
type Update struct {
	Entries []int64 `json:"entry_ids"`
	Status  string  `json:"status"`
}

// ParseUpdate reads a change of entries.
func ParseUpdate(body []byte) (u Update, err error) {
	if err := json.Unmarshal(body, &u); err != nil {
		return u, fmt.Errorf("a change of entries cannot be read: %w", err)
	}
	switch {
	case u.Status != Read && u.Status != Unread:
		return u, fmt.Errorf("status: an entry can be %s or %s, not %.40q", Read, Unread, u.Status)
	case len(u.Entries) > maxEntries:
		return u, fmt.Errorf("entry_ids: at most %d entries can be named at a time", maxEntries)
	}
	return u, nil
}
