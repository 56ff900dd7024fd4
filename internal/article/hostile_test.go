package article

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"newsarchive/internal/news"
)

// hostilePages are pages that are made to cost too much, each of about so
// many bytes.
func hostilePages(size int) map[string]string {
	again := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			if strings.Contains(format, "%") {
				fmt.Fprintf(&b, format, i)
			} else {
				b.WriteString(format)
			}
		}
		return b.String()
	}
	prose := "<p>A paragraph of plain prose, long enough, with a comma, to be taken for the text of an article by a reader of pages.</p>"
	return map[string]string{
		"nested divs":         "<body>" + again("<div>") + prose,
		"nested formatting":   "<body>" + again("<a><b><p>") + prose,
		"nested lists":        "<body>" + again("<ul><li>") + prose,
		"nested tables":       "<body>" + again("<table><tr><td>") + prose,
		"unclosed spans":      "<body>" + again("<span class=x>word ") + prose,
		"flat divs":           "<body>" + again("<div>word</div>"),
		"flat paragraphs":     "<body>" + again(prose),
		"siblings in line":    "<body><div>" + again("<span>by x</span>"),
		"links":               "<body>" + again(`<li><a href="/%d">A link as long as a headline</a></li>`),
		"rules":               "<body>" + prose + again("<hr>"),
		"line breaks":         "<body><div>" + again("word<br><br>"),
		"spaces":              "<body><p>" + again(" \n\t") + prose,
		"one word":            "<body><p>" + again("word"),
		"comments":            "<body>" + again("<!-- x -->") + prose,
		"attributes":          "<body><div " + again(`a%d="x" `) + ">" + prose,
		"classes":             `<body><div class="` + again("c%d ") + `">` + prose,
		"named boxes":         "<body>" + prose + again(`<div class="related-%d">x</div>`),
		"meta elements":       "<head>" + again(`<meta name="author" content="A B, C D">`),
		"headings":            "<body>" + again("<h1>Heading</h1>"),
		"times":               "<body>" + again("<time>1 January 2020</time>"),
		"microdata":           "<body>" + again(`<div itemprop="author">`+"x"),
		"data, nested arrays": `<script type="application/ld+json">` + again("[") + "</script>" + prose,
		"data, many objects":  `<script type="application/ld+json">[` + again(`{"@type":"NewsArticle"},`) + `{}]</script>` + prose,
		"data, authors":       `<script type="application/ld+json">{"@type":"NewsArticle","author":[` + again(`"A",`) + `"B"]}</script>` + prose,
		"data, blocks":        again(`<script type="application/ld+json">{"@graph":[{"@id":"a"}]}</script>`) + prose,
		"figures":             "<body>" + prose + again("<figure><figcaption>Caption</figcaption></figure>"),
		"entities":            "<body><p>" + again("&amp;&lt;&#x3c;"),
		"styles":              "<body>" + again(`<p style="a:b;c:d;display:none">x`),
		"images in noscript":  "<body>" + again("<img src=a><noscript><img src=b></noscript>"),
	}
}

// A hostile page is read, or refused, and does no harm; what its tags hide is
// not lost.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	for name, body := range hostilePages(20_000) {
		text, err := Read(context.Background(), news.Page{URL: "https://a.example/b", Status: 200, Body: []byte(body)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if text.Kind == "" {
			t.Errorf("%s is of no kind", name)
		}
	}
}

// The words of a page stay, however deep they stand.
func TestDeepPage(t *testing.T) {
	t.Parallel()
	body := strings.Repeat("<div>", 10_000) + strings.Repeat("<p>The council voted, after a long debate, to keep the old bridge open for one more year, and to ask the state for money.</p>", 4)
	text, err := Read(context.Background(), news.Page{URL: "https://a.example/b", Status: 200, Body: []byte(body)})
	if err != nil || text.Kind != news.PageArticle || !strings.Contains(text.Plain, "keep the old bridge open") {
		t.Errorf("the page is %q (%s) with %.80q, %v", text.Kind, text.Reason, text.Plain, err)
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(context.Background())
	reason := errors.New("enough")
	cancel(reason)
	if _, err := Read(ctx, news.Page{URL: "https://a.example/b", Status: 200, Body: []byte("<p>Words</p>")}); !errors.Is(err, reason) {
		t.Errorf("the error of a cancelled read is %v, want %v", err, reason)
	}
}

// BenchmarkHostile reads each hostile page of 1 MB and of 4 MB.
func BenchmarkHostile(b *testing.B) {
	for _, size := range []int{1 << 20, 4 << 20} {
		for name, body := range hostilePages(size) {
			b.Run(fmt.Sprintf("%s/%dMB", name, size>>20), func(b *testing.B) {
				for b.Loop() {
					if _, err := Read(context.Background(), news.Page{URL: "https://a.example/b", Status: 200, Body: []byte(body)}); err != nil {
						b.Log(err)
					}
				}
			})
		}
	}
}
