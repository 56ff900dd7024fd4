package query

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTypingAt(t *testing.T) {
	for text, want := range map[string]string{ // | is the position; what is replaced, the field, what was typed, after ~~ or not
		"|":                                 "[] |",
		"kor|":                              "[kor] |kor",
		"summit kor|":                       "[kor] |kor",
		"ko|rea":                            "[korea] |ko",
		"(a OR pub|lisher":                  "[publisher] |pub",
		"-feed:wo|":                         "[wo] feed|wo",
		"feed:world,bl|":                    "[bl] feed|bl",
		"feed:wo|,blog":                     "[wo] feed|wo",
		`publisher:"the gua|`:               `["the gua] publisher|the gua`,
		`publisher:"the gua|" korea`:        `["the gua"] publisher|the gua`,
		`pub:"a, b",gua|`:                   `[gua] publisher|gua`,
		`source:reu|`:                       "[reu] publisher|reu",
		"#pol|":                             "[pol] tag|pol",
		"is:|":                              "[] is|",
		"nofield:x|":                        "[nofield:x] |nofield:x",
		`"a phrase" tag:|x`:                 "[x] tag|",
		`"a \" b" fee|`:                     "[fee] |fee",
		"日本　sum|":                           "[sum] |sum",
		"publisher:日|":                      "[日] publisher|日",
		"~~ear|":                            "[ear] ~~ear",
		"-~~ea|rth chile":                   "[earth] ~~ea",
		"title:~~ear|":                      "[ear] title~~ear",
		"text:a,~~ear|":                     "[ear] text~~ear",
		"title:(a OR ~~ear|":                "[ear] ~~ear",
		"~~~|ear":                           "[ear] ~~",
		"~|~ear":                            "[~~ear] |~",
		"a~~ear|":                           "[a~~ear] |a~~ear",
		`title:"~~ear|`:                     `["~~ear] title|~~ear`,
		"publisher:~~reu|":                  "[~~reu] publisher|~~reu",
		"+~~ear|":                           "[~~ear] |~~ear",
		strings.Repeat("(", 50) + "title:|": "[] title|",
	} {
		at := strings.Index(text, "|")
		whole := text[:at] + text[at+1:]
		got := TypingAt(whole, at)
		mark := "|"
		if got.Learned {
			mark = "~~"
		}
		if said := "[" + whole[got.From:got.To] + "] " + string(got.Field) + mark + got.Begin; said != want {
			t.Errorf("%s: %s, want %s", text, said, want)
		}
	}
}

// TestKnown promises that each field says what it is about, and that the values
// that are offered are valid.
func TestKnown(t *testing.T) {
	for _, f := range Fields() {
		if f.About() == "" {
			t.Errorf("%s says nothing", f)
		}
		for _, k := range KnownValues(f) {
			if _, err := Parse(string(f)+":"+Value(k.Text), Options{}); err != nil {
				t.Errorf("%s:%s: %v", f, k.Text, err)
			}
		}
	}
}

// FuzzTypingAt promises that what is replaced lies within the text, around the
// position, and cuts no character.
func FuzzTypingAt(f *testing.F) {
	f.Add(`publisher:"the gua, x`, 14)
	f.Add("feed:a,\\\"", 9)
	f.Add("text:a,~~b", 10)
	f.Fuzz(func(t *testing.T, text string, at int) {
		if !utf8.ValidString(text) || at < 0 || at > len(text) || !utf8.ValidString(text[:at]) {
			t.Skip()
		}
		got := TypingAt(text, at)
		if got.From < 0 || got.From > at || got.To < at || got.To > len(text) || !utf8.ValidString(text[got.From:got.To]) || !strings.HasSuffix(text[:at], got.Begin) {
			t.Errorf("%q at %d: %+v", text, at, got)
		}
	})
}
