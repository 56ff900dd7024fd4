package feed

import (
	"slices"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// clusterList is what the HTML of a Google News item lists.
type clusterList struct {
	stories  []news.Story // each with Link, Title and Publisher
	tokens   []string     // of the stories
	coverage string       // the page of the whole cluster, if the list names it
}

// find returns the place of the story with the token, or -1.
func (l *clusterList) find(token string) int {
	return slices.Index(l.tokens, token)
}

// readList parses any number of <a href=LINK>Headline</a>
// <font>Publisher</font>, in a list or without one. A link is classified by its
// address, never by its text, which is in the feed's language.
func readList(content string) clusterList {
	var (
		list  clusterList
		words strings.Builder // the markup of the open <a> or <font>
		open  atom.Atom
		last  = -1 // the story whose publisher may follow
	)
	finish := func() {
		text := plain.Line(words.String())
		words.Reset()
		if last >= 0 {
			switch s := &list.stories[last]; {
			case open == atom.A:
				s.Title = text
			case open == atom.Font && s.Publisher == "":
				s.Publisher = text
			}
		}
		open = 0
	}
	z := html.NewTokenizer(strings.NewReader(content))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			finish()
			return list
		}
		if kind == html.TextToken {
			if open != 0 {
				words.Write(z.Raw())
			}
			continue
		}
		name, hasAttr := z.TagName()
		switch tag := atom.Lookup(name); {
		case tag != atom.A && tag != atom.Font && tag != atom.Li:
		case kind == html.EndTagToken:
			if open == tag || tag == atom.Li {
				finish()
			}
			if tag == atom.Li {
				last = -1
			}
		case kind == html.StartTagToken:
			finish()
			open = tag
			switch tag {
			case atom.A:
				last = list.add(href(z, hasAttr))
			case atom.Li:
				last, open = -1, 0
			}
		}
	}
}

// add adds a link to the list and returns the index of its story, or -1 when
// the link is not a story's.
func (l *clusterList) add(link string) int {
	if token := news.GoogleToken(link); token != "" {
		l.stories = append(l.stories, news.Story{Link: link})
		l.tokens = append(l.tokens, token)
		return len(l.stories) - 1
	}
	if l.coverage == "" && coverageLink(link) {
		l.coverage = link
	}
	return -1
}

func href(z *html.Tokenizer, more bool) string {
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		if string(key) == "href" {
			return strings.TrimSpace(string(val))
		}
	}
	return ""
}
