package textdiff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/internal/textdiff"
)

func TestParagraphs(t *testing.T) {
	before := "The council met on Tuesday and spoke about the bridge.\n\nIt rained.\n\nNobody was hurt, police said.\n\nThe end."
	after := "A new first paragraph came.\n\nThe council met on Wednesday and spoke about the bridge.\n\nNobody was hurt, police said.\n\nThe end."
	want := []textdiff.Paragraph{
		{Op: textdiff.Added, Text: "A new first paragraph came."},
		{Op: textdiff.Changed, Words: []textdiff.Span{
			{Op: textdiff.Same, Text: "The council met on "},
			{Op: textdiff.Removed, Text: "Tuesday"},
			{Op: textdiff.Added, Text: "Wednesday"},
			{Op: textdiff.Same, Text: " and spoke about the bridge."},
		}},
		{Op: textdiff.Removed, Text: "It rained."},
		{Op: textdiff.Same, Text: "Nobody was hurt, police said."},
		{Op: textdiff.Same, Text: "The end."},
	}
	if diff := cmp.Diff(want, textdiff.Paragraphs(before, after)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestWordsInScriptsWithoutSpaces(t *testing.T) {
	want := []textdiff.Span{
		{Op: textdiff.Same, Text: "首相は"},
		{Op: textdiff.Removed, Text: "東京"},
		{Op: textdiff.Added, Text: "奈良"},
		{Op: textdiff.Same, Text: "で会見した"},
	}
	if diff := cmp.Diff(want, textdiff.Words("首相は東京で会見した", "首相は奈良で会見した")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestBothVersions promises that both versions of any text are in its
// differences.
func TestBothVersions(t *testing.T) {
	word := rapid.SampledFrom([]string{"bridge", "council", "rain", "東京", "42", "é", ",", "."})
	text := rapid.Custom(func(t *rapid.T) string {
		blocks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(word, 1, 8).Draw(t, "words"), " ")
		}), 0, 6).Draw(t, "paragraphs")
		return strings.Join(blocks, "\n\n")
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		var was, is []string
		for _, p := range textdiff.Paragraphs(before, after) {
			old, now := p.Text, p.Text
			if p.Op == textdiff.Changed {
				old, now = "", ""
				for _, s := range p.Words {
					if s.Op != textdiff.Added {
						old += s.Text
					}
					if s.Op != textdiff.Removed {
						now += s.Text
					}
				}
			}
			if p.Op != textdiff.Added {
				was = append(was, old)
			}
			if p.Op != textdiff.Removed {
				is = append(is, now)
			}
		}
		if got := strings.Join(was, "\n\n"); got != before {
			t.Fatalf("before: %q, want %q", got, before)
		}
		if got := strings.Join(is, "\n\n"); got != after {
			t.Fatalf("after: %q, want %q", got, after)
		}
	})
}

func FuzzParagraphs(f *testing.F) {
	f.Add("a b\n\nc", "a d\n\nc")
	f.Add("\xff\x00", "\u202e東京\n\n\n")
	f.Fuzz(func(_ *testing.T, before, after string) { textdiff.Paragraphs(before, after) })
}
