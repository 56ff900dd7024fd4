package query

import (
	"strings"
	"unicode/utf8"
)

// pasted reads a web address, or the token of a Google News address, that stands in
// free text. [Prose] reads those of a question.
func (p *parser) pasted() (it item, ok bool) {
	if p.field != Any {
		return item{}, false
	}
	from := p.pos
	n := addressAt(p.text[from:])
	if word := p.text[from:p.wordEnd()]; n == 0 && (isToken(word) || isBareAddress(word)) {
		n = len(word)
	}
	if n == 0 {
		return item{}, false
	}
	p.pos = from + n
	return item{text: p.text[from:p.pos], from: from, to: p.pos}, true
}

// addressAt returns the length of the web address that a text begins with, 0 if it
// begins with none. The address ends at a space or a quotation mark, before a
// parenthesis that it has not opened, and before the punctuation of a sentence.
func addressAt(text string) int {
	rest, ok := cutScheme(text)
	if !ok {
		return 0
	}
	scheme := len(text) - len(rest)
	end, depth := len(text), 0
	for i, r := range rest {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case r == ')', r == ',' && isScheme(rest[i+1:]), special(r) && r != '(':
			end = scheme + i
		}
		if end < len(text) {
			break
		}
	}
	end = len(strings.TrimRight(text[:end], ".,;:!?…'’"))
	if r, _ := utf8.DecodeRuneInString(rest); end <= scheme || !letter(r) && r != '[' {
		return 0
	}
	return end
}

// cutScheme returns what follows http:// or https://.
func cutScheme(text string) (rest string, ok bool) {
	for _, scheme := range []string{"https://", "http://"} {
		if len(text) > len(scheme) && strings.EqualFold(text[:len(scheme)], scheme) {
			return text[len(scheme):], true
		}
	}
	return text, false
}

func isScheme(text string) bool {
	_, ok := cutScheme(text)
	return ok
}

// isBareAddress reports an address without its scheme: www.bbc.co.uk/news/1, or
// bbc.co.uk/news/1. A host alone is words.
func isBareAddress(word string) bool {
	host, path, ok := strings.Cut(word, "/")
	if !ok || path == "" || strings.ContainsAny(word, ":,*~+") {
		return false
	}
	labels := strings.Split(host, ".")
	last := labels[len(labels)-1]
	if len(labels) < 2 || len(last) < 2 || strings.Trim(strings.ToLower(last), "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	for _, label := range labels {
		if label == "" || strings.HasPrefix(label, "-") || strings.ContainsFunc(label, func(r rune) bool { return !letter(r) && r != '-' }) {
			return false
		}
	}
	return true
}

// minToken is how long the tokens of Google News are at least.
const minToken = 40

// isToken reports the token of a Google News address: base64 of a message that
// begins with the bytes 8, 19 and 34.
func isToken(word string) bool {
	if len(word) < minToken || !strings.HasPrefix(word, "CBMi") {
		return false
	}
	return strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=") == ""
}
