package opensearch

import (
	"encoding/json"
	"hash/fnv"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"newsarchive/index"
	"newsarchive/internal/news"
)

// The names of fields begin with their kind.
const (
	prefixPositions = "p_"
	prefixCounts    = "c_"
	prefixSet       = "s_"
	prefixNumber    = "n_"
)

// fieldSum has the checksum of a story; see [index.Sum].
const fieldSum = prefixNumber + "sum"

// fieldCounted has by what stories are counted; see [counted].
const fieldCounted = "counted"

// Shown is what a document says of its story to a person. The text of the story's
// page is not in it.
type Shown struct {
	Title     string    `json:"title"`
	Headlines []string  `json:"headlines,omitempty"`
	Text      string    `json:"text,omitempty"` // what its items say
	Publisher string    `json:"publisher,omitempty"`
	Site      string    `json:"site,omitempty"`
	Authors   []string  `json:"authors,omitempty"`
	Links     []string  `json:"links,omitempty"`
	Language  string    `json:"language,omitempty"`
	Published time.Time `json:"published"`
	Day       string    `json:"day"`
	Seen      time.Time `json:"seen"`
	Flags     []string  `json:"flags,omitempty"`
}

func shown(e *news.Entry) Shown {
	return Shown{
		Title: e.Title, Headlines: e.Headlines, Text: e.Text, Publisher: e.Publisher, Site: e.Site, Authors: e.Authors, Links: e.Links,
		Language: e.Language, Published: e.Published, Day: e.Day, Seen: e.Seen, Flags: e.Flags,
	}
}

// documentID is the id of a story's document.
func documentID(generation string, story int64) string {
	return generation + ":" + strconv.FormatInt(story, 10)
}

// appendDocument appends the document of a story, on one line.
func appendDocument(b []byte, share, generation string, e *news.Entry, fields []index.Terms) ([]byte, error) {
	b = appendHead(b, kindStory, share, generation, e.ID)
	for _, f := range fields {
		b = append(b, ',', '"')
		switch f.Kind {
		case index.Positions:
			b = appendText(appendName(b, prefixPositions, f.Name), positions(f))
		case index.Counts:
			b = appendText(appendName(b, prefixCounts, f.Name), counts(f))
		case index.Number:
			b = strconv.AppendUint(appendName(b, prefixNumber, f.Name), f.Number, 10)
		case index.Set:
			b = append(appendName(b, prefixSet, f.Name), '[')
			for i, t := range f.Terms {
				if i > 0 {
					b = append(b, ',')
				}
				b = appendText(b, t.Text)
			}
			b = append(b, ']')
		}
	}
	b, err := appendJSON(b, ',', fieldCounted, countedOf(share, e, fields))
	if err != nil {
		return nil, err
	}
	b, err = appendJSON(b, ',', "shown", shown(e))
	return append(b, '}', '\n'), err
}

// counted is by what stories are counted, sorted and joined.
type counted struct {
	Keys      []int64 `json:"keys,omitempty"` // hashes: stories of several archives that share one are the same
	Key       int64   `json:"key"`            // the one by which they are counted
	Items     []int64 `json:"items,omitempty"`
	Cluster   int64   `json:"cluster"` // hash of its chain and archive, else of itself
	Size      int     `json:"size"`    // of its cluster
	Length    int     `json:"length"`  // in words
	Day       string  `json:"day,omitempty"`
	Publisher string  `json:"publisher,omitempty"` // folded, as the next two
	Site      string  `json:"site,omitempty"`
	Language  string  `json:"language,omitempty"`
}

func countedOf(share string, e *news.Entry, fields []index.Terms) counted {
	c := counted{Items: e.Items, Size: e.ClusterSize, Day: e.Day}
	for _, key := range e.Keys {
		c.Keys = append(c.Keys, hashOf(key))
	}
	c.Key = hashOf(keyOf(e))
	c.Cluster = hashOf(share + " story " + strconv.FormatInt(e.ID, 10))
	if e.Chain > 0 && e.ClusterSize > 1 {
		c.Cluster = hashOf(share + " chain " + strconv.FormatInt(e.Chain, 10))
	}
	for _, f := range fields {
		c.Length = max(c.Length, f.Length)
	}
	c.Publisher, c.Site, c.Language = index.FoldedValues(e, fields)
	return c
}

// keyOf is the key by which a story is counted: two archives that have a story by the
// same feed know it by the same token of Google News, or else by its address.
func keyOf(e *news.Entry) string {
	best := e.Day + " " + e.Publisher + " " + e.Title
	for i, key := range e.Keys {
		token, before := strings.HasPrefix(key, "gnews:"), strings.HasPrefix(best, "gnews:")
		if i == 0 || token && !before || token == before && key < best {
			best = key
		}
	}
	return best
}

func hashOf(key string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // never fails
	return int64(h.Sum64())     // the same 64 bits
}

func appendJSON(b []byte, before byte, name string, v any) ([]byte, error) {
	text, err := json.Marshal(v)
	b = append(b, before)
	b = appendText(b, name)
	b = append(b, ':')
	return append(b, text...), err
}

// appendTombstone appends what stands in the place of a story that was deleted.
func appendTombstone(b []byte, share, generation string, story int64) []byte {
	return append(appendHead(b, kindGone, share, generation, story), '}', '\n')
}

func appendHead(b []byte, kind, share, generation string, story int64) []byte {
	b = append(b, `{"kind":"`+kind+`","archive":"`+share+`","generation":"`+generation+`","story":`...) // names have no quotes
	return strconv.AppendInt(b, story, 10)
}

func appendName(b []byte, prefix, name string) []byte {
	b = append(b, prefix...)
	b = append(b, name...)
	return append(b, '"', ':')
}

// appendText appends a string of JSON.
func appendText(b []byte, s string) []byte {
	special := func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == utf8.RuneError }
	if !strings.ContainsFunc(s, special) {
		b = append(b, '"')
		b = append(b, s...)
		return append(b, '"')
	}
	quoted, err := json.Marshal(s)
	if err != nil {
		return append(b, `""`...) // no string fails
	}
	return append(b, quoted...)
}
