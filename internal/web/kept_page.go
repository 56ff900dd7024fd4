package web

import (
	"context"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// keptPageView is what the copy of a publisher's page shows.
type keptPageView struct {
	ID      int64
	Title   string
	Lang    string
	URL     string
	Fetched string
	Size    string
	Text    template.HTML
	Plain   []string // where it is no HTML
	Cut     bool
}

// maxShownPage is how much of a page is shown, in bytes.
const maxShownPage = 2 << 20

// keptPage answers /story/ID/page: the page as it was kept, without its scripts,
// styles and pictures. With version=N it is that of an earlier version.
func (s *Server) keptPage(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	full, err := ar.StoryInFull(ctx, id)
	if err != nil {
		return nil, err
	}
	doc := format.NewStory(full, ar.Zone())
	version, err := r.params.number("version", len(doc.Versions), 1, max(1, len(doc.Versions)))
	if err != nil {
		return nil, err
	}
	if version == 0 || doc.Versions[version-1].Page == 0 {
		return nil, fmt.Errorf("no page of story %d is kept: %w", id, store.ErrNotFound)
	}
	page, err := ar.KeptPage(ctx, doc.Versions[version-1].Page)
	if err != nil {
		return nil, err
	}
	text := page.Text
	v := keptPageView{
		ID: doc.Story.ID, Title: terminal.Clean(headline(doc.Story, nil)[0].Text), Lang: doc.Story.Language, URL: format.CleanLink(page.URL),
		Fetched: moment(page.Fetched, ar.Zone()), Size: terminal.Size(int64(len(page.Body))), Cut: len(text) > maxShownPage,
	}
	if v.Cut {
		text = strings.ToValidUTF8(text[:maxShownPage], "")
	}
	if slices.Contains([]string{"text/html", "application/xhtml+xml", ""}, page.MediaType) {
		v.Text = readable(text)
	} else {
		v.Plain = paragraphs(text)
	}
	return s.page(r, "page", view{Title: "The page of: " + v.Title, Section: "story", Body: v}), nil
}
