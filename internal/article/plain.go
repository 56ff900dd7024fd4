package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Plain returns the text of sanitised HTML: blocks separated by an empty
// line, list entries and table rows by a line end, cells by " | ".
func Plain(fragment string) string {
	var w plainWriter
	z := html.NewTokenizer(strings.NewReader(fragment))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return strings.TrimSpace(w.b.String())
		}
		if kind == html.TextToken {
			w.text(string(z.Text()))
			continue
		}
		name, _ := z.TagName()
		w.tag(atom.Lookup(name), kind)
	}
}

// plainWriter collects text; space between words and blocks is written before
// the next word.
type plainWriter struct {
	b     strings.Builder
	space string // "", " ", "\n", "\n\n" or " | "
	pre   int    // open <pre>
}

func (w *plainWriter) text(s string) {
	if w.pre > 0 {
		w.flush()
		w.b.WriteString(s)
		return
	}
	for i, word := range strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u00a0'
	}) {
		if i > 0 || !strings.HasPrefix(s, word) {
			w.separate(" ")
		}
		w.flush()
		w.b.WriteString(word)
	}
	if s != "" && strings.TrimRight(s, " \n\t\r\f\u00a0") != s {
		w.separate(" ")
	}
}

// separate asks for space before the next word; the wider one wins.
func (w *plainWriter) separate(space string) {
	if w.space == "" || rank(space) > rank(w.space) {
		w.space = space
	}
}

func rank(space string) int {
	switch space {
	case "\n\n":
		return 4
	case "\n":
		return 3
	case " | ":
		return 2
	case " ":
		return 1
	}
	return 0
}

func (w *plainWriter) flush() {
	if w.b.Len() > 0 {
		w.b.WriteString(w.space)
	}
	w.space = ""
}

func (w *plainWriter) tag(name atom.Atom, kind html.TokenType) {
	switch name {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.Table, atom.Hr:
		w.separate("\n\n")
	case atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Br, atom.Caption:
		w.separate("\n")
	case atom.Td, atom.Th:
		if kind == html.EndTagToken {
			w.separate(" | ")
		}
	case atom.Pre:
		w.separate("\n\n")
		if kind == html.StartTagToken {
			w.pre++
		} else if w.pre > 0 {
			w.pre--
		}
	}
}
