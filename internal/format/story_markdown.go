package format

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"newsarchive/internal/article"
	"newsarchive/internal/terminal"
)

// WriteStoryMarkdown writes a story as a Markdown document.
func WriteStoryMarkdown(w io.Writer, doc Story, zone *time.Location) error {
	escape := strings.NewReplacer(`\`, `\\`, "<", "&lt;", "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "#", `\#`)
	tidy := func(text string) string { return escape.Replace(terminal.Clean(text)) }
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n", tidy(doc.Story.Title))
	for _, f := range [][2]string{
		{"publisher", tidy(doc.Story.Publisher)},
		{"author", tidy(doc.Story.Author)},
		{"date", doc.DateLine(zone)},
		{"link", markdownLink(terminal.Clean(doc.Story.Link))},
		{"number", fmt.Sprint(doc.Story.ID)},
		{"first seen", Moment(doc.Story.FirstSeen, zone)},
		{"event", tidy(doc.EventLine(zone))},
		{"your tags", tidy(strings.Join(doc.Story.Tags, ", "))},
		{"your marks", doc.Marks(zone)},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "- %s: %s\n", f[0], f[1])
		}
	}
	for _, it := range doc.Items {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", tidy(it.Feed.Label()), DateIn(it.Published, zone))
		if len(it.Tags) > 0 {
			fmt.Fprintf(&b, "\ntags: %s\n", tidy(strings.Join(it.Tags, ", ")))
		}
		for i, f := range MoreOf(it, zone) {
			if i == 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "- %s: %s\n", tidy(f[0]), tidy(f[1]))
		}
		b.WriteByte('\n')
		until := Ended(it)
		for i, st := range it.Stories {
			title := tidy(st.Title)
			if st.ID == doc.Story.ID {
				title = "**" + title + "**"
			}
			fmt.Fprintf(&b, "%d. %s, %s%s\n", i+1, title, tidy(st.Publisher), Appearances(st.Appearances, it.FirstSeen, until, zone))
		}
		for _, v := range doc.Revisions {
			if v.Item == it.ID && v.Field != "content" && v.Field != "summary" {
				fmt.Fprintf(&b, "\nuntil %s the %s was: %s\n", Moment(v.Replaced, zone), v.Field, tidy(v.Value))
			}
		}
	}
	if text := doc.Readable(); text != "" {
		b.WriteByte('\n')
		for line := range strings.SplitSeq(text, "\n") {
			b.WriteString(tidy(line) + "\n")
		}
	}
	for _, t := range doc.OtherTexts() {
		fmt.Fprintf(&b, "\n### %s\n\n", tidy(t.Kind))
		for line := range strings.SplitSeq(t.Plain(), "\n") {
			b.WriteString(tidy(line) + "\n")
		}
	}
	if err := writeText(&b, doc, tidy, zone); err != nil {
		return err
	}
	_, err := b.WriteTo(w)
	return err
}

// writeText writes the text of the story's page with its facts.
func writeText(b *bytes.Buffer, doc Story, tidy func(string) string, zone *time.Location) error {
	if doc.Text == nil {
		return nil
	}
	text, err := article.Markdown(doc.Text.HTML)
	if err != nil {
		return err
	}
	b.WriteString("\n## Text\n\n")
	for _, f := range doc.TextFacts(zone) {
		value := tidy(f[1])
		if f[0] == "from" {
			value = markdownLink(terminal.Clean(f[1]))
		}
		fmt.Fprintf(b, "- %s: %s\n", f[0], value)
	}
	visible := strings.Map(func(r rune) rune {
		if terminal.Hidden(r) {
			return -1
		}
		return r
	}, text)
	fmt.Fprintf(b, "\n%s\n", visible)
	return nil
}
