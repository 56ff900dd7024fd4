package words

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		" -- … ":                    "",
		"South Korea's Lee":         "south korea lee",
		"leaders’ summit":           "leaders summit",
		"don't can’t O'Brien":       "dont cant obrien",
		"l'homme de l’État":         "l homme de l etat",
		"rock'n'roll":               "rocknroll",
		"São Paulo, Müller, Ærø":    "sao paulo muller aero",
		"İstanbul IĞDIR":            "istanbul igdir",
		"Straße ΑΘΉΝΑ ς":            "strasse αθηνα σ",
		"Йод ёлка":                  "йод елка",
		"U.S. and U.N. in J.R.R. T": "u.s. and un in jrr t",
		"U.S.'s plan":               "u.s. plan",
		"the USA, US, us":           "the u.s. u.s. us",
		"GIVE US TIME":              "give us time",
		"AT&T R&B cats & dogs":      "at&t r&b cats dogs",
		"finans\u00administer":      "finansminister",
		"K-pop COVID-19":            "k pop +kpop covid 19 +covid19",
		"1,000 and 3.5 and 10:30":   "1 000 +1000 and 3 5 and 10 30",
		"a-b-c-d-e":                 "a b c d e",
		"amazon.com @name #tag":     "amazon com name tag",
		"me@example.org/x?y=1":      "me example org x y 1",
		"日韓首脳":                      "日韓 韓首 首脳 (脳)",
		"日":                         "日",
		"한국의 K팝 2026년":              "한국의 k팝 2026년",
		"韓国한국":                      "韓国 (国) 한국",
		"ｱｲ ＡＢＣ":                    "アイ (イ) abc",
		"ไทย":                       "ไท ทย (ย)",
		"🎉 party":                   "🎉 party",
		"हिन्दी":                    "हिन्दी",
		"مُحَمَّد أحمد":             "محمد احمد",
		"bad \xff utf8":             "bad utf8",
	} {
		var got []string
		for _, tok := range NewTokenizer().Tokens(text) {
			switch tok.Kind {
			case Compound:
				got = append(got, "+"+tok.Term)
			case LastRune:
				got = append(got, "("+tok.Term+")")
			default:
				got = append(got, tok.Term)
			}
		}
		if d := cmp.Diff(want, strings.Join(got, " ")); d != "" {
			t.Errorf("%q:\n%s", text, d)
		}
	}
}

// FuzzWords promises that offsets are in the text, that positions ascend except
// for compounds, and that terms are valid.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"South Korea's K-pop", "日韓 İ U.S. AT&T l'homme 1,000", "\xff'\xc3(", "ﬀ ǅ ㎏"} {
		f.Add(s)
	}
	w := NewTokenizer()
	f.Fuzz(func(t *testing.T, s string) {
		at := -1
		for _, tok := range w.Tokens(s) {
			if tok.Start < 0 || tok.End > len(s) || tok.Start >= tok.End {
				t.Fatalf("offsets of %+v in %q", tok, s)
			}
			if tok.Kind != Compound && tok.Pos != at+1 {
				t.Fatalf("position of %+v after %d in %q", tok, at, s)
			}
			if tok.Kind != Compound {
				at = tok.Pos
			}
			if utf8.ValidString(s) && !utf8.ValidString(tok.Term) || tok.Term == "" {
				t.Fatalf("term %q in %q", tok.Term, s)
			}
		}
	})
}

// TestStemmersAreDistinct promises that no two stemmers share a tag or a
// language, and that the last one stems nothing.
func TestStemmersAreDistinct(t *testing.T) {
	all := stemmers()
	tags, languages := map[byte]bool{}, map[string]bool{}
	for _, s := range all {
		if tags[s.tag] || s.tag < 'A' || s.tag > 'Z' {
			t.Errorf("the tag %q is used twice, or is no capital", s.tag)
		}
		tags[s.tag] = true
		for _, l := range s.languages {
			if languages[l] {
				t.Errorf("the language %q has two stemmers", l)
			}
			languages[l] = true
		}
	}
	if last := all[len(all)-1]; last.tag != unstemmed || len(last.languages) > 0 {
		t.Errorf("the last stemmer is %q", last.tag)
	}
}

func TestStems(t *testing.T) {
	s := NewStemmers()
	same := func(language, a, b string) {
		t.Helper()
		i := s.For(language)
		x, y := s.Stem(i, Token{Term: fold(a)}), s.Stem(i, Token{Term: fold(b)})
		if x != y {
			t.Errorf("%s: %s is %s, %s is %s", language, a, x, b, y)
		}
	}
	same("en", "leaders", "leader")
	same("", "countries", "country")
	same("sv-SE", "regeringen", "regeringens")
	same("sv", "kriget", "krig")
	same("sv", "elpriset", "elpriser")
	same("sv", "budgeten", "budget")
	same("de", "Häuser", "Haus")
	same("fr", "élections", "élection")
	same("es", "elecciones", "elección")
	same("ru", "выборы", "выборов")
	same("fi", "talot", "talo")
	same("ko", "한국의", "한국")
	same("en", "대통령은", "대통령") // whatever the story's language
	same("", "서울에서", "서울")
	if got := s.Stem(s.For("en"), Token{Term: "news"}); got == "Enew" {
		t.Error("news is not the plural of new")
	}
	if d := cmp.Diff([]string{"2026"}, s.Every(Token{Term: "2026"})); d != "" {
		t.Error(d)
	}
}
