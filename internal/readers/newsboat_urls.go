package readers

import (
	"bufio"
	"bytes"
	"strings"

	"newsarchive/internal/charset"
	"newsarchive/internal/news"
)

// readNewsboatURLs reads newsboat's urls file: an address a line, then tags,
// quoted where they have blanks; "~Title" is its title, "!" hides it, "#" starts
// a comment. Queries and programs (query:, exec:, filter:) are no feeds here.
func readNewsboatURLs(raw []byte) (List, error) {
	list := List{Form: NewsboatURLs}
	lines := bufio.NewScanner(strings.NewReader(charset.Decode(raw)))
	lines.Buffer(nil, MaxList+1)
	for lines.Scan() {
		words := quotedWords(lines.Text())
		if len(words) == 0 {
			continue
		}
		if list.Read++; list.Read > maxOutlines {
			break
		}
		f := news.Feed{State: &news.FeedState{}}
		for _, word := range words[1:] {
			if title, ok := strings.CutPrefix(word, "~"); ok {
				f.Title = bound(title, maxTag)
			} else if !strings.HasPrefix(word, "!") {
				f.Tags = append(f.Tags, word)
			}
		}
		list.addNewsboat(words[0], f)
	}
	return list, lines.Err()
}

func (l *List) addNewsboat(address string, f news.Feed) {
	kind, rest, _ := strings.Cut(address, ":")
	switch kind {
	case "query":
		name, _, _ := strings.Cut(rest, ":")
		l.skip(name, "a query feed of newsboat; archive topic add saves a query")
	case "exec", "filter":
		l.skip(first(f.Title, kind), "newsboat runs a program for this feed, and archive runs none")
	default:
		l.add(address, f)
	}
}

// quotedWords splits a line at blanks. Within double quotes they count as
// characters, and so do \" and \\. A # outside of quotes ends the line.
func quotedWords(line string) (words []string) {
	var word strings.Builder
	open, quoted := false, false
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quoted && c == '\\' && i+1 < len(line):
			i++
			word.WriteByte(line[i])
		case c == '"':
			open, quoted = true, !quoted
		case !quoted && c == '#' && !open:
			i = len(line)
		case !quoted && (c == ' ' || c == '\t' || c == '\r'):
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			open = true
			word.WriteByte(c)
		}
	}
	if open {
		words = append(words, word.String())
	}
	return words
}

// detectURLs recognises newsboat's urls file by its first line that is no
// comment: an address without anything before it.
func detectURLs(head []byte) Form {
	for line := range bytes.Lines(head) {
		words := quotedWords(string(bytes.TrimSpace(line)))
		if len(words) == 0 {
			continue
		}
		scheme, rest, ok := strings.Cut(words[0], ":")
		switch scheme {
		case "http", "https", "feed", "file":
			ok = ok && strings.HasPrefix(rest, "//")
		case "query", "exec", "filter":
		default:
			ok = false
		}
		if ok {
			return NewsboatURLs
		}
		return Unknown
	}
	return Unknown
}
