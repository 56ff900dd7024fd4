package article

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"

	"github.com/go-shiori/dom"

	"newsarchive/internal/corpus"
	"newsarchive/internal/evaluate/reading"
	"newsarchive/internal/news"
)

// reader makes a text of a page.
type reader func(reading.Page) news.Text

func ours(clean []step) reader {
	return func(p reading.Page) news.Text {
		text, err := read(context.Background(), fetched(p), clean)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", p.ID, err))
		}
		return text
	}
}

// drafts prepares pages once for many ways of cleaning them.
type drafts struct{ byID sync.Map }

func (d *drafts) reader(clean []step) reader {
	return func(p reading.Page) news.Text {
		found, ok := d.byID.Load(p.ID)
		if !ok {
			made, err := prepare(context.Background(), fetched(p))
			if err != nil {
				panic(fmt.Sprintf("%s: %v", p.ID, err))
			}
			d.byID.Store(p.ID, made)
			found = made
		}
		again := *found.(*draft)
		if again.story == nil {
			return again.text
		}
		story := *again.story
		story.root, story.captions = dom.Clone(story.root, true), nil
		again.story = &story
		text, err := again.finish(context.Background(), clean)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", p.ID, err))
		}
		return text
	}
}

func fetched(p reading.Page) news.Page {
	address := p.URL
	if address == "" {
		address = "https://unknown.example/page"
	}
	return news.Page{URL: address, Status: 200, Body: p.HTML}
}

// readeck is readability alone, with our decoding.
func readeck(p reading.Page) news.Text {
	page := fetched(p)
	address, err := url.Parse(page.URL)
	if err != nil {
		return news.Text{}
	}
	found, err := readability.FromReader(strings.NewReader(decode(page)), address)
	if err != nil || found.Node == nil {
		return news.Text{}
	}
	var b bytes.Buffer
	if err := found.RenderText(&b); err != nil {
		return news.Text{}
	}
	t, err := found.PublishedTime()
	if err != nil {
		t = time.Time{}
	}
	return news.Text{Kind: news.PageArticle, Plain: b.String(), Headline: found.Title(), Byline: found.Byline(), Published: news.Instant(t)}
}

// score reads the pages on all cores; captions count where whole texts are
// known.
func score(pages []reading.Page, read reader) reading.Score {
	texts := make([]news.Text, len(pages))
	var workers sync.WaitGroup
	work := make(chan int)
	for range 2 {
		workers.Go(func() {
			for i := range work {
				texts[i] = read(pages[i])
			}
		})
	}
	for i := range pages {
		work <- i
	}
	close(work)
	workers.Wait()
	var s reading.Score
	for i, p := range pages {
		text := texts[i].Plain
		if p.Text != "" {
			text += "\n" + strings.Join(texts[i].Captions, "\n")
		}
		s.Text(p, text)
		s.Facts(p, texts[i])
	}
	return s
}

func evaluatedPages(tb testing.TB) (seen, held []reading.Page) {
	tb.Helper()
	all, err := reading.Evaluated(os.DirFS(corpus.Path(tb, "pages", "evaluated")))
	if err != nil {
		tb.Fatal(err)
	}
	for _, p := range all {
		if p.HeldOut() {
			held = append(held, p)
		} else {
			seen = append(seen, p)
		}
	}
	return seen, held
}

func mozillaPages(tb testing.TB) []reading.Page {
	tb.Helper()
	all, err := reading.Mozilla(os.DirFS(corpus.Path(tb, "pages", "test", "test-pages")))
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// BenchmarkTable prints how well pages are read by readability alone, by all
// steps, without each one of them, and by the first ones, on the pages that
// are held out too: go test ./internal/article -run '^$' -bench Table.
func BenchmarkTable(b *testing.B) {
	for range b.N {
		printTable(b)
	}
}

func printTable(t testing.TB) {
	seen, held := evaluatedPages(t)
	mozilla := mozillaPages(t)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "reader\tF1\tshingle\twith\twithout\ttitle\tday\tauthor\tempty\theld out:\twith\twithout\ttitle\tday\tauthor\tempty\t") //nolint:errcheck // Flush tells
	row := func(name string, r reader) {
		m, s, h := score(mozilla, r), score(seen, r), score(held, r)
		fmt.Fprintf(w, "%s\t%.4f\t%.4f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%d\t\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%d\t\n", name, m.F1.Value(), m.Shingle.Value(), //nolint:errcheck // Flush tells
			s.Found.Percent(), s.LeftOut.Percent(), s.Title.Percent(), s.Day.Percent(), s.Author.Percent(), s.Empty,
			h.Found.Percent(), h.LeftOut.Percent(), h.Title.Percent(), h.Day.Percent(), h.Author.Percent(), h.Empty)
	}
	row("readability alone", readeck)
	all := steps()
	var d drafts
	row("no step", d.reader(nil))
	for i := range all[:max(len(all)-1, 0)] {
		row("… "+all[i].name, d.reader(all[:i+1]))
	}
	row("all steps", d.reader(all))
	for i := range all {
		row("without "+all[i].name, d.reader(append(append([]step{}, all[:i]...), all[i+1:]...)))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkFailures prints what fails on the evaluated pages, but for those
// that are held out.
func BenchmarkFailures(b *testing.B) {
	pages, _ := evaluatedPages(b)
	read := ours(steps())
	for range b.N {
		for _, p := range pages {
			showFailures(p, read(p))
		}
	}
}

func showFailures(p reading.Page, text news.Text) {
	var s reading.Score
	s.Facts(p, text)
	say := func(measure, format string, args ...any) {
		fmt.Printf("%-7s %s %s %s\n", measure, p.ID, p.URL, fmt.Sprintf(format, args...))
	}
	for _, snippet := range p.With {
		if !reading.Contains(text.Plain, snippet) {
			say("with", "%s %q (in captions %v)", text.Kind, snippet, reading.Contains(strings.Join(text.Captions, " "), snippet))
		}
	}
	for _, snippet := range p.Without {
		if reading.Contains(text.Plain, snippet) {
			say("without", "%q in %q", snippet, around(text.Plain, snippet))
		}
	}
	for measure, right := range map[string]reading.Ratio{"title": s.Title, "day": s.Day, "author": s.Author} {
		if right.Right < right.All {
			say(measure, "got %q, want %q", map[string]string{"title": text.Headline, "day": text.Published.String(), "author": text.Byline}[measure],
				map[string]string{"title": p.Title, "day": p.Date, "author": string(p.Author)}[measure])
		}
	}
	if text.Kind != news.PageArticle {
		say("kind", "%s: %s", text.Kind, text.Reason)
	}
}

// around returns what stands around the snippet.
func around(text, snippet string) string {
	text = strings.Join(strings.Fields(text), " ")
	i := strings.Index(text, strings.Join(strings.Fields(snippet), " "))
	if i < 0 {
		return ""
	}
	return strings.ToValidUTF8(text[max(0, i-60):min(len(text), i+len(snippet)+60)], "")
}
