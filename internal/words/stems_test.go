package words

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// found reports whether a query for a word finds another in a language.
func found(s *Stemmers, language, asked, word string) bool {
	i := s.For(language)
	return slices.Contains(s.Asked(i, Token{Term: fold(asked)}), s.Stem(i, Token{Term: fold(word)}))
}

// TestStems promises that words find their forms, in every language.
func TestStems(t *testing.T) {
	t.Parallel()
	s := NewStemmers()
	b, err := os.ReadFile("testdata/forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		words := strings.Fields(line)
		if len(words) < 3 || words[0] == "#" {
			continue
		}
		language, words := words[0], words[1:]
		want := true
		if words[0] == "!" {
			words, want = words[1:], false
		}
		for _, a := range words {
			for _, b := range words {
				if a != b && found(s, language, a, b) != want {
					t.Errorf("%s: %s finds %s: %v", language, a, b, !want)
				}
			}
		}
	}
}

// TestStemsInKorean promises that Korean has its stems whatever the language.
func TestStemsInKorean(t *testing.T) {
	t.Parallel()
	s := NewStemmers()
	for language, words := range map[string][2]string{"ko": {"한국의", "한국"}, "en": {"대통령은", "대통령"}, "": {"서울에서", "서울"}} {
		if !found(s, language, words[0], words[1]) {
			t.Errorf("%q: %s does not find %s", language, words[0], words[1])
		}
	}
	if d := cmp.Diff([]string{"2026"}, s.AskedInAll(Token{Term: "2026"})); d != "" {
		t.Error(d)
	}
}

// TestEnglish promises that a form that is also a word of its own is found by
// its base and does not find it, and that forms of several words find each.
func TestEnglish(t *testing.T) {
	t.Parallel()
	s := NewStemmers()
	for _, c := range []struct{ asked, finds, not string }{
		{"rise", "rise rises rising risen rose", "roses rosy"},
		{"rising", "rise rose", "roses"},
		{"rose", "rose roses", "rise rises risen"},
		{"roses", "rose roses", "rise"},
		{"leave", "leave leaves leaving left", "leaf lefts"},
		{"left", "left lefts", "leave leaves"},
		{"leaves", "leaf leave left leaves", "lefts"},
		{"leaf", "leaf leaves", "leave left"},
		{"see", "see sees seen seeing saw", "saws sawed"},
		{"saw", "saw saws sawed sawing", "see seen"},
		{"find", "find finds found finding", "founded founder"},
		{"founded", "found founded founding", "find"},
		{"lie", "lie lies lying lay lain", "laid lays"},
		{"lay", "lay laid lays laying", "lie lying"},
		{"life", "life lives", "live living"},
		{"live", "live lives lived living", "life"},
		{"bought", "buy buys buying bought", "bough"},
		{"win", "wins won winning winnings", "wont won't wine"},
		{"die", "dies died dying", "dice dye"},
		{"voting", "vote votes voted", "voter"},
		{"hoped", "hope hopes hoping", "hop hops hopped hopping"},
		{"hopping", "hop hops hopped", "hope"},
		{"planning", "plan plans planned", "plane planes"},
		{"unite", "unites uniting united", "unit units unity"},
		{"controlled", "control controls controlling", "controller"},
		{"installed", "install installs installing", "instal"},
		{"staffed", "staff staffs", "staves"},
		{"changed", "change changes changing", "chang"},
		{"viruses", "virus", "viral"},
		{"houses", "house housed housing", "hous"},
		{"buses", "bus", "buss"},
		{"f35", "f35s", "f3"},
		{"shot", "shot shots", "shoot shooting"},
	} {
		for _, w := range strings.Fields(c.finds) {
			if !found(s, "en", c.asked, w) {
				t.Errorf("%s does not find %s", c.asked, w)
			}
		}
		for _, w := range strings.Fields(c.not) {
			if found(s, "en", c.asked, w) {
				t.Errorf("%s finds %s", c.asked, w)
			}
		}
	}
}

// TestIrregularWords promises that the table says one thing of each word.
func TestIrregularWords(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/irregular.txt")
	if err != nil {
		t.Fatal(err)
	}
	base := map[string]string{}
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" || !strings.HasSuffix(words[0], ":") {
			continue
		}
		for _, f := range words[1:] {
			if other, ok := base[f]; ok && f[0] != '!' && f[0] != '~' {
				t.Errorf("%s is a form of %s and of %s", f, other, words[0])
			}
			base[f] = words[0]
			if base[strings.TrimLeft(f, "!~")] != "" && strings.TrimLeft(f, "!~") != f {
				t.Errorf("%s is also a plain form", f)
			}
		}
	}
	if n := len(base); n < 400 {
		t.Errorf("%d forms", n)
	}
}

// FuzzEnglish promises that a stem is not empty, and that a base keeps its
// forms with -s.
func FuzzEnglish(f *testing.F) {
	for _, w := range []string{"kill", "voted", "ing", "ed", "ss", "qus", "ied"} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, w string) {
		w = fold(w)
		if w != "" && (englishStem(w) == "" || !slices.Contains(englishAsked(w), englishStem(w))) {
			t.Fatalf("%q has the stem %q and asks for %q", w, englishStem(w), englishAsked(w))
		}
	})
}
