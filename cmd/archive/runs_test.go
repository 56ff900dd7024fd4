package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	htmlout "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"newsarchive/internal/terminal"
)

// controlIn returns the first character that a terminal would obey, or that turns
// the direction of writing.
func controlIn(text string) string {
	for i, r := range text {
		if terminal.Hidden(r) || r == '\r' {
			return fmt.Sprintf("%q in %q", r, text[max(0, i-60):min(len(text), i+60)])
		}
	}
	return ""
}

// runsIn returns what a browser would run or load of an HTML document: any
// element but plain markup, an event handler, a style, or an address that is not
// of the web.
func runsIn(text string) string {
	plain := " html head body title p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong b i u s sub sup del ins q cite kbd br hr table caption thead tbody tfoot tr th td a font span div small "
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.CommentToken, html.DoctypeToken:
			if raw := string(z.Raw()); raw != "<!--THE END-->" { // which parts two lists in Markdown
				return raw
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			tag := z.Token()
			if !strings.Contains(plain, " "+tag.Data+" ") {
				return raw
			}
			for _, a := range tag.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "action" || a.Key == "background" || a.Key == "href" && !isLink(a.Val) {
					return raw
				}
			}
		}
	}
}

// isLink reports whether a browser loads a page for an address, or has none to load.
func isLink(address string) bool {
	scheme, _, has := strings.Cut(strings.ToLower(address), ":")
	return !has || scheme == "http" || scheme == "https" || scheme == "mailto"
}

// runsInMarkdown returns what a browser would run or load of Markdown, once a
// program that lets raw HTML through has made HTML of it.
func runsInMarkdown(text string) (string, error) {
	if rest, ok := strings.CutPrefix(text, "---\n"); ok { // front matter is no Markdown
		if _, body, ok := strings.Cut(rest, "\n---\n"); ok {
			text = body
		}
	}
	var b strings.Builder
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(htmlout.WithUnsafe()))
	err := md.Convert([]byte(text), &b)
	return runsIn(b.String()), err
}

// runsInFeed returns what a feed reader would run or load of RSS or Atom: it takes
// titles and descriptions of RSS for HTML, and addresses for links.
func runsInFeed(text string) (string, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	var name, kind string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			name, kind = t.Name.Local, ""
			if t.Name.Space == "" {
				kind = "html" // of RSS
			}
			for _, a := range t.Attr {
				if a.Name.Local == "href" && !isLink(a.Value) {
					return name + " " + a.Value, nil
				}
				if a.Name.Local == "type" {
					kind = a.Value
				}
			}
		case xml.CharData:
			if name == "link" && !isLink(string(t)) {
				return name + " " + string(t), nil
			}
			if found := runsIn(string(t)); found != "" && kind == "html" && (name == "title" || name == "description" || name == "summary" || name == "content") {
				return name + ": " + found, nil
			}
		case xml.EndElement:
			name = ""
		}
	}
}

// harmlessOutput fails the test if something of an output runs.
func harmlessOutput(t *testing.T, what, form, text string) {
	t.Helper()
	if form == "csv" { // whose lines end so, by RFC 4180
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	found, err := controlIn(text), error(nil)
	switch {
	case found != "":
	case form == "md":
		found, err = runsInMarkdown(text)
	case form == "rss" || form == "atom":
		found, err = runsInFeed(text)
	case form == "json":
		if !json.Valid([]byte(text)) {
			found = "invalid JSON"
		}
	case form == "urls":
		for line := range strings.Lines(text) {
			if !isLink(strings.TrimSpace(line)) {
				found = line
			}
		}
	}
	if found != "" || err != nil {
		t.Errorf("%s: %.500s %v", what, found, err)
	}
}

// The checks find what they look for.
func TestWhatRunsIsFound(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"<script>x</script>", "<img src=x onerror=y>", `<a href="javascript:x">y</a>`, `<p onclick=x>`, `<svg/onload=x>`, `<a style="x:y">`} {
		if runsIn(bad) == "" {
			t.Errorf("not found: %s", bad)
		}
		if found, err := runsInMarkdown("Words " + bad); found == "" && bad != "<svg/onload=x>" || err != nil {
			t.Errorf("not found in Markdown: %s, %v", bad, err)
		}
		if found, err := runsInFeed(`<rss><channel><item><description>` + html.EscapeString(bad) + `</description></item></channel></rss>`); found == "" || err != nil {
			t.Errorf("not found in a feed: %s, %v", bad, err)
		}
	}
	for _, good := range []string{"1 &lt; 2", `<a href="https://a.example/">x</a>`, "words"} {
		if found := runsIn(good); found != "" {
			t.Errorf("%s: %s", good, found)
		}
	}
	if found, _ := runsInMarkdown("[x](javascript:y)"); found == "" {
		t.Error("a link of Markdown is not found")
	}
	if controlIn("a\x1b[31m") == "" || controlIn("a\u202eb") == "" || controlIn("a\tb\n") != "" {
		t.Error("control characters")
	}
}
