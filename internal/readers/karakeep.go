package readers

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"newsarchive/internal/news"
)

// maxBookmarks is how many entries of an export are held in memory at most, and
// maxHeld about how many bytes.
const (
	maxBookmarks = 1_000_000
	maxHeld      = 256 << 20
)

// karakeepItems reads Karakeep's export. The lists that name a bookmark's
// folders come after the bookmarks, so all are read before the first is given
// out.
func karakeepItems(r io.Reader) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		var bookmarks []json.RawMessage
		lists := map[string]karakeepList{}
		size := 0
		var last error
		for raw, err := range elements(r, "bookmarks", "lists") {
			if last = err; err != nil {
				break
			}
			var l karakeepList
			if json.Unmarshal(raw, &l) == nil && l.ID != "" && l.Created == "" {
				lists[string(l.ID)] = l
				continue
			}
			if size += len(raw); size > maxHeld || len(bookmarks) == maxBookmarks {
				last = fmt.Errorf("the export has more than %d bookmarks or %d MiB; the rest is left out", maxBookmarks, maxHeld>>20)
				break
			}
			bookmarks = append(bookmarks, raw)
		}
		for n, raw := range bookmarks {
			e := Entry{Place: fmt.Sprintf("entry %d", n+1), Size: len(raw)}
			var err error
			if e.Item, err = karakeepItem(raw, lists); err == nil {
				err = Finish(&e.Item)
			}
			if err != nil {
				e.Item = news.Item{}
			}
			if !yield(e, err) {
				return
			}
		}
		if last != nil {
			yield(Entry{Place: fmt.Sprintf("entry %d", len(bookmarks)+1)}, last)
		}
	}
}

type karakeepList struct {
	ID      text `json:"id"`
	Name    text `json:"name"`
	Type    text `json:"type"` // manual; smart ones are queries
	Parent  text `json:"parentId"`
	Created text `json:"createdAt"` // of a bookmark
}

func karakeepItem(raw []byte, lists map[string]karakeepList) (news.Item, error) {
	var e struct {
		CreatedAt moment `json:"createdAt"`
		Title     text   `json:"title"`
		Tags      words  `json:"tags"`
		Lists     words  `json:"lists"`
		Content   *struct {
			Type text `json:"type"`
			URL  text `json:"url"`
			Text text `json:"text"`
		} `json:"content"`
		Note       text `json:"note"`
		Archived   flag `json:"archived"`
		Favourited flag `json:"favourited"`
	}
	if err := decode(raw, &e); err != nil {
		return news.Item{}, err
	}
	if e.Content == nil {
		return news.Item{}, &Omitted{"a file, which Karakeep's export does not have"}
	}
	p := page{
		program: "Karakeep", link: string(e.Content.URL), title: first(string(e.Title), firstLine(string(e.Content.Text))), content: plainTitle(string(e.Content.Text)),
		notes: []note{{"note", string(e.Note)}}, tags: e.Tags, added: e.CreatedAt.Date, starred: bool(e.Favourited),
	}
	for _, id := range e.Lists {
		for range 20 { // a list within others, which may be a circle
			l, ok := lists[id]
			if !ok || l.Type == "smart" {
				break
			}
			p.tags = append(p.tags, string(l.Name))
			id = string(l.Parent)
		}
	}
	if e.Archived {
		p.tags = append(p.tags, tagArchived)
	}
	if p.link == "" {
		p.date = p.added // a note is of the moment that it was written
	}
	return p.item()
}
