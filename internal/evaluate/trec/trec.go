// Package trec reads what searches are judged by, in the forms that the Text
// REtrieval Conference gave them, and measures answers as its trec_eval does.
//
// A collection is documents (a name, a title, a text), topics (a number, a
// question in words) and judgements: which documents answer which topic. What
// a program found for a topic, the best first, is measured by its average
// precision and its nDCG@10. All readers take UTF-8, leave out nothing
// silently, and say at which line a file is broken.
package trec

import (
	"bufio"
	"html"
	"io"
	"regexp"
	"strings"
)

// A Doc is one document: plain text, blanks unchanged.
type Doc struct {
	Name  string // its DOCNO
	Title string
	Text  string
}

// longestLine is the most bytes of one line; collections put a text on one.
const longestLine = 16 << 20

func lines(r io.Reader) *bufio.Scanner {
	s := bufio.NewScanner(r)
	s.Buffer(nil, longestLine)
	return s
}

var markup = regexp.MustCompile(`<[^>]*>`)

// plain takes the marks out of a passage and puts every run of blanks into one.
func plain(s string) string {
	s = html.UnescapeString(markup.ReplaceAllString(s, " "))
	return strings.Join(strings.Fields(s), " ")
}
