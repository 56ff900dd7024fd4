package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsarchive/internal/plain"
)

// takeBody takes the text that the page's JSON-LD holds (articleBody) where
// less than half as much was found in the page itself.
func takeBody(s *story) {
	body := s.body
	if strings.Contains(body, "<") {
		body = plain.Text(body)
	} else {
		body = html.UnescapeString(body)
	}
	found, _ := textLength(s.root)
	if len([]rune(squeeze(body))) < 2*found || len(body) < 400 {
		return
	}
	for s.root.FirstChild != nil {
		s.root.RemoveChild(s.root.FirstChild)
	}
	for paragraph := range strings.SplitSeq(body, "\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			p.AppendChild(&html.Node{Type: html.TextNode, Data: paragraph})
			s.root.AppendChild(p)
		}
	}
}
