package archive

import (
	"cmp"
	"context"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// Mark is a stretch of a text that matches, in bytes.
type Mark = index.Span

// Hit is a story that a search finds.
type Hit struct {
	news.Story
	Score   float64       `json:"score,omitempty"` // by relevance; comparable within one answer
	Listing store.Listing `json:"-"`
	// TitleMarks are the words of the headline that match.
	TitleMarks []Mark `json:"-"`
	// Passage is the part of the text of its page, else of what the feed says, that
	// has the most words of the query, some 160 characters, when any of them is
	// there.
	Passage Passage `json:"snippet,omitzero"`
	// Archives are the archives that have the story, of an answer from [Elsewhere]:
	// first the one that had it first.
	Archives []Holding `json:"archives,omitempty"`
}

// Holding says that an archive has a story.
type Holding struct {
	Archive string    `json:"archive"`
	Story   int64     `json:"id"` // its number there
	Seen    time.Time `json:"first_seen"`
}

// Passage is part of a text, with what matches. In JSON it is HTML with the
// words in <mark>.
type Passage struct {
	Text  string
	Marks []Mark
}

// HTML returns the passage as HTML.
func (p Passage) HTML() string {
	var b strings.Builder
	at := 0
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
	for _, m := range p.Marks {
		b.WriteString(escape.Replace(p.Text[at:m.Start]) + "<mark>" + escape.Replace(p.Text[m.Start:m.End]) + "</mark>")
		at = m.End
	}
	return b.String() + escape.Replace(p.Text[at:])
}

// MarshalText implements [encoding.TextMarshaler].
func (p Passage) MarshalText() ([]byte, error) { return []byte(p.HTML()), nil }

// IsZero reports that there is no passage.
func (p Passage) IsZero() bool { return p.Text == "" }

// describe adds to each story the marks of its headline, and to the first story
// of each group its listing and passage.
func (s *searcher) describe(ctx context.Context, groups []Group) error {
	ids := make([]int64, len(groups))
	for i, g := range groups {
		ids[i] = g.Stories[0].ID
	}
	listings, err := s.archive.store.Listings(ctx, ids)
	if err != nil {
		return err
	}
	if s.options.Stories == StoryIDs {
		for i := range groups {
			groups[i].Stories[0].Listing = listings[ids[i]]
		}
		return nil
	}
	for i := range groups {
		groups[i].Chain = cmp.Or(groups[i].Chain, listings[ids[i]].Chain)
	}
	pages, err := s.archive.store.PageTexts(ctx, ids)
	if err != nil {
		return err
	}
	m := s.open.Highlighter(s.request.Query)
	for i := range groups {
		for k := range groups[i].Stories {
			f := &groups[i].Stories[k]
			text := f.Text
			f.Text = "" // an answer shows headlines
			f.TitleMarks = m.Mark(f.Title, f.Language, query.Title)
			if k > 0 {
				continue
			}
			f.Listing = listings[f.ID]
			page := pages[f.ID]
			f.Passage = passage(m, page.Plain, cmp.Or(f.Language, page.Language))
			if f.Passage.IsZero() {
				f.Passage = passage(m, cmp.Or(text, f.Listing.Text), f.Language)
			}
		}
	}
	return nil
}
