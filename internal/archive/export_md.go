package archive

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"

	"newsarchive/internal/article"
	"newsarchive/internal/news"
	"newsarchive/internal/post"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// exportBatch is how many stories are read at a time.
const exportBatch = 100

// ExportMarkdown writes stories as Markdown files below a folder, to be read: each
// with its title, publisher, date and address, and its text, else what a feed
// said. Stories without either are left out and counted. A file is named after
// the story's day and title. A file with the same bytes is left alone, and a file
// with other bytes is not overwritten: the story's number is added to the name.
func (a *Archive) ExportMarkdown(ctx context.Context, dir string, stories []int64) (done Exported, empty int, err error) {
	root, err := openRoot(dir)
	if err != nil {
		return done, 0, err
	}
	defer root.Close() //nolint:errcheck // nothing is written through it
	for ids := range slices.Chunk(stories, exportBatch) {
		all, err := a.store.Stories(ctx, ids)
		if err != nil {
			return done, empty, err
		}
		for _, st := range all {
			raw, err := a.markdown(ctx, st)
			if err != nil {
				return done, empty, err
			}
			if raw == nil {
				empty++
				continue
			}
			name := a.markdownName(st)
			fresh, err := writePost(root, name, st.ID, raw)
			switch {
			case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EIO):
				return done, empty, fmt.Errorf("write story %d: %w", st.ID, err)
			case err != nil:
				done.Failed = append(done.Failed, Fault{fmt.Sprintf("story %d as %s", st.ID, filepath.Join(dir, name)), reason(err)})
			case fresh:
				done.Written++
			default:
				done.Same++
			}
		}
	}
	return done, empty, nil
}

// markdownName returns a name for a story's file, of its day in the archive's zone
// and its title.
func (a *Archive) markdownName(st news.Story) string {
	day, _ := news.ParseDate(st.Effective.In(a.Zone())) //nolint:errcheck // a day that was just written
	return post.FileName(news.Item{Title: html.EscapeString(st.Title), Published: day})
}

// written writes a date in the archive's zone.
func (a *Archive) written(d news.Date) string {
	if d.DayOnly || d.IsZero() {
		return d.String()
	}
	return d.Time.In(a.Zone()).Format(time.RFC3339)
}

// markdown returns a story as a Markdown file; nil if there is no text.
func (a *Archive) markdown(ctx context.Context, st news.Story) ([]byte, error) {
	fragment, text, err := a.readable(ctx, st)
	if err != nil || fragment == "" {
		return nil, err
	}
	body, err := article.Markdown(fragment)
	if err != nil || body == "" {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("---\n")
	for _, f := range [][2]string{
		{"title", st.Title},
		{"publisher", st.Publisher},
		{"author", cmp.Or(text.Byline, st.Author)},
		{"date", a.written(st.Effective)},
		{"url", st.Link},
	} {
		if f[1] != "" {
			b.WriteString(f[0] + ": " + yamlText(f[1]) + "\n")
		}
	}
	title, err := article.Markdown("<h1>" + html.EscapeString(strings.Join(strings.Fields(st.Title), " ")) + "</h1>")
	if err != nil {
		return nil, err
	}
	b.WriteString("---\n\n" + title + "\n\n" + body + "\n")
	return bytes.Map(func(r rune) rune { // a terminal may show the file
		if terminal.Hidden(r) {
			return -1
		}
		return r
	}, b.Bytes()), nil
}

// readable returns the HTML of a story's best text, with the facts of its page;
// else what the first feed that says something says.
func (a *Archive) readable(ctx context.Context, st news.Story) (fragment string, text news.Text, err error) {
	all, err := a.store.Readings(ctx, st.ID)
	if err != nil {
		return "", text, err
	}
	for _, r := range all { // the latest article that stands, else the latest teaser
		if r.Stands && r.HTML != "" && (r.Kind == news.PageArticle || text.Kind != news.PageArticle) {
			text = r.Text
		}
	}
	if text.HTML != "" {
		return text.HTML, text, nil
	}
	for it, err := range a.store.Items(ctx, store.ItemFilter{Stories: []int64{st.ID}}) {
		if err != nil {
			return "", text, err
		}
		if !it.Cluster && it.Text != "" {
			return cmp.Or(it.Content, it.Summary, "<p>"+html.EscapeString(it.Text)+"</p>"), text, nil
		}
	}
	return "", text, nil
}

// yamlText writes a text as a double-quoted scalar of YAML, which a string of JSON
// is.
func yamlText(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(strings.Map(func(r rune) rune { // a string cannot fail
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text))
	return strings.TrimSpace(b.String())
}
