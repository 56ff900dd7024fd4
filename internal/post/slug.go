package post

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

const (
	maxSlug = 200 // bytes
	maxName = 100 // bytes, with the ending
)

// slug returns the text in lower case, with a hyphen for every run of what
// is neither letter nor digit. Vowel signs and accents belong to letters.
func slug(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(text) {
		switch {
		case r == unicode.ReplacementChar || !unicode.In(r, unicode.Letter, unicode.Digit, unicode.Mark):
			gap = true
		default:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return cutBytes(b.String(), maxSlug)
}

// FileName returns a name for the item's post, such as
// 2026-01-14-south-korea-s-lee-to-head-for-japan-summit.md: its day and its
// title's slug. The name has no path in it, is at most 100 bytes long and
// valid on every system; a name that was cut ends in a check sum of the
// title. Two items may have one name: the caller makes them distinct. An item
// that was read from a post has a path of its own, in Item.Post.
func FileName(item news.Item) string {
	const ending = ".md"
	name := slug(plain.Line(title(item)))
	day := ""
	if !item.Published.IsZero() {
		day = item.Published.Time.Format("2006-01-02")
	}
	switch {
	case name == "" && day == "":
		return "untitled" + ending
	case name == "":
		return day + ending
	case day != "":
		name = day + "-" + name
	case reserved(name):
		name = "post-" + name
	}
	if len(name)+len(ending) <= maxName && len(name) < maxSlug {
		return name + ending
	}
	sum := fnv.New32a()
	sum.Write([]byte(title(item)))
	tail := fmt.Sprintf("-%08x%s", sum.Sum32(), ending)
	return cutBytes(name, maxName-len(tail)) + tail
}

// reserved reports whether Windows keeps the name for a device, whatever its
// ending.
func reserved(name string) bool {
	switch name {
	case "con", "prn", "aux", "nul":
		return true
	}
	for _, port := range []string{"com", "lpt"} {
		if rest, ok := strings.CutPrefix(name, port); ok && len([]rune(rest)) == 1 {
			return true
		}
	}
	return false
}

// cutBytes cuts a slug to at most n bytes, at a letter and better between two
// words.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := strings.ToValidUTF8(s[:n], "")
	if at := strings.LastIndexByte(cut, '-'); at > n/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, "-")
}
