package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/effort"
)

// TestHostileQuestions promises that a question of a megabyte, whatever it is made
// of, is answered by the words that it begins with, with a hint that says so, as an
// argument and as a line of a batch.
func TestHostileQuestions(t *testing.T) {
	effort.WithoutRace(t, "one command after the other")
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "archive")
	ask := func(stdin string, args ...string) (string, string) {
		t.Helper()
		var out, said bytes.Buffer
		if code := newApp(strings.NewReader(stdin), &out, &said).run(t.Context(), append([]string{"--dir", dir}, args...)); code != exitDone {
			t.Fatalf("%.100q: exit code %d: %.500s", args, code, said.String())
		}
		return out.String(), said.String()
	}
	ask(`{"link":"https://a.example/1","title":"Ferry runs aground"}
{"link":"https://a.example/2","title":"Zyzzogeton found"}
{"link":"https://a.example/3","title":"奈良で渡轮が座礁した","language":"ja"}
`, "import", "-")
	const size = 1 << 20
	for _, unit := range []string{
		"a ", "word", "奈良", "กรุงเทพ", "🎉", "(", `"`, "NOT ", "-x ", "title:x ", "similar:1 ", "~~quake ", "kor* ", "\x00", "\u200b",
		"https://x.example/y ", "e\u0301\u0301", "U.S. ", "…", "but not ", "\xff",
	} {
		text := "ferry " + strings.Repeat(unit, size/len(unit))
		for _, by := range []func() (string, string){
			func() (string, string) {
				return ask("", "search", "--any", "--format", "ids", "--group", "none", "--", text)
			},
			func() (string, string) {
				return ask(text+"\n", "search", "--any", "--format", "ids", "--group", "none", "--batch", "-")
			},
		} {
			out, said := by()
			if !strings.Contains("\n"+out, "\n1\n") {
				t.Errorf("ferry and %q, again and again: %.100q, want story 1 as well", unit, out)
			}
			if !strings.Contains(said, "only the first 32768 bytes of the question are read") || len(said) > 1000 {
				t.Errorf("ferry and %q, again and again, is said: %.1000q", unit, said)
			}
		}
	}
	var different strings.Builder
	for n := 0; different.Len() < size; n++ {
		different.WriteString(strings.Repeat("x", 1+n%7) + string(rune('a'+n%26)) + string(rune('a'+n/26%26)) + " ")
		if n == 1000 {
			different.WriteString("zyzzogeton ")
		}
	}
	if out, _ := ask("", "search", "--any", "--format", "ids", different.String()); out != "2\n" {
		t.Errorf("the thousandth word of many: %.100q, want story 2", out)
	}
}
