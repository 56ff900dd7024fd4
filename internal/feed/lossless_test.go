package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"newsarchive/internal/effort"
	"newsarchive/internal/plain"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// TestNoTextIsLost promises that of every feed of the corpus no word that a
// lenient parser shows of an entry is missing from what is kept of it, the
// element itself aside: none of those that gofeed reads (titles, texts, people,
// categories), nor of those that stand in elements of such names.
func TestNoTextIsLost(t *testing.T) {
	effort.WithoutRace(t, "one goroutine reads all feeds")
	entries, missing := 0, map[string]int{}
	for _, path := range files(t, "feeds") {
		if unlike(filepath.Base(path)) {
			continue
		}
		raw := read(t, path)
		doc, err := Parse(t.Context(), raw, Options{URL: "https://feeds.example/feed"})
		if err != nil && !errors.Is(err, ErrBroken) || len(doc.Items) == 0 {
			continue
		}
		kept := map[string]bool{}
		for _, item := range doc.Items {
			entries++
			own := map[string]bool{}
			it := item
			it.Raw = nil
			text, err := json.Marshal(it)
			if err != nil {
				t.Fatal(err)
			}
			var fields any
			if err := json.Unmarshal(text, &fields); err != nil {
				t.Fatal(err)
			}
			collectWords(own, fields)
			maps.Copy(kept, own)
			for w := range elementWords(item.Raw.Element) {
				if !own[w] {
					missing[filepath.Base(path)+" "+w]++
				}
			}
		}
		shown, err := gofeed.NewParser().Parse(bytes.NewReader(raw))
		if err != nil || len(shown.Items) > len(doc.Items)+len(doc.Faults) {
			continue
		}
		for _, i := range shown.Items {
			texts := []string{i.Title, i.Description, i.Content}
			for _, a := range i.Authors {
				texts = append(texts, strings.ReplaceAll(a.Name, "<", " <")) // markup, where it takes all of an element for a name
			}
			for _, c := range i.Categories {
				texts = append(texts, html.EscapeString(c))
			}
			for _, text := range texts {
				for w := range wordsIn(plain.Text(text)) {
					if !kept[w] {
						missing[filepath.Base(path)+" gofeed "+w]++
					}
				}
			}
		}
	}
	if entries < 2000 {
		t.Errorf("only %d entries", entries)
	}
	t.Logf("%d entries", entries)
	for _, w := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("missing: %s", w)
	}
}

// unlike reports the feeds that this test cannot judge: unlabelled base64, an
// encoding that gofeed gets wrong, and invented elements with the names of
// others.
func unlike(name string) bool {
	return strings.Contains(name, "base64") || strings.Contains(name, "LocalNameClash") || slices.Contains([]string{
		"demoronize-1.xml", "utf8-incorrect-prolog.xml", "issue_275_extensions_and_source.xml",
	}, name)
}

// collectWords adds the words of every text of a JSON document.
func collectWords(into map[string]bool, value any) {
	switch v := value.(type) {
	case string:
		maps.Copy(into, wordsIn(plain.Text(v)))
		maps.Copy(into, wordsIn(v))
	case []any:
		for _, e := range v {
			collectWords(into, e)
		}
	case map[string]any:
		for _, e := range v {
			collectWords(into, e)
		}
	}
}

// wordsIn returns the words of a text, in lower case.
func wordsIn(text string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		words[w] = true
	}
	return words
}

// elementWords returns the words in those elements of an entry that hold what
// a reader is shown.
func elementWords(element string) map[string]bool {
	words := map[string]bool{}
	c := scanner{s: element}
	depth, shown := 0, 0
	within := false // an element that groups those that are shown
	name := ""
	var text strings.Builder
	for {
		tok := c.next()
		switch tok.kind {
		case end:
			return words
		case open:
			local := strings.ToLower(tok.text[strings.IndexByte(tok.text, ':')+1:])
			if shown == 0 && !tok.selfClosing && shownElement(local) && (depth == 1 || within) && !strings.Contains(tok.attrs, "base64") {
				shown, name = depth+1, tok.text
				text.Reset()
			}
			if depth == 1 {
				within = local == "group" || local == "categories" || tok.text == "media:content"
			}
			if !tok.selfClosing {
				depth++
			}
			text.WriteByte(' ')
		case closing:
			if shown > 0 && tok.text == name {
				maps.Copy(words, wordsIn(plain.Text(text.String())))
				shown = 0
			}
			depth--
			text.WriteByte(' ')
		case chars, cdata:
			if shown > 0 {
				text.WriteString(characters(tok))
			}
		}
	}
}

func shownElement(local string) bool {
	switch local {
	case "title", "description", "summary", "subtitle", "content", "encoded", "full-text", "creator", "author", "contributor", "category", "subject", "keywords", "credit", "rights":
		return true
	}
	return false
}
