package plain

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestText(t *testing.T) {
	for fragment, want := range map[string]string{
		"":                                     "",
		"plain words":                          "plain words",
		"  white\n\t space&nbsp; ":             "white space",
		"Fish &amp; chips &copy; &#8212; AT&T": "Fish & chips © — AT&T",
		"<p>One</p><p>two</p>":                 "One\ntwo",
		"One<br>two<br/>three":                 "One\ntwo\nthree",
		"<b>O</b>ne <i>t</i>wo":                "One two",
		"1 < 2 and 3 > 2":                      "1 < 2 and 3 > 2",
		"a<script>evil()</script>b":            "ab",
		"a<style>b{}</style>c":                 "ac",
		"a<!-- b -->c":                         "ac",
		"a\x00b\x07\u0085c":                    "ab c",
		"<ul><li>x<li>y</ul>":                  "x\ny",
	} {
		if got := Text(fragment); got != want {
			t.Errorf("%q is %q, want %q", fragment, got, want)
		}
	}
	if got := Line("<p>One</p><p>two</p>"); got != "One two" {
		t.Errorf("a line of two blocks is %q", got)
	}
}

// Text without markup reads the same with markup behind it, and what comes
// out is valid, trimmed, and free of control characters.
func TestTextWithoutMarkup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.ReplaceAll(rapid.StringOf(rapid.RuneFrom([]rune("ab &;#1xampltnb\n\té字\u0000\u00a0"))).Draw(t, "text"), "<", "")
		got := Text(s)
		if other := Text(s + "<br>"); got != other {
			t.Fatalf("%q is %q, and with markup %q", s, got, other)
		}
		if !utf8.ValidString(got) || strings.TrimSpace(got) != got || strings.ContainsAny(got, "\x00\r\t") {
			t.Fatalf("%q is %q", s, got)
		}
	})
}
