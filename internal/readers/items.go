package readers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"newsarchive/internal/news"
)

// Entry is an entry of an export.
type Entry struct {
	Item  news.Item
	Place string // where it stands: entry 12, line 30
	Size  int    // its bytes
	// Beside is the file beside the export that has the item's text as HTML, as a
	// path with slashes; "" if there is none. The export gives the name: it may be
	// any.
	Beside string
}

// Omitted is the error of an entry that is left out on purpose, and says why: it
// was deleted in the other program, or is nothing that an archive of news keeps.
type Omitted struct{ Reason string }

// Error implements error.
func (o *Omitted) Error() string { return "not taken: " + o.Reason }

// Items yields the entries of an export of the form, in its order. An error
// concerns that entry, whose Item is empty; the entries after it follow. The
// last error may say that the rest of the file cannot be read.
func Items(form Form, r io.Reader) iter.Seq2[Entry, error] {
	switch form {
	case Reader, FreshRSS, Feedly:
		program := programs()[form]
		return each(r, func(raw []byte) (news.Item, error) { return greaderItem(raw, program) }, "items")
	case Miniflux:
		return each(r, minifluxItem, "entries")
	case Feedbin:
		return each(r, feedbinItem)
	case Wallabag:
		return each(r, wallabagItem)
	case Linkding:
		return each(r, linkdingItem, "results")
	case Omnivore:
		return omnivoreItems(r)
	case Karakeep:
		return karakeepItems(r)
	case Pocket, Readwise, Highlights:
		return csvItems(form, r)
	case PocketHTML, Bookmarks:
		return bookmarkItems(form, r)
	}
	return func(yield func(Entry, error) bool) {
		yield(Entry{}, fmt.Errorf("a %s is no export of items", first(string(form), "file of this form")))
	}
}

// programs are the names of the feeds that items without a feed belong to.
func programs() map[Form]string {
	return map[Form]string{Reader: "Reader", FreshRSS: "FreshRSS", Feedly: "Feedly"}
}

// each makes an item of each element of a JSON list.
func each(r io.Reader, item func([]byte) (news.Item, error), names ...string) iter.Seq2[Entry, error] {
	return eachEntry(r, func(raw []byte, e *Entry) (err error) {
		e.Item, err = item(raw)
		return err
	}, names...)
}

// eachEntry is each for items with a file beside.
func eachEntry(r io.Reader, read func(raw []byte, e *Entry) error, names ...string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		n := 0
		for raw, err := range elements(r, names...) {
			n++
			e := Entry{Place: fmt.Sprintf("entry %d", n), Size: len(raw)}
			if err == nil {
				err = read(raw, &e)
			}
			if err == nil {
				err = Finish(&e.Item)
			}
			if err != nil {
				e.Item = news.Item{}
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// decode decodes an element into v, an object.
func decode(raw []byte, v any) error {
	err := json.Unmarshal(raw, v)
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field == "" {
		return fmt.Errorf("the entry is a %s, not an object", kind.Value)
	} else if errors.As(err, &kind) {
		return fmt.Errorf("the entry's %q is a %s", kind.Field, kind.Value)
	}
	return err
}
