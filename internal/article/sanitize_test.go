package article

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"newsarchive/internal/corpus"
	"newsarchive/internal/news"
)

// harmless fails the test if a fragment has an element, an attribute or an
// address that the text of an article has no use for.
func harmless(t *testing.T, fragment string) {
	t.Helper()
	allowed := " p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong b i sub sup del ins q cite kbd br hr table caption thead tbody tfoot tr th td a "
	z := html.NewTokenizer(strings.NewReader(fragment))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.CommentToken, html.DoctypeToken:
			t.Fatalf("%q holds %q", fragment, z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			if !strings.Contains(allowed, " "+tag.Data+" ") {
				t.Fatalf("%q holds <%s>", fragment, tag.Data)
			}
			for _, a := range tag.Attr {
				u, err := url.Parse(a.Val)
				if tag.Data != "a" || a.Key != "href" && a.Key != "rel" || a.Key == "href" && (err != nil || u.Scheme != "http" && u.Scheme != "https") {
					t.Fatalf("%q holds the attribute %s=%q", fragment, a.Key, a.Val)
				}
			}
		}
	}
}

func TestSanitize(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		`<p onclick="x()">One <b style="color:red">two</b></p>`:                                     `<p>One <b>two</b></p>`,
		`<a href="javascript:alert(1)">x</a><a href="https://a.example/?b=1&amp;c=2">y</a>`:         `x<a href="https://a.example/?b=1&amp;c=2">y</a>`,
		`<script>alert(1)</script><style>p{}</style><img src=x onerror=y><p>z</p>`:                  `<p>z</p>`,
		`<table><tr><td colspan=2>1 &lt; 2</td></tr></table><iframe src="//evil.example"></iframe>`: `<table><tr><td>1 &lt; 2</td></tr></table>`,
	} {
		if got := Sanitize(given); got != want {
			t.Errorf("%q is sanitised to %q, want %q", given, got, want)
		}
	}
}

// Known attacks in any place of a page bring nothing but text.
func TestAttacks(t *testing.T) {
	t.Parallel()
	lists, err := filepath.Glob(filepath.Join(corpus.Path(t, "hostile", "xss"), "*.txt"))
	if err != nil || len(lists) == 0 {
		t.Fatalf("no lists of attacks: %v", err)
	}
	prose := "<p>The council voted, after a long debate, to keep the old bridge open for one more year, and to ask the state for money.</p>"
	for _, list := range lists {
		lines, err := os.ReadFile(list)
		if err != nil {
			t.Fatal(err)
		}
		harmless(t, Sanitize(string(lines)))
		var body strings.Builder
		for line := range strings.Lines(string(lines)) {
			line = strings.TrimSpace(line)
			harmless(t, Sanitize(line))
			body.WriteString(prose + "<p>" + line + "</p><p><a href='" + line + "'>A link</a> in <em " + line + ">a sentence</em></p>")
		}
		text, err := Read(context.Background(), news.Page{URL: "https://a.example/b", Status: 200, Body: []byte("<title>x</title><article>" + body.String() + "</article>")})
		if err != nil {
			t.Fatal(err)
		}
		harmless(t, text.HTML)
		if strings.HasPrefix(strings.ToLower(text.Canonical+text.Image), "javascript") {
			t.Errorf("%s: the facts hold a script", list)
		}
	}
}

// Markdown keeps paragraphs, headings, lists, quotes, tables and links; no
// HTML gets through it.
func TestMarkdown(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		`<h2>Head</h2><p>One <strong>two</strong> <a href="https://a.example/b">three</a></p>`:                    "## Head\n\nOne **two** [three](https://a.example/b)",
		`<ul><li>a</li><li>b</li></ul><blockquote><p>c</p></blockquote>`:                                          "- a\n- b\n\n> c",
		`<p><a href="javascript:alert(1)">x</a></p>`:                                                              "x",
		`<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>`:                                                            `&lt;script&gt;alert(1)&lt;/script&gt;`,
		`<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>`: "| a | b |\n|---|---|\n| 1 | 2 |",
	} {
		if got, err := Markdown(given); err != nil || got != want {
			t.Errorf("%q is %q in Markdown (%v), want %q", given, got, err, want)
		}
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"":                                   "",
		"<p>One</p><p>two <b>three</b>.</p>": "One\n\ntwo three.",
		"<p>one<br>two</p>":                  "one\ntwo",
		"<ul><li>a</li>\n<li>b</li></ul><p>c</p>":                                   "a\nb\n\nc",
		"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>": "a | b\nc | d",
		"<pre>x\n  y</pre><p>z</p>":                                                 "x\n  y\n\nz",
		"<p>1 &lt; 2&nbsp;&amp; 3</p>":                                              "1 < 2 & 3",
	} {
		if got := Plain(given); got != want {
			t.Errorf("%q is %q, want %q", given, got, want)
		}
	}
}
