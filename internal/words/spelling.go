package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldedWord is a word folded, with its other spelling, if it has one.
type foldedWord struct {
	term string
	also []string
}

// spelled returns how a word is written where ä, ö, ü, ø and å cannot be: Zuerich
// for Zürich, folded; "" for a word without them.
func spelled(raw string) string {
	if !strings.ContainsFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return ""
	}
	var b strings.Builder
	changed := false
	for _, r := range norm.NFC.String(raw) {
		two := ""
		switch unicode.ToLower(r) {
		case 'ä':
			two = "ae"
		case 'ö', 'ø':
			two = "oe"
		case 'ü':
			two = "ue"
		case 'å':
			two = "aa"
		}
		if two == "" {
			b.WriteRune(r)
			continue
		}
		b.WriteString(two)
		changed = true
	}
	if !changed {
		return ""
	}
	return fold(b.String())
}

// isTurkishEnding reports what Turkish writes behind a name and an apostrophe:
// İstanbul'da, Ankara'nın, 2026'dan.
func isTurkishEnding(s string) bool {
	switch strings.ToLower(s) {
	case "a", "e", "ı", "i", "u", "ü", "ya", "ye", "yı", "yi", "yu", "yü", "na", "ne", "nı", "ni", "nu", "nü",
		"ın", "in", "un", "ün", "nın", "nin", "nun", "nün",
		"da", "de", "ta", "te", "dan", "den", "tan", "ten", "nda", "nde", "ndan", "nden",
		"la", "le", "yla", "yle", "ki", "daki", "deki", "taki", "teki", "ndaki", "ndeki",
		"lar", "ler", "ları", "leri", "lara", "lere", "ların", "lerin", "larda", "lerde", "lardan", "lerden",
		"lı", "li", "lu", "lü", "lık", "lik", "luk", "lük", "lılar", "liler", "lular", "lüler",
		"dır", "dir", "dur", "dür", "tır", "tir", "tur", "tür", "ydı", "ydi", "ydu", "ydü",
		"ıncı", "inci", "uncu", "üncü", "nci", "ncı", "ncu", "ncü":
		return true
	}
	return false
}

// beginsName reports a word that begins with a capital letter or a digit.
func beginsName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
