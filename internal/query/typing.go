package query

import (
	"strings"
	"unicode/utf8"
)

// Typing is the value that a person is typing: the stretch of the text that a
// completion replaces, and what it begins with.
type Typing struct {
	From, To int   // in bytes
	Field    Field // of the value; [Any] for a bare word, which may become a field
	Begin    string
	Learned  bool // it is a word after ~~, of a headline or a text
}

// TypingAt returns what is being typed at a position of a text, in bytes. The
// text need not be a valid query; a position beyond the end is the end.
func TypingAt(text string, at int) Typing {
	at = max(0, min(at, len(text)))
	p := parser{text: text}
	word := 0     // where the word begins that holds the position
	closing := "" // of the quotation mark that is open
	escaped := false
	for i, r := range text[:at] {
		switch {
		case escaped:
			escaped = false
		case closing != "" && strings.ContainsRune(closing, r):
			closing = ""
		case closing != "":
			escaped = r == '\\'
		case r == '"' && !withinHebrew(text, i):
			closing = `"`
		case isQuote(r) && r != '"' && !strings.ContainsRune("”‟»›", r):
			closing = closers(r)
		case special(r):
			word = i + utf8.RuneLen(r)
		}
	}
	from := word
	for from < at && (text[from] == '-' || text[from] == '+') {
		from++
	}
	t := Typing{From: from}
	name, _, isField := strings.Cut(text[from:at], ":")
	switch f, known := fieldNamed(name); {
	case isField && known:
		t.Field, t.From = f, from+len(name)+1
		t.From = lastValue(text[:at], t.From)
	case from < at && text[from] == '#':
		t.Field, t.From = Tag, from+1
	}
	t.Begin = text[t.From:at]
	if strings.HasPrefix(t.Begin, learnMark) && t.Field.hasWords() && t.Field != Publisher && !strings.HasSuffix(text[:t.From], "+") {
		t.Learned = true
		t.Begin = strings.TrimLeft(t.Begin, "~")
		t.From = at - len(t.Begin)
	}
	if r, n := utf8.DecodeRuneInString(t.Begin); isQuote(r) {
		t.Begin = t.Begin[n:]
	}
	p.pos = at
	t.To = p.wordEnd()
	if r, n := utf8.DecodeRuneInString(text[t.To:]); closing != "" && strings.ContainsRune(closing, r) {
		t.To += n
	}
	if comma := strings.IndexByte(text[at:t.To], ','); comma >= 0 && closing == "" {
		t.To = at + comma
	}
	return t
}

// lastValue returns where the last of the values begins that commas separate.
func lastValue(text string, from int) int {
	quoted := false
	for i := from; i < len(text); i++ {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ',' && !quoted:
			from = i + 1
		}
	}
	return from
}

// Value writes a value as it stands after a field: in quotes where it needs them.
func Value(value string) string {
	if value == "" || strings.ContainsFunc(value, func(r rune) bool { return special(r) || r == ',' || r == '*' || r == '\\' }) {
		return quote(value)
	}
	return value
}
