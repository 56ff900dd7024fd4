package article

import (
	"strings"
	"unicode"
)

// byline returns the authors' names, separated by commas.
func (f *facts) byline() string {
	sources := [][]string{
		f.graph.names(f.article, "author"),
		f.graph.names(f.article, "creator"),
		f.head.meta["author"], f.head.meta["article:author"], f.head.meta["parsely-author"], f.head.meta["sailthru.author"],
		f.head.meta["dc.creator"], f.head.meta["dcterms.creator"], f.head.meta["byl"], f.head.meta["article:author_name"],
		f.head.meta["citation_author"],
		f.head.items["author"],
		f.head.authors,
	}
	for _, names := range sources {
		if b := joinNames(names); b != "" {
			return b
		}
	}
	return ""
}

// joinNames cleans names and joins those that are names.
func joinNames(written []string) string {
	var all []string
	for _, w := range written {
		for _, name := range splitNames(line(w)) {
			if name = cleanName(name); name != "" && !containsFold(all, name) && len(all) < maxHeadings {
				all = append(all, name)
			}
		}
	}
	return strings.Join(all, ", ")
}

// splitNames cuts "A, B and C" and "A | B".
func splitNames(s string) []string {
	s = strings.NewReplacer(" and ", ",", " und ", ",", " et ", ",", " & ", ",", " y ", ",", " och ", ",", ";", ",", "|", ",", " / ", ",", "、", ",").Replace(s)
	return strings.Split(s, ",")
}

// cleanName returns a name without what is written before and after it; empty
// for what is no name: an address, a date, a sentence.
func cleanName(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-–—·•:|,.()[]", r) })
	for again := true; again; {
		again = false
		for _, p := range bylinePrefixes() {
			if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
				s = strings.TrimLeft(s[len(p):], " :\u00a0")
				again = true
			}
		}
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsDigit(r) && letters == 0 {
			return ""
		}
	}
	switch {
	case letters < 2, len([]rune(s)) > 60, len(strings.Fields(s)) > 7:
		return ""
	case strings.Contains(s, "://"), strings.HasPrefix(s, "www."), strings.HasPrefix(s, "@"), strings.Contains(s, "@") && strings.Contains(s, "."):
		return ""
	}
	return s
}

func bylinePrefixes() []string {
	return []string{
		"by ", "by: ", "written by ", "posted by ", "published by ", "reported by ", "von ", "von: ", "geschrieben von ", "veröffentlicht von ",
		"autor: ", "autorin: ", "author: ", "text: ", "por ", "par ", "escrito por ", "publicado por ", "publié par ", "di ", "door ", "av ", "af ",
		"przez ", "автор: ", "автор ", "作者：", "作者:", "記者 ", "记者 ", "文/", "文／",
	}
}

func containsFold(all []string, s string) bool {
	for _, v := range all {
		if strings.EqualFold(v, s) {
			return true
		}
	}
	return false
}
