package archive

import (
	"context"
	"strings"
	"unicode/utf8"

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
	// Passage is the part of the text that has the most words of the query,
	// some 160 characters, when any of them is there.
	Passage Passage `json:"snippet,omitzero"`
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
			if text == "" {
				text = f.Listing.Text
			}
			f.Passage = passage(m, text, f.Language)
		}
	}
	return nil
}

const (
	passageLength = 160 // in characters
	passageLead   = 40  // of them before the first match
	// passageWithin is where in a text the passage is looked for: its first
	// bytes. A page of answers may have twenty texts of megabytes.
	passageWithin = 64 << 10
)

// passage chooses the part of a text that has the most of the words.
func passage(m *index.Highlighter, text, language string) Passage {
	if len(text) > passageWithin {
		text = strings.ToValidUTF8(text[:passageWithin], "")
	}
	text = strings.Join(strings.Fields(text), " ")
	marks := m.Mark(text, language, query.Text)
	if len(marks) == 0 {
		return Passage{}
	}
	best, most := 0, 0
	for i := range marks {
		words := map[string]bool{}
		for _, k := range marks[i:] {
			if k.End-marks[i].Start > passageLength-passageLead {
				break
			}
			words[strings.ToLower(text[k.Start:k.End])] = true
		}
		if len(words) > most {
			best, most = i, len(words)
		}
	}
	from := passageStart(text, marks[best].Start, passageLead)
	to := passageEnd(text, from, passageLength)
	to = max(to, marks[best].End)
	p := Passage{Text: text[from:to]}
	shift := -from
	if from > 0 {
		p.Text = "…" + p.Text
		shift += len("…")
	}
	if to < len(text) {
		p.Text += "…"
	}
	for _, k := range marks {
		if k.Start >= from && k.End <= to {
			p.Marks = append(p.Marks, Mark{Start: k.Start + shift, End: k.End + shift})
		}
	}
	return p
}

// passageStart goes back some characters from a place, to the start of a word
// if there is a space.
func passageStart(text string, at, characters int) int {
	from := at
	for ; characters > 0 && from > 0; characters-- {
		_, n := utf8.DecodeLastRuneInString(text[:from])
		from -= n
	}
	if from == 0 {
		return 0
	}
	if i := strings.IndexByte(text[from:at], ' '); i >= 0 {
		return from + i + 1
	}
	return from
}

// passageEnd goes forward some characters, to the end of a word.
func passageEnd(text string, from, characters int) int {
	to := from
	for ; characters > 0 && to < len(text); characters-- {
		_, n := utf8.DecodeRuneInString(text[to:])
		to += n
	}
	if to == len(text) {
		return to
	}
	if i := strings.LastIndexByte(text[from:to], ' '); i > (to-from)*3/4 {
		return from + i
	}
	return to
}
