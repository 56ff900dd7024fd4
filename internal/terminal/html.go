package terminal

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML prints sanitised HTML for a person: paragraphs, headings, lists, quotes,
// tables and preformatted text, wrapped to width cells on a terminal, one line a
// paragraph in a pipe. A link gets a number in brackets after its words. It
// returns the addresses of the links: the first is number 1. An address that
// comes twice has one number. Text and addresses are cleaned. The work is linear
// in the length of the HTML.
func (w *Lines) HTML(fragment string, width int) (links []string) {
	p := &htmlPrinter{Lines: w, width: width, numbers: map[string]int{}}
	z := html.NewTokenizer(strings.NewReader(fragment))
	for w.Err == nil {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			p.block()
			p.endTable()
			return p.links
		case html.TextToken:
			p.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attributes := z.TagName()
			tag := atom.Lookup(name)
			if tag == atom.A && attributes {
				p.link(z)
			}
			p.start(tag)
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(atom.Lookup(name))
		}
	}
	return p.links
}

// htmlPrinter prints the tokens of HTML. It collects the words of a block and
// prints it when the next one begins.
type htmlPrinter struct {
	*Lines
	width   int
	words   strings.Builder // of the block
	space   bool            // before the next word
	style   string          // of the block
	levels  []htmlLevel     // the lists and quotes around it
	pre     bool
	gap     bool // an empty line comes before the next block
	printed bool
	indent  string // of the block before

	table   htmlTable
	links   []string
	numbers map[string]int
	open    int // the number of the link whose words follow; 0: none
}

// htmlLevel is a list or a quote.
type htmlLevel struct {
	tag    atom.Atom
	count  int    // of an ordered list: its entries so far
	marker string // of an entry whose first line is still to come
	width  int    // of the markers
}

func (p *htmlPrinter) text(s string) {
	if p.pre {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				p.words.WriteByte('\n')
			}
			p.words.WriteString(Clean(strings.ReplaceAll(line, "\t", "    ")))
		}
		return
	}
	fields := strings.Fields(s) // a no-break space is one too
	if len(fields) == 0 {
		p.space = p.space || s != ""
		return
	}
	if !strings.HasPrefix(s, fields[0]) {
		p.space = true
	}
	for i, word := range fields {
		if i > 0 {
			p.space = true
		}
		p.word(Clean(word))
	}
	p.space = !strings.HasSuffix(s, fields[len(fields)-1])
}

func (p *htmlPrinter) word(word string) {
	if p.space && p.words.Len() > 0 {
		p.words.WriteByte(' ')
	}
	p.space = false
	p.words.WriteString(word)
}

// link gives the address of an opening <a> its number.
func (p *htmlPrinter) link(z *html.Tokenizer) {
	for {
		key, value, more := z.TagAttr()
		if address := Clean(string(value)); string(key) == "href" && address != "" {
			n, known := p.numbers[address]
			if !known {
				p.links = append(p.links, address)
				n = len(p.links)
				p.numbers[address] = n
			}
			p.open = n
		}
		if !more {
			return
		}
	}
}

func (p *htmlPrinter) start(tag atom.Atom) {
	switch tag {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dl, atom.Hr:
		p.block()
		p.gap = true
		if isHeading(tag) {
			p.style = Bold
		}
		if tag == atom.Hr {
			p.word("* * *")
		}
	case atom.Pre:
		p.block()
		p.gap, p.pre = true, p.table.depth == 0
	case atom.Ul, atom.Ol, atom.Blockquote, atom.Dd:
		p.block()
		p.gap = p.gap || tag == atom.Blockquote || tag != atom.Dd && !p.inList()
		p.levels = append(p.levels, htmlLevel{tag: tag, width: markerWidth(tag)})
	case atom.Li:
		p.block()
		p.entry()
	case atom.Dt, atom.Br, atom.Caption:
		p.block()
	case atom.Table, atom.Tr, atom.Td, atom.Th:
		p.startTable(tag)
	case atom.Q:
		p.word("“")
	}
}

func (p *htmlPrinter) end(tag atom.Atom) {
	switch tag {
	case atom.A:
		if p.open > 0 {
			p.words.WriteString(p.Style(Dim, "["+strconv.Itoa(p.open)+"]"))
			p.open = 0
		}
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Dl, atom.Hr:
		p.block()
		p.gap, p.pre = true, false
	case atom.Ul, atom.Ol, atom.Blockquote, atom.Dd:
		p.block()
		p.gap = p.gap || tag == atom.Blockquote || tag != atom.Dd && len(p.levels) <= 1
		if n := len(p.levels); n > 0 && p.levels[n-1].tag == tag {
			p.levels = p.levels[:n-1]
		}
	case atom.Li, atom.Dt, atom.Caption:
		p.block()
	case atom.Table, atom.Tr, atom.Td, atom.Th:
		p.finishTable(tag)
	case atom.Q:
		p.space = false
		p.word("”")
	}
}

func isHeading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
