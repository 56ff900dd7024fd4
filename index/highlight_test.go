package index

import (
	"strings"
	"testing"

	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

func TestMark(t *testing.T) {
	for _, c := range []struct{ query, text, want string }{
		{"sao paulo", "Em São Paulo hoje", "Em [São] [Paulo] hoje"},
		{"leader", "Leaders of South Korea", "[Leaders] of South Korea"},
		{"leaders", "The leader’s speech", "The [leader]’s speech"},
		{"korea", "South Korea's summit", "South [Korea]'s summit"},
		{`"south korea"`, "South of Korea, South Korea", "South of Korea, [South Korea]"},
		{"日本", "高市首相は日本へ", "高市首相は[日本]へ"},
		{"日", "高市首相は日本へ", "高市首相は[日]本へ"},
		{"日本首相", "日本首相と日本人", "[日本首相]と日本人"},
		{"한국", "한국은 오늘", "[한국]은 오늘"},
		{"kor*", "Korea and Koreans", "[Korea] and [Koreans]"},
		{"koria~", "Korea, Koreans", "[Korea], Koreans"},
		{"kpop", "the K-pop hits", "the [K-pop] hits"},
		{"k-pop", "Kpop and K-pop", "[Kpop] and [K-pop]"},
		{"us", "U.S. and US, us", "[U.S]. and [US], [us]"},
		{"korea -north", "North Korea", "North [Korea]"},
		{"publisher:reuters", "Reuters says", "Reuters says"},
		{"text:korea", "Korea", "Korea"},
		{"+leader", "leaders, leader", "leaders, [leader]"},
	} {
		q, err := query.Parse(c.query, query.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		at := 0
		for _, s := range newHighlighter(q, words.NewTokenizer(), words.NewStemmers()).Mark(c.text, "en", query.Title) {
			b.WriteString(c.text[at:s.Start] + "[" + c.text[s.Start:s.End] + "]")
			at = s.End
		}
		if got := b.String() + c.text[at:]; got != c.want {
			t.Errorf("%s: %s, want %s", c.query, got, c.want)
		}
	}
}
