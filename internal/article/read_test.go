package article

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"newsarchive/internal/effort"
	"newsarchive/internal/evaluate/reading"
	"newsarchive/internal/news"
)

// Text says the same in any encoding, whether the header, a <meta> far down,
// or nothing says which one it is.
func TestCharsets(t *testing.T) {
	t.Parallel()
	sentence := "Сегодня в городе открылась новая библиотека, и жители уже выстроились в очередь у её дверей, чтобы взять первые книги."
	for _, c := range []struct{ label, header, declared string }{
		{"utf-8", "", ""},
		{"utf-8", "", "iso-8859-1"},
		{"utf-8", "text/html; charset=windows-1252", "utf-8"},
		{"windows-1251", "text/html; charset=windows-1251", ""},
		{"windows-1251", "", "windows-1251"},
		{"koi8-r", "text/html", ""},
	} {
		encoding, err := htmlindex.Get(c.label)
		if err != nil {
			t.Fatal(err)
		}
		head := "<html><head><!--" + strings.Repeat("x", 2000) + "-->"
		if c.declared != "" {
			head += `<meta http-equiv="Content-Type" content="text/html; charset=` + c.declared + `">`
		}
		body, err := encoding.NewEncoder().String(head + "</head><body><p>" + sentence + "</p><p>" + sentence + "</p></body></html>")
		if err != nil {
			t.Fatal(err)
		}
		text, err := Read(context.Background(), news.Page{URL: "https://a.example/b", Status: 200, Header: map[string][]string{"Content-Type": {c.header}}, Body: []byte(body)})
		if err != nil || !strings.Contains(text.Plain, sentence) {
			t.Errorf("%s, header %q, declared %q: %q, %v", c.label, c.header, c.declared, text.Plain, err)
		}
	}
}

// Files are facts; plain text is a text.
func TestMediaTypes(t *testing.T) {
	t.Parallel()
	words := strings.Repeat("The council voted to keep the bridge open. ", 5)
	for _, c := range []struct {
		kind, body string
		want       news.PageKind
		plain      string
	}{
		{"application/pdf", "%PDF-1.7 …", news.PageFile, ""},
		{"text/html", "\n%PDF-1.7 …", news.PageFile, ""},
		{"image/png", "\x89PNG\r\n", news.PageFile, ""},
		{"video/mp4", "....ftypisom", news.PageFile, ""},
		{"text/plain; charset=utf-8", words + "\r\n\r\n1 < 2 & 3\nand on", news.PageArticle, strings.TrimSpace(words) + "\n\n1 < 2 & 3\nand on"},
		{"application/xhtml+xml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>` + words + `</p></body></html>`, news.PageArticle, strings.TrimSpace(words)},
		{"", "<p>" + words, news.PageArticle, strings.TrimSpace(words)},
	} {
		text, err := Read(context.Background(), news.Page{URL: "https://a.example/b", Status: 200, Header: map[string][]string{"Content-Type": {c.kind}}, Body: []byte(c.body)})
		if err != nil || text.Kind != c.want || text.Plain != c.plain {
			t.Errorf("%s is %q (%s) with %q, %v; want %q with %q", c.kind, text.Kind, text.Reason, text.Plain, err, c.want, c.plain)
		}
	}
}

// A page keeps its paragraphs, headings, lists, quotes, tables and links, with
// absolute addresses; captions stand apart; hidden text and furniture are gone.
func TestText(t *testing.T) {
	t.Parallel()
	body := `<html><head><base href="https://paper.example/news/"><title>Bridge</title></head><body><nav><a href=/>Home</a></nav><article><h1>Bridge</h1>` + council + `
		<p style="display:none">Hidden words that a person does not see.</p><figure><img src=x><figcaption>The old bridge. Photo: J. Roe</figcaption></figure>
		<h2>What it costs</h2><p>See <a href="a2?x=1&amp;y=2" onclick="x()">the plan</a> of the <em>city</em>, which has been known since the spring.</p>
		<ul><li>Steel: 3 million</li><li>Work: 2 million</li></ul><blockquote><p>It will hold, said the mayor, for one more year at least.</p></blockquote>
		<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2025</td><td>1</td></tr><tr><td>2026</td><td>2</td></tr></table>
		<p>Read more: <a href="/other">Another bridge falls</a></p><div class="newsletter-signup"><p>Get the news by mail every morning.</p></div>` + council + `
		<div class="author-bio">Jane Roe writes about bridges.</div></article></body></html>`
	text, err := Read(context.Background(), news.Page{URL: "https://paper.example/a", Status: 200, Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<h2>What it costs</h2>", `<a href="https://paper.example/news/a2?x=1&amp;y=2"`, "<em>city</em>", "<li>Steel: 3 million</li>", "<blockquote>", "<td>2026</td>"} {
		if !strings.Contains(text.HTML, want) {
			t.Errorf("the text lacks %s:\n%s", want, text.HTML)
		}
	}
	for _, not := range []string{"Hidden words", "Photo:", "Another bridge", "every morning", "writes about bridges", "onclick", "Home"} {
		if strings.Contains(text.HTML+text.Plain, not) {
			t.Errorf("the text has %q:\n%s", not, text.HTML)
		}
	}
	if len(text.Captions) != 1 || text.Captions[0] != "The old bridge. Photo: J. Roe" {
		t.Errorf("the captions are %q", text.Captions)
	}
}

// The measures of reading do not fall below what was reached, on every third
// page; BenchmarkTable reads them all.
func TestFloors(t *testing.T) {
	effort.WithoutRace(t, "one goroutine reads hundreds of pages")
	t.Parallel()
	read := ours(steps())
	m := score(third(mozillaPages(t)), read)
	t.Logf("Mozilla's pages: token F1 %.4f, shingle F1 %.4f", m.F1.Value(), m.Shingle.Value())
	if m.F1.Value() < .98 {
		t.Errorf("token F1 on Mozilla's pages is %.4f, want .98", m.F1.Value())
	}
	seen, held := evaluatedPages(t)
	s := score(third(append(seen, held...)), read)
	t.Logf("%d pages: %.1f %% found, %.1f %% left out, title %.1f %%, day %.1f %%, author %.1f %%, %d without a text",
		s.Pages, s.Found.Percent(), s.LeftOut.Percent(), s.Title.Percent(), s.Day.Percent(), s.Author.Percent(), s.Empty)
	if s.Found.Percent() < 91 || s.LeftOut.Percent() < 90 || s.Title.Percent() < 90 || s.Day.Percent() < 94 || s.Author.Percent() < 83 {
		t.Error("want 91 % found, 90 % left out, title 90 %, day 94 %, author 83 %")
	}
	if s.Empty > s.Pages/100 {
		t.Errorf("%d of %d pages have no text", s.Empty, s.Pages)
	}
}

func third(pages []reading.Page) (some []reading.Page) {
	for i := 0; i < len(pages); i += 3 {
		some = append(some, pages[i])
	}
	return some
}

// FuzzRead promises of any bytes: no panic, a kind, a text only where the kind
// has one, and nothing in it that could do harm.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"no-article.txtar", "teasers.txtar", "articles.txtar"} {
		for _, file := range archiveOf(f, name) {
			f.Add(file.Data, "text/html; charset=utf-8")
		}
	}
	for _, page := range hostilePages(500) {
		f.Add([]byte(page), "")
	}
	f.Add([]byte("Plain words\n\nand more"), "text/plain")
	f.Fuzz(readAnything)
}

// FuzzPages does the same, from the smaller ones of Mozilla's pages.
func FuzzPages(f *testing.F) {
	for _, p := range mozillaPages(f) {
		if len(p.HTML) < 20<<10 {
			f.Add(p.HTML, "text/html")
		}
	}
	f.Fuzz(readAnything)
}

func readAnything(t *testing.T, body []byte, contentType string) {
	text, err := Read(t.Context(), news.Page{URL: "https://paper.example/a", Status: 200, Header: map[string][]string{"Content-Type": {contentType}}, Body: body})
	if err != nil {
		t.Fatal(err)
	}
	if text.Kind == "" || text.Kind.HasText() != (text.Plain != "") || text.Kind == news.PageArticle && text.Reason != "" {
		t.Fatalf("the page is %q (%s) with %q", text.Kind, text.Reason, text.Plain)
	}
	harmless(t, text.HTML)
	if text.Plain != Plain(text.HTML) {
		t.Fatalf("the plain text is %q, that of the HTML %q", text.Plain, Plain(text.HTML))
	}
	if _, err := Markdown(text.HTML); err != nil {
		t.Fatal(err)
	}
}
