package words

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/ckb"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/eu"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/ga"
	"github.com/blevesearch/bleve/v2/analysis/lang/gl"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/hy"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// StopWords returns the words without meaning of their own of a language tag such
// as sv or pt-BR, as they are written. Of a language without a list, and of none,
// there are no such words.
func StopWords(language string) map[string]bool {
	stop := analysis.NewTokenMap()
	_ = stop.LoadBytes(stopList(primaryOf(language))) // of memory, which does not fail
	return stop
}

// StopTerms returns the terms of the stop words of a language: see [StopWords].
func (t *Tokenizer) StopTerms(language string) map[string]bool {
	stop := map[string]bool{}
	for w := range StopWords(language) {
		for _, token := range t.Tokens(w) {
			stop[strings.Clone(token.Term)] = true
		}
	}
	return stop
}

func stopList(primary string) []byte {
	return map[string][]byte{
		"ar": ar.ArabicStopWords, "bg": bg.BulgarianStopWords, "ca": ca.CatalanStopWords, "ckb": ckb.SoraniStopWords,
		"cs": cs.CzechStopWords, "da": da.DanishStopWords, "de": de.GermanStopWords, "el": el.GreekStopWords,
		"en": en.EnglishStopWords, "es": es.SpanishStopWords, "eu": eu.BasqueStopWords, "fa": fa.PersianStopWords,
		"fi": fi.FinnishStopWords, "fr": fr.FrenchStopWords, "ga": ga.IrishStopWords, "gl": gl.GalicianStopWords,
		"hi": hi.HindiStopWords, "hr": hr.CroatianStopWords, "hu": hu.HungarianStopWords, "hy": hy.ArmenianStopWords,
		"id": id.IndonesianStopWords, "it": it.ItalianStopWords, "nl": nl.DutchStopWords, "no": no.NorwegianStopWords,
		"nb": no.NorwegianStopWords, "nn": no.NorwegianStopWords, "pt": pt.PortugueseStopWords,
		"ro": ro.RomanianStopWords, "ru": ru.RussianStopWords, "sv": sv.SwedishStopWords, "tr": tr.TurkishStopWords,
	}[primary]
}
