package trec

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// ReadDocs calls each for every <DOC> … </DOC> of r, in order. The title is
// the text of <TITLE>, <HEAD>, <HEADLINE> or <HL>; the text all of <TEXT>,
// or where there is none, of <BODY>. Names of elements may be in either case.
// A document without DOCNO, or without end, is an error with its line.
func ReadDocs(r io.Reader, each func(Doc)) error {
	var b strings.Builder
	s, began := lines(r), 0
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if began == 0 {
			_, rest, ok := cutFold(line, "<DOC>")
			if !ok {
				continue
			}
			began, line = n, rest
			b.Reset()
		}
		before, _, ended := cutFold(line, "</DOC>")
		b.WriteString(before)
		b.WriteByte('\n')
		if !ended {
			continue
		}
		doc, err := parseDoc(b.String())
		if err != nil {
			return fmt.Errorf("document at line %d: %w", began, err)
		}
		each(doc)
		began = 0
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("read documents: %w", err)
	}
	if began > 0 {
		return fmt.Errorf("document at line %d: no </DOC>", began)
	}
	return nil
}

func parseDoc(raw string) (Doc, error) {
	doc := Doc{
		Name:  plain(element(raw, "DOCNO")),
		Title: plain(element(raw, "TITLE", "HEADLINE", "HEAD", "HL")),
		Text:  plain(element(raw, "TEXT", "BODY")),
	}
	if doc.Name == "" {
		return Doc{}, fmt.Errorf("no <DOCNO>")
	}
	return doc, nil
}

// element returns the contents of the first of the names that raw has, each
// one of it, a line between them.
func element(raw string, names ...string) string {
	for _, name := range names {
		re := regexp.MustCompile(`(?is)<` + name + `(?:\s[^>]*)?>(.*?)</` + name + `>`)
		var all []string
		for _, m := range re.FindAllStringSubmatch(raw, -1) {
			all = append(all, m[1])
		}
		if len(all) > 0 {
			return strings.Join(all, "\n")
		}
	}
	return ""
}

// cutFold is strings.Cut by an ASCII mark in either case.
func cutFold(s, mark string) (before, after string, found bool) {
	for i := 0; i+len(mark) <= len(s); i++ {
		if s[i] == '<' && strings.EqualFold(s[i:i+len(mark)], mark) {
			return s[:i], s[i+len(mark):], true
		}
	}
	return s, "", false
}
