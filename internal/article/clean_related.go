package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropRelated takes out the heading of a list of other stories, and the links
// that follow it.
func dropRelated(s *story) {
	heads := elements(s.root, func(n *html.Node) bool {
		if !is(n, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Div, atom.Strong) {
			return false
		}
		text := shortText(n, 70)
		return text != "" && (s.lexicon.furniture(text) || headText(text))
	})
	for _, n := range heads {
		if n.Parent == nil || !below(n, s.root) {
			continue
		}
		last := n
		for last.Parent != s.root && last.NextSibling == nil && last.PrevSibling == nil {
			last = last.Parent
		}
		for c := last.NextSibling; c != nil; {
			after := c.NextSibling
			if c.Type == html.ElementNode {
				all, linked := textLength(c)
				if all > 0 && linked*10 < all*6 || s.mostOf(c) && all > 0 {
					break
				}
			} else if len(textOf(c)) > 0 {
				break
			}
			c.Parent.RemoveChild(c)
			c = after
		}
		if n.Parent != nil && headText(textOf(n)) {
			n.Parent.RemoveChild(n)
		}
	}
}

// headText reports whether a line is the heading of a list of stories.
func headText(text string) bool {
	switch squeeze(text) {
	case "relatedstories", "relatedarticles", "relatedposts", "relatedcontent", "relatedcoverage", "relatedtopics", "relatedlinks", "related", "mostread", "mostpopular", "trending", "trendingnow", "recommended", "recommendedforyou", "youmayalsolike", "youmightalsolike", "youmightalsobeinterestedin", "morestories", "morenews", "latestnews", "latest", "readnext", "upnext", "tags", "topics", "furtherreading",
		"meistgelesen", "meistgelesenartikel", "meistgeleseneartikel", "meistdiskutierteartikel", "ähnlicheartikel", "ähnlichebeiträge", "verwandteartikel", "verwandtethemen", "weitereartikel", "weitereartikelzumthema", "weiterethemen", "weiterebeiträge", "weiterenachrichten", "weiterführenderlink", "weiterführendelinks", "weiterelinks", "mehrzumthema", "dasköntesieauchinteressieren", "auchinteressant", "passendzumthema", "themen", "schlagworte", "linkszumthema", "zumthema", "teilnehmendeblogs",
		"noticiasrelacionadas", "artículosrelacionados", "relacionados", "relacionadas", "másnoticias", "másleídas", "lomásleído", "lomasleido", "tepuedeinteresar", "temasrelacionados", "temas", "etiquetas",
		"articlesliés", "àlireaussi", "surlemêmesujet", "articlessimilaires", "lesplus lus", "lespluslus", "sujetsliés", "notíciasrelacionadas", "leiatambém", "maislidas", "vejatambém", "leggianche", "articolicorrelati", "ipiùletti", "gerelateerdeartikelen", "meestgelezen", "leesook", "relateradeartiklar", "mestlästa", "läsockså", "powiązaneartykuły", "najczęściejczytane", "czytajtakże", "читайтетакже", "потеме", "похожиестатьи", "相关新闻", "相关阅读", "延伸閱讀", "関連記事", "あわせて読みたい", "관련기사":
		return true
	}
	return false
}

// below reports whether n still stands below root.
func below(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}
