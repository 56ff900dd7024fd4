package web

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsarchive/internal/archive"
	"newsarchive/internal/article"
	"newsarchive/internal/errkind"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

func storyFormats() []string { return []string{"json", "md"} }

// idOf reads the number of a story or feed from the path.
func idOf(r *request) (int64, error) {
	id, err := strconv.ParseInt(r.value("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, errNoAddress
	}
	return id, nil
}

// story answers /story/ID: a story in full, or with diff=N what a version of
// its text changed.
func (s *Server) story(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	present := ar
	if date := r.params.get("as-of"); date != "" {
		if ar, err = ar.AsOf(ctx, date, nil); err != nil {
			return nil, err
		}
		defer ar.Close() //nolint:errcheck // it was only read
	}
	full, err := ar.StoryInFull(ctx, id)
	if err != nil {
		return nil, err
	}
	doc := format.NewStory(full, ar.Zone())
	if r.params.get("diff") != "" {
		return s.storyDiff(r, ar, doc)
	}
	switch r.format {
	case "json":
		return written(kindOf("json"), func(w io.Writer) error { return format.WriteJSON(w, doc) })
	case "md":
		return written(kindOf("md"), func(w io.Writer) error { return format.WriteStoryMarkdown(w, doc, ar.Zone()) })
	}
	body := newStoryView(doc, ar.Zone())
	if body.Picture, err = s.pictureHref(ctx, present, leadPicture(doc)); err != nil {
		return nil, err
	}
	if body.Event, err = eventOf(ctx, ar, doc.Story.ID); err != nil {
		return nil, err
	}
	if body.Event != nil {
		body.First = format.EventFirst(*body.Event)
	}
	if present == ar {
		if !r.readOnly {
			if body.Tagging, err = s.tagging(ctx, ar, r, doc.Story.ID, doc.Story.Tags); err != nil {
				return nil, err
			}
		}
		if body.Similar, err = similar(ctx, ar, doc); err != nil {
			return nil, err
		}
	}
	if body.Beside, err = r.neighbours(ctx, present); err != nil {
		return nil, err
	}
	body.Marks.Buttons = r.canMark()
	r.withoutButtons(body.Similar)
	path := fmt.Sprintf("/story/%d", doc.Story.ID)
	return s.page(r, "story", view{Title: body.Title, Section: "story", Alternates: alternates(r.params, path, storyFormats()), Body: body}), nil
}

// leadPicture is the address of a story's picture: its page's, else its feed's.
func leadPicture(doc format.Story) string {
	if doc.Text != nil && doc.Text.Image != "" {
		return doc.Text.Image
	}
	return doc.Story.Image
}

// storyDiff is what a version of the text changed.
func (s *Server) storyDiff(r *request, ar *archive.Archive, doc format.Story) (*answer, error) {
	version, err := r.params.number("diff", 0, 0, 1<<20)
	if err != nil {
		return nil, err
	}
	from, err := r.params.number("from", 0, 0, 1<<20)
	if err != nil {
		return nil, err
	}
	d, err := doc.Diff(from, version, ar.Zone())
	if err != nil {
		return nil, badRequest{err}
	}
	if r.format == "json" {
		return written(kindOf("json"), func(w io.Writer) error { return format.WriteJSON(w, d) })
	}
	return s.page(r, "diff", view{Title: "What changed: " + terminal.Clean(d.Title), Section: "story", Body: newDiffView(d, doc, ar.Zone())}), nil
}

// eventOf is the event of a story; nil if no item links it.
func eventOf(ctx context.Context, ar *archive.Archive, story int64) (*archive.Event, error) {
	e, err := ar.Event(ctx, story)
	switch {
	case errkind.Is(store.ErrNotFound)(err):
		return nil, nil //nolint:nilnil // it has none
	case err != nil:
		return nil, err
	}
	return &e, nil
}

// maxSimilar is how many similar events a story lists.
const maxSimilar = 5

// similar finds events that are like a story.
func similar(ctx context.Context, ar *archive.Archive, doc format.Story) ([]eventView, error) {
	groups, _, err := ar.Similar(ctx, doc.Story.ID, maxSimilar)
	var all []eventView
	for _, g := range groups {
		g.Stories[0].Passage, g.Stories[0].TitleMarks = archive.Passage{}, nil
		all = append(all, newEventView(g, ar.Zone()))
	}
	return all, err
}

// readable is the HTML of a text for the page: sanitised again, because an
// import may have brought what no reader wrote; without characters that hide;
// and with every element closed. It is empty if that fails.
func readable(text string) template.HTML {
	visible := strings.Map(func(r rune) rune {
		if terminal.Hidden(r) {
			return -1
		}
		return r
	}, article.Sanitize(text))
	nodes, err := html.ParseFragment(strings.NewReader(visible), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			return ""
		}
	}
	return template.HTML(b.String()) //nolint:gosec // it was sanitised
}
