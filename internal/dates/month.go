package dates

import (
	"strings"

	"newsarchive/internal/calendar"
)

// monthName returns the number of a month, 1 to 12, by its name or
// abbreviation in the languages of [calendar.Month] and in those of
// moreMonths; 0 for any other word. Common words of a text ("mars", "may")
// are months here, because dates hold little else.
func monthName(word string) int {
	word = strings.Trim(word, ".,")
	if word == "" || word[0] < 'A' { // a number or an offset: most words of a date
		return 0
	}
	name := strings.ToLower(word)
	if n := calendar.Month(name); n != 0 {
		return n
	}
	if n := moreMonths(name); n != 0 {
		return n
	}
	if hebrew, ok := strings.CutPrefix(name, "ב"); ok { // "in January", written as one word
		return moreMonths(hebrew)
	}
	return 0
}

// moreMonths returns the number of a month by its name in Catalan, Galician,
// Basque, Slovak, Croatian, Serbian, Bulgarian, the Baltic languages,
// Indonesian, Arabic, Hebrew, Hindi and Thai, in lower case; 0 for any other
// word.
func moreMonths(name string) int {
	switch name {
	case "gener", "januára", "siječnja", "siječanj", "яну", "януари", "јануар", "sausio", "janvāris",
		"jaanuar", "urtarrila", "xaneiro", "يناير", "كانون", "ינואר", "जनवरी", "มกราคม":
		return 1
	case "febrer", "februára", "veljače", "veljača", "февруари", "фебруар", "vasario", "februāris",
		"veebruar", "otsaila", "febreiro", "فبراير", "شباط", "פברואר", "फरवरी", "กุมภาพันธ์":
		return 2
	case "març", "marca", "ožujka", "ožujak", "kovo", "märts", "martxoa",
		"maret", "مارس", "آذار", "מרץ", "मार्च", "มีนาคม":
		return 3
	case "apríla", "travnja", "travanj", "април", "balandžio", "aprīlis", "aprill",
		"apirila", "أبريل", "ابريل", "نيسان", "אפריל", "अप्रैल", "เมษายน":
		return 4
	case "maig", "mája", "svibnja", "svibanj", "мај", "gegužės", "maijs",
		"maiatza", "maio", "مايو", "أيار", "מאי", "मई", "พฤษภาคม":
		return 5
	case "juny", "júna", "lipnja", "lipanj", "юни", "јун", "birželio", "jūnijs",
		"juuni", "ekaina", "xuño", "يونيو", "حزيران", "יוני", "जून", "มิถุนายน":
		return 6
	case "juliol", "júla", "srpnja", "srpanj", "юли", "јул", "liepos", "jūlijs",
		"juuli", "uztaila", "xullo", "يوليو", "تموز", "יולי", "जुलाई", "กรกฎาคม":
		return 7
	case "agost", "augusta", "kolovoza", "kolovoz", "rugpjūčio", "augusts", "abuztua", "agustus",
		"agst", "ags", "أغسطس", "اغسطس", "آب", "אוגוסט", "अगस्त", "สิงหาคม":
		return 8
	case "setembre", "septembra", "rujna", "rujan", "септември", "септембар", "rugsėjo", "septembris",
		"irailaren", "setembro", "سبتمبر", "أيلول", "ספטמבר", "सितंबर", "กันยายน":
		return 9
	case "octubre", "októbra", "listopada", "октомври", "октобар", "spalio", "oktobris", "oktoober",
		"urriaren", "أكتوبر", "اكتوبر", "תוקטובר", "אוקטובר", "अक्टूबर", "ตุลาคม":
		return 10
	case "novembra", "studenoga", "studeni", "ноември", "новембар", "lapkričio",
		"novembris", "azaroaren", "نوفمبر", "נובמבר", "नवंबर", "พฤศจิกายน":
		return 11
	case "desembre", "decembra", "prosinca", "prosinac", "декември", "децембар", "gruodžio", "decembris",
		"detsember", "abenduaren", "decembro", "ديسمبر", "דצמבר", "दिसंबर", "ธันวาคม":
		return 12
	}
	return 0
}
