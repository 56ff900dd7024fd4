package gnews

import (
	"net/url"
	"strings"
)

// edition is an edition of Google News as ceid writes it, COUNTRY:LANGUAGE.
type edition struct {
	country  string // ISO 3166, "US"
	language string // "en", "pt-419", "zh-Hans"
	written  string // hl as the address has it, if it agrees; else empty
}

// editionOf returns the edition that a query's ceid, gl and hl state, in this
// order; what they leave open is the topic's, else en-US.
func editionOf(query url.Values, topic Topic) edition {
	country, language, _ := strings.Cut(query.Get("ceid"), ":")
	hl := strings.ReplaceAll(query.Get("hl"), "_", "-")
	base, region, _ := strings.Cut(hl, "-")
	if !isCountry(country) || !isLanguage(language) {
		country = firstCountry(query.Get("gl"), region, topic.Country)
		switch {
		case isLanguage(hl):
			language = ceidLanguage(strings.ToLower(base), region, country)
		case isLanguage(topic.Language):
			language = ceidLanguage(topic.Language, "", country)
		default:
			language = "en"
		}
	}
	e := edition{country: strings.ToUpper(country), language: language}
	if agrees := e; isLanguage(hl) {
		agrees.language = ceidLanguage(strings.ToLower(base), region, e.country)
		if agrees.language == e.language && (len(region) != 2 || strings.EqualFold(region, e.country) || base == "zh") {
			e.written = hl
		}
	}
	return e
}

// ceidLanguage returns the language of a ceid for a language and region of hl:
// the plain language, except where Google divides it by script or continent.
func ceidLanguage(base, region, country string) string {
	switch {
	case base == "zh" && (strings.EqualFold(region, "Hant") || region == "TW" || region == "HK" || region == "" && (country == "TW" || country == "HK")):
		return "zh-Hant"
	case base == "zh":
		return "zh-Hans"
	case base == "pt" && strings.EqualFold(country, "BR"):
		return "pt-419"
	case base == "pt":
		return "pt-150"
	case base == "es" && region == "419":
		return "es-419"
	}
	return base
}

// hl returns the edition's hl.
func (e edition) hl() string {
	base, _, _ := strings.Cut(e.language, "-")
	switch {
	case e.written != "":
		return e.written
	case e.language == "zh-Hant" && e.country == "HK":
		return "zh-HK"
	case e.language == "zh-Hant":
		return "zh-TW"
	case e.language == "zh-Hans":
		return "zh-CN"
	case base == "en" || base == "pt" || base == "fr" && e.country == "CA":
		return base + "-" + e.country
	}
	return e.language
}

func firstCountry(candidates ...string) string {
	for _, c := range candidates {
		if isCountry(c) {
			return strings.ToUpper(c)
		}
	}
	return "US"
}

func isCountry(s string) bool { return len(s) == 2 && letters(s) }

// isLanguage reports whether s is a language, with or without a region or
// script.
func isLanguage(s string) bool {
	base, rest, _ := strings.Cut(s, "-")
	return (len(base) == 2 || len(base) == 3) && letters(base) && len(rest) <= 4 && !strings.ContainsFunc(rest, func(r rune) bool {
		return (r < '0' || r > '9') && !letter(r)
	})
}

func letters(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !letter(r) })
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
