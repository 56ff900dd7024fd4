package terminal

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/net/html/atom"
)

// htmlDepth is how many lists and quotes around a block indent it.
const htmlDepth = 6

// markerWidth is the room for the markers of a list's entries, or of a quote.
func markerWidth(tag atom.Atom) int {
	if tag == atom.Ol {
		return 4
	}
	return 2
}

func (p *htmlPrinter) inList() bool {
	n := len(p.levels)
	return n > 0 && (p.levels[n-1].tag == atom.Ul || p.levels[n-1].tag == atom.Ol)
}

// entry begins an entry of the innermost list.
func (p *htmlPrinter) entry() {
	if !p.inList() {
		return
	}
	list := &p.levels[len(p.levels)-1]
	list.count++
	list.marker = "• "
	if list.tag == atom.Ol {
		list.marker = fmt.Sprintf("%2d. ", list.count)
	}
}

// block prints the words collected so far.
func (p *htmlPrinter) block() {
	words := p.words.String()
	if p.table.depth > 0 {
		p.space, p.style = true, "" // in a table only cells and rows part the words
		return
	}
	p.words.Reset()
	style := p.style
	p.space, p.style = false, ""
	if strings.TrimSpace(words) == "" {
		return
	}
	first, rest := p.indents()
	p.begin(rest)
	if p.pre {
		for line := range strings.SplitSeq(strings.Trim(words, "\n"), "\n") {
			p.Print(rest + "    " + line)
		}
		return
	}
	p.wrap(first, rest, words, style)
}

// begin prints the empty line before a block, if one is due: with the marks of
// the quotes that are around both this block and the one before.
func (p *htmlPrinter) begin(indent string) {
	if p.gap && p.printed {
		common := 0
		for common < min(len(p.indent), len(indent)) && p.indent[common] == indent[common] {
			common++
		}
		p.Print(strings.TrimRight(strings.ToValidUTF8(indent[:common], ""), " "))
	}
	p.gap, p.printed, p.indent = false, true, indent
}

// indents returns what stands before the first line of a block, and before the
// others.
func (p *htmlPrinter) indents() (first, rest string) {
	for i := range p.levels[:min(len(p.levels), htmlDepth)] {
		level := &p.levels[i]
		marker := level.marker
		level.marker = ""
		space := strings.Repeat(" ", level.width)
		if level.tag == atom.Blockquote {
			space = "│ "
			if !p.Terminal {
				space = "> "
			}
		}
		if marker == "" {
			marker = space
		}
		first += marker
		rest += space
	}
	return first, rest
}

// wrap prints words, on a terminal broken between them.
func (p *htmlPrinter) wrap(first, rest, words, style string) {
	lines := []string{words}
	if p.Terminal {
		lines = strings.Split(Wrap(words, max(p.width-ansi.StringWidth(rest), 10)), "\n")
	}
	for _, line := range lines {
		p.Print(first + p.styled(style, line))
		first = rest
	}
}

func (p *htmlPrinter) styled(style, line string) string {
	if style == "" {
		return line
	}
	return p.Style(style, line)
}
