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

// A stemmer takes the endings from the folded words of one language. Its tag,
// a capital letter, stands before each of its stems in the index, so that the
// stems of two languages never meet by chance: Swedish "news" is no English
// "new". Folded words have no capitals.
type stemmer struct {
	tag       byte
	languages []string
	stem      func(string) string
}

// The tags that other code must know.
const (
	EnglishTag = 'E'
	korean     = 'C' // the language of all Hangul
	unstemmed  = 'X' // the languages without a stemmer here
)

// WithoutTag returns a stem without its tag.
func WithoutTag(stem string) string {
	return strings.TrimLeft(stem, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// stemmers returns all there are. English comes first and serves where the
// language is not known, and for the Latin words of Chinese, Japanese and
// Korean.
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

// swedes is Snowball's stemmer, which leaves the definite -et of neuters, and
// takes that too: kriget is krig, elpriset elpris.
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

// english takes the plural s, but not from words of three letters (his, gas)
// and some that only look like plurals.
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

// Derived returns Porter's stemmer for English, which takes derivation off
// as well as inflection: relate, relation and relational have one stem.
func Derived() func(string) string { return snowball(porter2.Stem) }

// StopWords returns the English words that say nothing by themselves.
func StopWords() (map[string]bool, error) {
	stop := analysis.NewTokenMap()
	if err := stop.LoadBytes(en.EnglishStopWords); err != nil {
		return nil, fmt.Errorf("read the stop words: %w", err)
	}
	return stop, nil
}
