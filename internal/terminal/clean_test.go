package terminal

import "testing"

// Text for a terminal or a pipe has no control characters, no marks of
// direction and no invisible tags, and keeps the rest, emoji among it.
func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb\nc\u2028d":                                  "a b c d",
		"\x1b[31mred\u009b0m\x7f":                         "[31mred0m",
		"\u202eabc\u202c \u2066x\u2069\u200e\u200f\u061c": "abc x",
		"hidden\U000e0041\U000e007f text\ufeff":           "hidden text",
		"👩\u200d👧 日本語 é":                                  "👩\u200d👧 日本語 é",
	} {
		if got := Clean(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
