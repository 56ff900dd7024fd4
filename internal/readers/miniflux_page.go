package readers

import (
	"bytes"
	"encoding/json"
	"errors"
)

// MinifluxPage is what a page of Miniflux's API, GET /v1/entries, says of itself.
type MinifluxPage struct {
	Total   int   // entries of all pages
	Entries int   // of this one
	Last    int64 // the largest id of an entry
}

// ReadMinifluxPage reads a page whose entries [Items] reads. The error says that
// it is none.
func ReadMinifluxPage(raw []byte) (p MinifluxPage, err error) {
	var page struct {
		Total   number             `json:"total"`
		Entries *[]json.RawMessage `json:"entries"`
	}
	if err := json.Unmarshal(raw, &page); err != nil || page.Entries == nil {
		return p, errors.New("the answer is no list of entries")
	}
	p.Total, p.Entries = int(page.Total), len(*page.Entries)
	for _, raw := range *page.Entries {
		var e struct {
			ID number `json:"id"`
		}
		_ = json.Unmarshal(raw, &e) // what cannot be read has no id
		p.Last = max(p.Last, int64(e.ID))
	}
	return p, nil
}

// IsMinifluxFeeds reports whether an answer is that of Miniflux's API to GET
// /v1/feeds: a list.
func IsMinifluxFeeds(raw []byte) bool {
	return json.Valid(raw) && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("["))
}
