package article

import (
	"strings"
	"unicode"
)

// byline returns the authors' names, separated by commas. The publisher's own
// name is one only if there is no other.
func (f *facts) byline() string {
	var publisher string
	for _, names := range append(f.stateNames(), f.head.authors, f.head.bylines) {
		b := joinNames(names)
		switch {
		case b == "":
		case !f.isPublisher(b):
			return b
		case publisher == "":
			publisher = b
		}
	}
	return publisher
}

func (f *facts) stateNames() [][]string {
	all := [][]string{f.graph.names(f.article, "author"), f.graph.names(f.article, "creator")}
	for _, name := range []string{
		"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author_name",
		"citation_author", "shareaholic:article_author_name", "cxenseparse:author", "twitter:data1",
	} {
		if name != "twitter:data1" || strings.EqualFold(f.head.stated("twitter:label1"), "written by") {
			all = append(all, f.head.meta[name])
		}
	}
	return append(all, f.head.items["author"])
}

// isPublisher reports whether a name is the site's or an address.
func (f *facts) isPublisher(name string) bool {
	own := squeeze(name)
	site := squeeze(first(f.head.stated("og:site_name", "application-name", "publisher", "dc.publisher"), strings.Join(f.graph.names(f.article, "publisher"), "")))
	host := squeeze(f.address.Hostname())
	return own == site || len(own) > 1 && strings.Contains(host, own) || strings.Contains(name, ".") && !strings.Contains(name, " ")
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
	letters, digits := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsDigit(r) {
			digits++
		}
		if unicode.IsDigit(r) && letters == 0 {
			return ""
		}
	}
	switch {
	case notName(s):
		return ""
	case letters < 2, digits > 3, strings.ContainsAny(s, "→»:"), len([]rune(s)) > 60, len(strings.Fields(s)) > 7:
		return ""
	case strings.Contains(s, "://"), strings.HasPrefix(s, "www."), strings.HasPrefix(s, "@"), strings.Contains(s, "@") && strings.Contains(s, "."):
		return ""
	}
	return s
}

// notName reports whether what stands where a name should is a word of the
// page's form.
func notName(s string) bool {
	switch squeeze(s) {
	case "posted", "postedon", "postedby", "publiziertam", "veröffentlichtam", "published", "publishedon", "by", "von", "follow", "author", "autor", "autorin", "noauthor", "admin", "administrator", "wordpressadmin", "webmaster", "editor", "staff", "unknown", "guest", "name", "nameerforderlich", "abouttheauthor", "viewprofile", "redacción", "redaccion", "null", "undefined", "none", "share", "comments", "updated", "lastupdated":
		return true
	}
	return false
}

func bylinePrefixes() []string {
	return []string{
		"by ", "by: ", "about the author", "artikel von", "ein artikel von", "ein beitrag von", "interview: ", "interview by ", "redaktion: ", "text von ", "zeige alle beiträge von ", "view all posts by ", "words by ", "story by ", "verfasst von ", "vom autor ", "written by ", "posted by ", "published by ", "reported by ", "von ", "von: ", "geschrieben von ", "veröffentlicht von ",
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
