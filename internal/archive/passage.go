package archive

import (
	"strings"
	"unicode/utf8"

	"newsarchive/index"
	"newsarchive/internal/query"
)

const (
	passageLength = 160 // in characters
	passageLead   = 40  // of them before the first match
	// passageWithin is where in a text the passage is looked for: its first
	// bytes. A page of answers may have twenty texts of megabytes.
	passageWithin = 64 << 10
)

// passage chooses the part of a text that has the most of the words.
func passage(m *index.Highlighter, text, language string) Passage {
	if text == "" {
		return Passage{}
	}
	if len(text) > passageWithin {
		text = strings.ToValidUTF8(text[:passageWithin], "")
	}
	text = strings.Join(strings.Fields(text), " ")
	marks := m.Mark(text, language, query.Text)
	if len(marks) == 0 {
		return Passage{}
	}
	best, most := 0, 0
	for i := range marks {
		words := map[string]bool{}
		for _, k := range marks[i:] {
			if k.End-marks[i].Start > passageLength-passageLead {
				break
			}
			words[strings.ToLower(text[k.Start:k.End])] = true
		}
		if len(words) > most {
			best, most = i, len(words)
		}
	}
	from := passageStart(text, marks[best].Start, passageLead)
	to := passageEnd(text, from, passageLength)
	to = max(to, marks[best].End)
	p := Passage{Text: text[from:to]}
	shift := -from
	if from > 0 {
		p.Text = "…" + p.Text
		shift += len("…")
	}
	if to < len(text) {
		p.Text += "…"
	}
	for _, k := range marks {
		if k.Start >= from && k.End <= to {
			p.Marks = append(p.Marks, Mark{Start: k.Start + shift, End: k.End + shift})
		}
	}
	return p
}

// passageStart goes back some characters from a place, to the start of a word
// if there is a space.
func passageStart(text string, at, characters int) int {
	from := at
	for ; characters > 0 && from > 0; characters-- {
		_, n := utf8.DecodeLastRuneInString(text[:from])
		from -= n
	}
	if from == 0 {
		return 0
	}
	if i := strings.IndexByte(text[from:at], ' '); i >= 0 {
		return from + i + 1
	}
	return from
}

// passageEnd goes forward some characters, to the end of a word.
func passageEnd(text string, from, characters int) int {
	to := from
	for ; characters > 0 && to < len(text); characters-- {
		_, n := utf8.DecodeRuneInString(text[to:])
		to += n
	}
	if to == len(text) {
		return to
	}
	if i := strings.LastIndexByte(text[from:to], ' '); i > (to-from)*3/4 {
		return from + i
	}
	return to
}
