package terminal_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/terminal"
)

const sampleHTML = `<h2>A <em>heading</em></h2>
<p>The first paragraph has a <a href="https://a.example/">link</a>, a <a href="https://b.example/">second</a> and the
<a href="https://a.example/">first again</a>. It is long enough to be wrapped.</p><p>Two<br>lines.</p>
<ul><li>one entry</li><li>another entry that is so long that it goes on in a second line<ol><li>inner</li></ol></li></ul>
<blockquote><p>A quote that is long enough to go on in a second line.</p><p>Its second paragraph.</p></blockquote>
<table><tr><th>Place</th><th>Votes</th></tr><tr><td>奈良</td><td>12</td></tr><tr><td>Seoul</td><td>7</td></tr></table>
<pre>code  as
  it is</pre><p>高市首相は日韓首脳会談でシャトル外交の継続を確認した。</p><p>هذا نص عربي</p><p>Fin&lt;al&gt;.</p>`

func printHTML(fragment string, terminalWidth int) (text string, links []string) {
	var b bytes.Buffer
	w := &terminal.Lines{Stream: &terminal.Stream{Writer: &b, Terminal: terminalWidth > 0, Width: terminalWidth}}
	links = w.HTML(fragment, terminalWidth)
	return b.String(), links
}

func TestHTML(t *testing.T) {
	const want = `A heading

The first paragraph has a link[1], a
second[2] and the first again[1]. It is
long enough to be wrapped.

Two
lines.

• one entry
• another entry that is so long that it
  goes on in a second line
   1. inner

│ A quote that is long enough to go on
│ in a second line.
│
│ Its second paragraph.

Place  Votes
奈良   12
Seoul  7

    code  as
      it is

高市首相は日韓首脳会談でシャトル外交の継
続を確認した。

هذا نص عربي

Fin<al>.
`
	text, links := printHTML(sampleHTML, 40)
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"https://a.example/", "https://b.example/"}, links); diff != "" {
		t.Errorf("links: %s", diff)
	}
}

// TestHTMLInPipe promises a line for each paragraph in a pipe, and rows of a
// table with a mark between cells.
func TestHTMLInPipe(t *testing.T) {
	text, _ := printHTML(sampleHTML, 0)
	for _, line := range []string{
		"The first paragraph has a link[1], a second[2] and the first again[1]. It is long enough to be wrapped.",
		"> Its second paragraph.", "奈良 | 12", "      it is",
	} {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("no line %q in\n%s", line, text)
		}
	}
}

// TestHostileHTML promises that hostile HTML is printed, without control
// characters.
func TestHostileHTML(t *testing.T) {
	for name, fragment := range map[string]string{
		"deep lists":     strings.Repeat("<ul><li>x", 20_000),
		"deep quotes":    strings.Repeat("<blockquote>y", 20_000),
		"nested tables":  strings.Repeat("<table><tr><td>z", 20_000),
		"open links":     strings.Repeat(`<a href="https://a.example/">`, 20_000),
		"one long word":  strings.Repeat("w", 500_000),
		"escape":         "<p>\x1b[31mred\x9b \u202eesrever</p><pre>\x1b]0;title\a</pre><a href=\"https://x.example/\x1b[2J\">l</a>",
		"table in pre":   "<pre>a\x1b[31mb<table><tr><td>c\x1b[2J</td></tr></table>d\u009b</pre><pre><table><tr><td>e</pre><p>f\x1b]0;title\a",
		"many columns":   "<table><tr>" + strings.Repeat("<td>c", 20_000),
		"unclosed":       "<p><a href='https://a.example/'>x<table><td>",
		"only end tags":  strings.Repeat("</ul></table></td></a></blockquote>", 1000),
		"invalid UTF-8":  "<p>\xff\xfe</p>",
		"heading in row": "<table><tr><td><h1>x</h1></td></tr></table><p>plain</p>",
	} {
		text, links := printHTML(fragment, 80)
		if strings.ContainsAny(text+strings.Join(links, ""), "\x1b\u009b\u202e\a") {
			t.Errorf("%s: control characters are printed", name)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(sampleHTML)
	f.Add("<table><tr><td><ul><li>x</table>")
	f.Fuzz(func(t *testing.T, fragment string) {
		text, _ := printHTML(fragment, 40)
		if ansi.Strip(text) != text {
			t.Errorf("an escape sequence in %q", text)
		}
	})
}
