package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "",
		" -- … ":                       "",
		"South Korea's Lee":            "south korea lee",
		"leaders’ summit":              "leaders summit",
		"don't can’t O'Brien":          "dont cant obrien",
		"l'homme de l’État":            "l homme de l etat",
		"rock'n'roll":                  "rock n roll +rocknroll",
		"Rock ’n’ Roll, Rock 'N' Roll": "rock n roll +rocknroll rock n roll +rocknroll",
		"rock-n-roll Guns N' Roses":    "rock n roll +rocknroll guns n roses +gunsnroses",
		"rockʼn`roll rock n roll":      "rock n roll +rocknroll rock n roll",
		"il n'est pas nine":            "il n est pas nine",
		"C++ and C# or c♯, F#.":        "c++ (c) and c# (c) or c# (c) f# (f)",
		"Notepad++ C+ A#m C++20":       "notepad++ (notepad) c a m c 20",
		".NET (.net) ASP.NET asp.net":  ".net (net) .net (net) asp .net (net) +aspnet asp net +aspnet",
		"end. The ...and .a.m. ,.x":    "end the and am x",
		"Node.js, Vue.JS-based":        "node js +nodejs vue js +vuejs based +jsbased",
		"www.bbc.co.uk 3.com a.b":      "www bbc co uk 3 com ab",
		"İstanbul'da Ankara’nın":       "istanbulda=istanbul ankaranin=ankara",
		"2026'dan Sana'a o'reilly":     "2026dan=2026 sanaa=sana oreilly",
		"Zürich ZU\u0308RICH Århus":    "zurich=zuerich zurich=zuerich arhus=aarhus",
		"Malmö Øre":                    "malmo=malmoe ore=oere",
		"ban\u200bana \u200b \ufeffx\u2060y \u200eab\u200f": "banana xy ab",
		"日\u200b韓":                  "日韓 (韓)",
		"Hawaiʻi Koreaʼs зʼїзд":     "hawaii=hawai korea зізд",
		"São Paulo, Müller, Ærø":    "sao paulo muller=mueller aero=aeroe",
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
		"amazon.com @name #tag":     "amazon com +amazoncom name tag",
		"me@example.org/x?y=1":      "me example org +exampleorg x y 1",
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
			case LastRune, Bare:
				got = append(got, "("+tok.Term+")")
			default:
				got = append(got, strings.Join(append([]string{tok.Term}, tok.Also...), "="))
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
	for _, s := range []string{"South Korea's K-pop", "日韓 İ U.S. AT&T l'homme 1,000", "\xff'\xc3(", "ﬀ ǅ ㎏", "C++ .NET Node.js rock 'n' roll İstanbul'da Zürich", "정상회담에서 والرئيس \u200b\ufeff"} {
		f.Add(s)
	}
	w := NewTokenizer()
	f.Fuzz(func(t *testing.T, s string) {
		at := -1
		for _, tok := range w.Tokens(s) {
			if tok.Start < 0 || tok.End > len(s) || tok.Start >= tok.End {
				t.Fatalf("offsets of %+v in %q", tok, s)
			}
			switch {
			case tok.Kind == Compound:
			case tok.Kind == Bare && tok.Pos == at, tok.Pos == at+1:
				at = tok.Pos
			default:
				t.Fatalf("position of %+v after %d in %q", tok, at, s)
			}
			if slices.Contains(tok.Also, "") || slices.Contains(tok.Also, tok.Term) {
				t.Fatalf("other spellings of %+v in %q", tok, s)
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

// Particles are cut off one after the other, so that a word with two of them has
// the stem of the bare one.
func TestKorean(t *testing.T) {
	stem := NewStemmers()
	for bare, others := range map[string][]string{
		"한국":   {"한국의", "한국에서", "한국에서의", "한국으로부터는"},
		"제주도":  {"제주도는", "제주도에서", "제주도의"},
		"경기도":  {"경기도가", "경기도에서는"},
		"김정은":  {"김정은이", "김정은과의"},
		"정상회담": {"정상회담에서", "정상회담을"},
	} {
		want := stem.Every(Token{Term: bare})
		for _, other := range others {
			if d := cmp.Diff(want, stem.Every(Token{Term: other})); d != "" {
				t.Errorf("%s and %s:\n%s", bare, other, d)
			}
		}
	}
	for word, want := range map[string]string{
		"정상회담을": "Z정상 Z상회 Z회담", "한국의": "", "한국": "", "korea": "", "한국k팝은": "",
	} {
		if got := strings.Join(Parts(Token{Term: word}), " "); got != want {
			t.Errorf("the parts of %s are %q, want %q", word, got, want)
		}
	}
	for word, want := range map[string]string{"회담": "Z회담", "김정은": "Z김정 Z정은", "한": "", "正": ""} {
		if got := strings.Join(PartsOf(Token{Term: word}), " "); got != want {
			t.Errorf("longer words with %s have %q, want %q", word, got, want)
		}
	}
}

// Arabic words are found without their article, Persian ones are left alone.
func TestArabicArticle(t *testing.T) {
	s := NewStemmers()
	cut := NewTokenizer()
	stem := func(language, word string) string {
		return s.Stem(s.For(language), cut.Tokens(word)[0])
	}
	for _, word := range []string{"الرئيس", "والرئيس", "بالرئيس", "للرئيس", "كالرئيس", "فالرئيس", "وللرئيس"} {
		if got, want := stem("ar", word), stem("ar", "رئيس"); got != want {
			t.Errorf("%s is %s, want %s", word, got, want)
		}
	}
	if got, want := stem("", "الرئيس"), stem("ar", "رئيس"); got != want {
		t.Errorf("without a language: %s, want %s", got, want)
	}
	if got := stem("ar", "الله"); got != "Aالله" {
		t.Errorf("الله is %s", got)
	}
	if got := stem("fa", "الان"); got != "Xالان" {
		t.Errorf("in Persian الان is %s", got)
	}
}

// Names that end in a number have a plural.
func TestPluralOfNames(t *testing.T) {
	s := NewStemmers()
	for a, b := range map[string]string{"f35s": "f35", "f16s": "f16"} {
		if x, y := s.Stem(0, Token{Term: a}), s.Stem(0, Token{Term: b}); x != y {
			t.Errorf("%s is %s, %s is %s", a, x, b, y)
		}
	}
	if s.Stem(0, Token{Term: "1990s"}) == s.Stem(0, Token{Term: "1990"}) {
		t.Error("a decade is no year")
	}
}
