package corpus

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// Mutator makes feeds that are broken on purpose, of all feeds of the corpus and
// with its strings that attack parsers and browsers. Feed N is always the same.
type Mutator struct {
	feeds   [][]byte
	attacks []string
}

// NewMutator reads the feeds and the attacks.
func NewMutator(tb testing.TB) *Mutator {
	tb.Helper()
	m := &Mutator{attacks: Attacks(tb)}
	for _, path := range files(tb, "feeds") {
		switch filepath.Ext(path) {
		case ".xml", ".json", ".rss", ".atom", ".rdf":
			raw, err := os.ReadFile(path)
			if err != nil {
				tb.Fatal(err)
			}
			m.feeds = append(m.feeds, raw)
		}
	}
	return m
}

// Attacks returns the lines of all lists of attacks, and what they are once their
// characters of HTML or addresses are decoded, in that they were written.
func Attacks(tb testing.TB) (all []string) {
	tb.Helper()
	for _, path := range files(tb, "hostile") {
		raw, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		if filepath.Ext(path) != ".txt" {
			all = append(all, string(raw))
			continue
		}
		for line := range strings.Lines(string(raw)) {
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all
}

// files are the files below a folder of the corpus, in order.
func files(tb testing.TB, folder string) (paths []string) {
	tb.Helper()
	err := filepath.WalkDir(Path(tb, folder), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && d.Name() != "LICENSE" {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		tb.Fatal("no files", err)
	}
	return paths
}

// Feed returns feed n: one of the corpus, with one to four mutations.
func (m *Mutator) Feed(n int) []byte {
	draw := rand.New(rand.NewPCG(uint64(n), 12)) //nolint:gosec // the same at each call
	text := slices.Clone(m.feeds[draw.IntN(len(m.feeds))])
	all := mutations()
	for range 1 + draw.IntN(4) {
		text = all[draw.IntN(len(all))](m, draw, text)
		text = text[:min(len(text), 4<<20)]
	}
	return text
}

// Attack returns feeds with every attack, so many in each: as titles, texts,
// links, names and attributes, and where an element is expected.
func (m *Mutator) Attack(each int) (feeds [][]byte) {
	for some := range slices.Chunk(m.attacks, each) {
		var b strings.Builder
		b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Attacks</title>`)
		for _, a := range some {
			text, data := escaped(a), strings.ReplaceAll(a, "]]>", "]]]]><![CDATA[>")
			b.WriteString(`<item><title>` + text + `</title><link>` + text + `</link><guid>` + text + `</guid><dc:creator>` + text + `</dc:creator><category>` + text + `</category>` +
				`<description>` + escaped(text) + `</description><content:encoded><![CDATA[<p>Words before ` + data + ` words after</p><a href="` + data + `">link</a>]]></content:encoded>` +
				`<enclosure url="` + text + `" type="` + text + `"/><source url="` + text + `">` + text + `</source></item>`)
		}
		b.WriteString(`</channel></rss>`)
		feeds = append(feeds, []byte(b.String()))
	}
	for _, a := range m.attacks { // as documents, and as beginnings of one
		if strings.HasPrefix(a, "<") {
			feeds = append(feeds, []byte(a+`<rss version="2.0"><channel><title>&xxe;</title><item><title>A &xxe; &lol9; title</title><link>https://a.example/1</link></item></channel></rss>`))
		}
	}
	return feeds
}

func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\x00", "").Replace(s)
}

type mutation func(m *Mutator, draw *rand.Rand, text []byte) []byte

var (
	element   = regexp.MustCompile(`(?s)<(item|entry)\b.*?</(?:item|entry)>`)
	openTag   = regexp.MustCompile(`<[a-zA-Z:]+[^<>/]*>`)
	character = regexp.MustCompile(`>[^<>]{3,}<`)
	encoding  = regexp.MustCompile(`encoding=["'][^"']*["']`)
)

func mutations() []mutation {
	return []mutation{
		// Bytes that flip, go, or come.
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			for range 1 + draw.IntN(20) {
				if len(text) > 0 {
					text[draw.IntN(len(text))] = byte(draw.IntN(256))
				}
			}
			return text
		},
		// A document that ends early, or lacks a part.
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte { return text[:draw.IntN(len(text)+1)] },
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			from := draw.IntN(len(text) + 1)
			return slices.Delete(text, from, from+draw.IntN(min(200, len(text)-from)+1))
		},
		// Items many times over.
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			return replaced(text, element, draw, func(item []byte) []byte { return repeated(item, 1+draw.IntN(30)) })
		},
		// Another encoding than is declared.
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			names := []string{"utf-8", "utf-16", "iso-8859-1", "koi8-r", "gb2312", "shift_jis", "utf-7", "none", "utf-32", ""}
			return encoding.ReplaceAll(text, []byte(`encoding="`+names[draw.IntN(len(names))]+`"`))
		},
		func(_ *Mutator, _ *rand.Rand, text []byte) []byte {
			var b []byte
			for _, unit := range utf16.Encode([]rune(string(text))) {
				b = append(b, byte(unit>>8), byte(unit))
			}
			return b
		},
		// Deep nesting.
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			return replaced(text, openTag, draw, func(tag []byte) []byte { return repeated(tag, 1+draw.IntN(20_000)) })
		},
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			return replaced(text, character, draw, func(words []byte) []byte {
				return []byte(">&lt;div>" + strings.Repeat("&lt;div>&lt;b>", draw.IntN(20_000)) + string(words[1:]))
			})
		},
		// Huge attributes and texts.
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			return replaced(text, openTag, draw, func(tag []byte) []byte {
				return []byte(string(tag[:len(tag)-1]) + ` x="` + strings.Repeat("y", draw.IntN(1<<20)) + `">`)
			})
		},
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			return replaced(text, character, draw, func(words []byte) []byte {
				return slices.Concat([]byte(">"), repeated(words[1:len(words)-1], 1+draw.IntN(1<<20)/len(words)), []byte("<"))
			})
		},
		// Nulls, control characters, terminal sequences and marks of direction.
		func(_ *Mutator, draw *rand.Rand, text []byte) []byte {
			signs := []string{"\x00", "\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "&#27;[2J", "&#x9b;2J", "\u202e", "\u2066", "&#0;", "\r", "\x7f", "\u0085", "&#x202e;", `\u001b[2J`}
			for range 1 + draw.IntN(10) {
				at := draw.IntN(len(text) + 1)
				text = slices.Insert(text, at, []byte(signs[draw.IntN(len(signs))])...)
			}
			return text
		},
		// Attacks on browsers, as text and as markup.
		func(m *Mutator, draw *rand.Rand, text []byte) []byte {
			attack := m.attacks[draw.IntN(len(m.attacks))]
			return replaced(text, character, draw, func([]byte) []byte {
				switch draw.IntN(3) {
				case 0:
					return []byte(">" + escaped(attack) + "<")
				case 1:
					return []byte("><![CDATA[" + attack + "]]><")
				default:
					return []byte(">" + attack + "<")
				}
			})
		},
	}
}

// repeated is a part several times over, up to some megabytes.
func repeated(part []byte, times int) []byte {
	return bytes.Repeat(part, min(times, 1+(2<<20)/max(1, len(part))))
}

// replaced replaces one of the first matches.
func replaced(text []byte, what *regexp.Regexp, draw *rand.Rand, with func([]byte) []byte) []byte {
	places := what.FindAllIndex(text, 50)
	if len(places) == 0 {
		return text
	}
	p := places[draw.IntN(len(places))]
	return slices.Concat(text[:p[0]], with(text[p[0]:p[1]]), text[p[1]:])
}
