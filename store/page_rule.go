package store

import (
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsarchive/internal/news"
)

// verdict says what a reading of a page is beside the text that its story has.
type verdict int

const (
	isWorse  verdict = iota // it does not replace the text; it may have none
	isSame                  // it says the same
	isBetter                // it is the story's text from now on
)

// judge compares a reading with the text that the story has; had is nil when
// it has none.
//
//   - A page without a text, such as an error or a consent page, replaces none.
//   - A teaser does not replace an article.
//   - A text of less than half the length does not replace one of its kind. Some
//     of these are corrections, but more are walls that no reader recognised,
//     and what a page says of its own date does not tell them apart.
//   - A text that shares neither a sentence nor a headline with the one before is
//     another article: its address was given away.
//   - Texts are the same when their sentences are. Short lines do not count:
//     clocks, labels and adverts change with every visit.
func judge(had, now *news.Text) verdict {
	switch {
	case !hasText(now):
		return isWorse
	case had == nil:
		return isBetter
	case had.Kind == news.PageArticle && now.Kind == news.PageTeaser:
		return isWorse
	case textHash(had.Plain) == textHash(now.Plain):
		if had.Kind == now.Kind {
			return isSame
		}
		return isBetter
	case had.Kind == now.Kind && 2*utf8.RuneCountInString(now.Plain) < utf8.RuneCountInString(had.Plain):
		return isWorse
	case !related(had, now):
		return isWorse
	}
	return isBetter
}

// hasText reports whether a reading has a text that could be a story's.
func hasText(t *news.Text) bool { return t.Kind.HasText() && t.Plain != "" }

// related reports whether two texts can be versions of one article.
func related(one, other *news.Text) bool {
	if one.Headline != "" && other.Headline != "" && alike(one.Headline, other.Headline) {
		return true
	}
	known := map[string]bool{}
	for _, block := range sentences(one.Plain) {
		known[block] = true
	}
	for _, block := range sentences(other.Plain) {
		if known[block] {
			return true
		}
	}
	return false
}

// textHash is a hash of a text's sentences; 0 for an empty text.
func textHash(plain string) int64 {
	if plain == "" {
		return 0
	}
	h := fnv.New64a()
	for _, block := range sentences(plain) {
		_, _ = h.Write([]byte(block))
		_, _ = h.Write([]byte{0})
	}
	if sum := int64(h.Sum64()); sum != 0 { //nolint:gosec // a hash; its sign means nothing
		return sum
	}
	return 1
}

// shortLine is how many words a line has at most that is no sentence.
const shortLine = 8

// sentences returns the blocks of a plain text without its short lines; all of
// its blocks when it has nothing else. Space in them is normalised.
func sentences(plain string) []string {
	var all, long []string
	for block := range strings.SplitSeq(plain, "\n\n") {
		fields := strings.Fields(block)
		if len(fields) == 0 {
			continue
		}
		block = strings.Join(fields, " ")
		all = append(all, block)
		if len(fields) > shortLine || endsSentence(block) || longUnspaced(block) {
			long = append(long, block)
		}
	}
	if len(long) == 0 {
		return all
	}
	return long
}

// endsSentence reports whether a line ends as a sentence does, in quotation
// marks or not.
func endsSentence(line string) bool {
	line = strings.TrimRightFunc(line, func(r rune) bool {
		return r == '"' || r == '\'' || r == ')' || r == '」' || r == '』' || unicode.Is(unicode.Pf, r) || unicode.Is(unicode.Pi, r)
	})
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…。！？؟।", last)
}

// longUnspaced reports whether a line in a script without spaces is longer
// than a short line.
func longUnspaced(line string) bool {
	n := 0
	for _, r := range line {
		if unspaced(r) {
			n++
		}
	}
	return n > 2*shortLine
}
