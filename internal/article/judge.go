package article

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"newsarchive/internal/news"
)

// minWords is the fewest words that are a text.
const minWords = 12

// judge decides what a page is.
type judge struct {
	page  news.Page
	facts *facts
	wall  bool
}

func newJudge(page news.Page, f *facts, doc *html.Node) *judge {
	return &judge{page: page, facts: f, wall: hasWall(doc)}
}

// early decides by what is known before the text; empty if the text must
// tell.
func (j *judge) early(text news.Text) (news.PageKind, string) {
	if j.page.Status >= 400 {
		return news.PageError, fmt.Sprintf("the server answered %d", j.page.Status)
	}
	return "", ""
}

// late decides by the text.
func (j *judge) late(text *news.Text, s *story, words string) (news.PageKind, string) {
	if len(strings.Fields(words)) == 0 {
		return news.PageEmpty, "no words"
	}
	return news.PageArticle, ""
}
