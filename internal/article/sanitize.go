package article

import (
	"fmt"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"github.com/microcosm-cc/bluemonday"
)

// Sanitize returns the HTML fragment with nothing but paragraphs, headings,
// lists, quotes, tables, emphasis and links to http and https. Scripts,
// styles, pictures, event handlers and all other attributes are gone.
func Sanitize(fragment string) string { return policy().Sanitize(fragment) }

func policy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code",
		"em", "strong", "b", "i", "sub", "sup", "del", "ins", "q", "cite", "kbd", "br", "hr",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https")
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(false)
	return p
}

// Markdown returns the HTML fragment, sanitised, as Markdown (CommonMark with
// tables).
func Markdown(fragment string) (string, error) {
	c := converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), table.NewTablePlugin()))
	text, err := c.ConvertString(Sanitize(fragment))
	if err != nil {
		return "", fmt.Errorf("write Markdown: %w", err)
	}
	return strings.TrimSpace(text), nil
}
