package format

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/internal/terminal"
)

// WriteJSON escapes every character that a terminal obeys, and the document is
// still the same.
func TestJSONIsEscaped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("\u0085\u009b\x7f\u061c\u200e\u200f\u202e\u2066\u2069\ufeff\U000e0041\x1b")))).Draw(t, "text")
		var b bytes.Buffer
		if err := WriteJSON(&b, map[string]string{"title": text}); err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexFunc(b.String(), func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || terminal.Hidden(r)) }); i >= 0 {
			t.Fatalf("%q is in %q", b.String()[i:], text)
		}
		var back map[string]string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.ToValidUTF8(text, "\ufffd"), back["title"]); diff != "" {
			t.Fatal(diff)
		}
	})
}
