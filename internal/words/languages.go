package words

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	porter2 "github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	frenchstem "github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	portuguesestem "github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	turkishstem "github.com/blevesearch/snowballstem/turkish"
)

// A stemmer cuts the endings off the folded words of one language. Its tag, a
// capital letter, is the first letter of each of its stems, so that stems of two
// languages differ: Swedish "news" is not English "new". Folded words have no
// capitals.
type stemmer struct {
	tag       byte
	languages []string
	stem      func(string) string
	// asked returns the stems that a query for a word asks for, the word's own
	// among them; nil: that one alone.
	asked func(string) []string
	// unlike returns the words with a stem that do not begin like it; nil: none.
	unlike func(stem string) []string
}

// Tags that have a meaning of their own.
const (
	EnglishTag = 'E'
	korean     = 'C' // the language of all Hangul
	arabicTag  = 'A' // the language of the Arabic script, unless a text is in another that is written in it
	koreanPart = 'Z' // two syllables of a longer Korean word
	unstemmed  = 'X' // the languages without a stemmer here
)

// WithoutTag returns a stem without its tag.
func WithoutTag(stem string) string {
	return strings.TrimLeft(stem, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// stemmers returns all stemmers. English is the first, and is used where the
// language is unknown and for Latin words in Chinese and Japanese.
func stemmers() []stemmer {
	return []stemmer{
		{tag: EnglishTag, languages: []string{"en", "", "und", "zh", "ja"}, stem: englishStem, asked: englishAsked, unlike: irregularForms},
		{tag: 'D', languages: []string{"de"}, stem: snowball(german.Stem)},
		{tag: 'F', languages: []string{"fr"}, stem: french()},
		{tag: 'S', languages: []string{"es"}, stem: snowball(spanish.Stem)},
		{tag: 'I', languages: []string{"it"}, stem: snowball(italian.Stem)},
		{tag: 'P', languages: []string{"pt"}, stem: portuguese()},
		{tag: 'V', languages: []string{"sv"}, stem: swedes()},
		{tag: 'K', languages: []string{"da"}, stem: snowball(danish.Stem)},
		{tag: 'N', languages: []string{"no", "nb", "nn"}, stem: snowball(norwegian.Stem)},
		{tag: 'L', languages: []string{"nl"}, stem: snowball(dutch.Stem)},
		{tag: 'M', languages: []string{"fi"}, stem: snowball(finnish.Stem)},
		{tag: 'H', languages: []string{"hu"}, stem: snowball(hungarian.Stem)},
		{tag: 'O', languages: []string{"ro"}, stem: snowball(romanian.Stem)},
		{tag: 'R', languages: []string{"ru"}, stem: snowball(russian.Stem)},
		{tag: korean, languages: []string{"ko"}, stem: TrimParticle},
		{tag: 'T', languages: []string{"tr"}, stem: turkish()},
		{tag: arabicTag, languages: []string{"ar"}, stem: arabs()},
		{tag: unstemmed, stem: strings.Clone},
	}
}

// arabs returns Snowball's stemmer, which treats nouns with an article otherwise than
// those without. It is given every word with one, so that both have one stem.
func arabs() func(string) string {
	stem := snowball(arabic.Stem)
	return func(s string) string { return stem("ال" + trimArticle(s)) }
}

// swedes returns Snowball's stemmer, which leaves the definite -et of neuters,
// and cuts that off too: kriget becomes krig, elpriset elpris.
func swedes() func(string) string {
	stem := snowball(swedish.Stem)
	return func(s string) string {
		s = stem(s)
		switch s {
		case "budget", "internet", "planet":
			return s
		}
		if noun, ok := strings.CutSuffix(s, "et"); ok && len(noun) >= 4 {
			return noun
		}
		return s
	}
}

// french returns Snowball's stemmer. It takes -ée and -ées off where they have
// their accent, which folded words have lost: they get it back.
func french() func(string) string {
	stem := snowball(frenchstem.Stem)
	return func(s string) string {
		for _, ending := range [...]string{"ee", "ees"} {
			if verb, ok := strings.CutSuffix(s, ending); ok {
				s = verb + "é" + ending[1:]
			}
		}
		return stem(s)
	}
}

// portuguese returns Snowball's stemmer, which leaves the plurals of -ão, -al
// and -ei, and makes these singular before: eleições is of eleição, jornais of
// jornal, leis of lei.
func portuguese() func(string) string {
	stem := snowball(portuguesestem.Stem)
	return func(s string) string {
		switch {
		case endsIn(s, "oes", "aes"):
			s = s[:len(s)-3] + "ao"
		case strings.HasSuffix(s, "ais") && len(s) > len("mais"):
			s = s[:len(s)-2] + "l"
		case strings.HasSuffix(s, "eis"):
			s = s[:len(s)-1]
		}
		return stem(s)
	}
}

// turkish returns Snowball's stemmer, which tells endings by the harmony of
// vowels: the ı that folded words have lost stands behind a, o and u.
func turkish() func(string) string {
	stem := snowball(turkishstem.Stem)
	return func(s string) string {
		dark := false
		s = strings.Map(func(r rune) rune {
			switch r {
			case 'a', 'o', 'u':
				dark = true
			case 'e':
				dark = false
			case 'i':
				if dark {
					return 'ı'
				}
			}
			return r
		}, s)
		return strings.ReplaceAll(stem(s), "ı", "i")
	}
}

func snowball(stem func(*snowballstem.Env) bool) func(string) string {
	return func(s string) string {
		env := snowballstem.NewEnv(s)
		stem(env)
		return env.Current()
	}
}

// Derived returns Porter's stemmer for English, which cuts off derivation as
// well as inflection: relate, relation and relational have one stem.
func Derived() func(string) string { return snowball(porter2.Stem) }
