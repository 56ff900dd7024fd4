package plain

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// writer collects text and collapses white space.
type writer struct {
	b       strings.Builder
	pending byte // white space to write before the next visible rune
}

func (w *writer) text(s string) {
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if w.pending == 0 {
				w.pending = ' '
			}
		case unicode.IsControl(r), r == unicode.ReplacementChar:
			// Not text: control characters and what was no UTF-8.
		default:
			if w.pending != 0 && w.b.Len() > 0 {
				w.b.WriteByte(w.pending)
			}
			w.pending = 0
			w.b.WriteRune(r)
		}
	}
}

func (w *writer) line() { w.pending = '\n' }

func (w *writer) String() string { return w.b.String() }

// hidden reports whether the element's content is never shown.
func hidden(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe,
		atom.Object, atom.Svg, atom.Math, atom.Head, atom.Textarea, atom.Select:
		return true
	}
	return false
}

// block reports whether the element begins and ends a line.
func block(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Br, atom.Hr, atom.Li, atom.Ol, atom.Ul, atom.Dl,
		atom.Dt, atom.Dd, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Blockquote, atom.Pre, atom.Table, atom.Tr, atom.Td, atom.Th,
		atom.Section, atom.Article, atom.Header, atom.Footer, atom.Aside,
		atom.Figure, atom.Figcaption, atom.Address, atom.Main, atom.Nav:
		return true
	}
	return false
}
