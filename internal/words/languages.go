package words

import (
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	porter2 "github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// A stemmer cuts the endings off the folded words of one language. Its tag, a
// capital letter, is the first letter of each of its stems, so that stems of two
// languages differ: Swedish "news" is not English "new". Folded words have no
// capitals.
type stemmer struct {
	tag       byte
	languages []string
	stem      func(string) string
}

// Tags that have a meaning of their own.
const (
	EnglishTag = 'E'
	korean     = 'C' // the language of all Hangul
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
		{EnglishTag, []string{"en", "", "und", "zh", "ja"}, english()},
		{'D', []string{"de"}, filter(de.NewGermanLightStemmerFilter())},
		{'F', []string{"fr"}, filter(fr.NewFrenchLightStemmerFilter())},
		{'S', []string{"es"}, filter(es.NewSpanishLightStemmerFilter())},
		{'I', []string{"it"}, filter(it.NewItalianLightStemmerFilterFilter())},
		{'P', []string{"pt"}, filter(pt.NewPortugueseLightStemmerFilter())},
		{'V', []string{"sv"}, swedes()},
		{'K', []string{"da"}, snowball(danish.Stem)},
		{'N', []string{"no", "nb", "nn"}, snowball(norwegian.Stem)},
		{'L', []string{"nl"}, snowball(dutch.Stem)},
		{'M', []string{"fi"}, snowball(finnish.Stem)},
		{'H', []string{"hu"}, snowball(hungarian.Stem)},
		{'O', []string{"ro"}, snowball(romanian.Stem)},
		{'R', []string{"ru"}, snowball(russian.Stem)},
		{korean, []string{"ko"}, TrimParticle},
		{'T', []string{"tr"}, snowball(turkish.Stem)},
		{unstemmed, nil, strings.Clone},
	}
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

// english returns a stemmer that cuts off the plural s, except from words of
// three letters (his, gas) and some that only look like plurals.
func english() func(string) string {
	plural := filter(en.NewEnglishPluralStemmerFilter())
	return func(s string) string {
		switch s {
		case "news", "this", "paris", "texas", "series", "species", "always", "perhaps", "besides", "yes":
			return s
		}
		if len(s) <= 3 {
			return s
		}
		return plural(s)
	}
}

func filter(f analysis.TokenFilter) func(string) string {
	return func(s string) string {
		out := f.Filter(analysis.TokenStream{{Term: []byte(s)}})
		return string(out[0].Term)
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

// StopWords returns the English words without meaning of their own.
func StopWords() (map[string]bool, error) {
	stop := analysis.NewTokenMap()
	if err := stop.LoadBytes(en.EnglishStopWords); err != nil {
		return nil, fmt.Errorf("read the stop words: %w", err)
	}
	return stop, nil
}
