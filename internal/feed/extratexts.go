package feed

import (
	"slices"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// readExtraTexts reads the texts that have no field of their own. The first
// suitable one becomes the title, summary or content that the item lacks.
func (e *entry) readExtraTexts(x extensions) {
	for _, n := range x["text"] {
		kind := n.Attrs["kind"]
		switch {
		case isTitle(kind):
			if e.title == "" && e.Title == "" {
				e.title = n.Value
				continue
			}
		case isContent(kind):
			if e.Content == "" {
				e.Content = n.Value
				continue
			}
		case e.Summary == "" && kind != "itunes:subtitle" && kind != "author":
			e.Summary = n.Value
			continue
		}
		e.addText(kind, n.Value)
	}
}

func isTitle(kind string) bool { return kind == "title" || strings.HasSuffix(kind, ":title") }

func isContent(kind string) bool {
	switch kind {
	case "content", "encoded", "body", "fullitem", "content:encoded", "xhtml:body", "xhtml:div", "atom:content", "yandex:full-text", "turbo:content":
		return true
	}
	return false
}

// addText adds an extra text, HTML, up to maxTexts.
func (e *entry) addText(kind, html string) {
	switch {
	case strings.TrimSpace(html) == "":
	case len(e.extraTexts) >= maxTexts:
		e.exceeded.texts = true
	default:
		e.extraTexts = append(e.extraTexts, news.ItemText{Kind: kind, HTML: html})
	}
}

// keepExtraTexts moves to Texts the extra texts that are not contained in the
// title, the summary, the content or an earlier text.
func (e *entry) keepExtraTexts() {
	if len(e.extraTexts) == 0 {
		return
	}
	known := []string{flat(plain.Text(firstOf(e.Title, e.title))), flat(e.Text)}
	for _, t := range e.extraTexts {
		text := plain.Text(t.HTML)
		line := flat(text)
		if line == "" || slices.ContainsFunc(known, func(s string) bool { return strings.Contains(s, strings.TrimRight(line, " .…[]")) }) {
			continue
		}
		known = append(known, line)
		if text != t.HTML {
			t.Text = text
		}
		e.Texts = append(e.Texts, t)
	}
}

// flat is a text as one line.
func flat(s string) string { return strings.ReplaceAll(s, "\n", " ") }
