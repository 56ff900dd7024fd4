package feed

import (
	"strings"

	"newsarchive/internal/calendar"
)

// monthName returns the number of a month by its name, in the languages of
// [calendar.Month] and some more that feeds are written in; 0 for another
// word. What is a common word in a text is still a month in a date.
func monthName(word string) int {
	name := strings.ToLower(strings.Trim(word, ".,"))
	if n := calendar.Month(name); n != 0 {
		return n
	}
	for i, names := range [...]string{
		"gener gen. januára siječnja siječanj яну януари јануар sausio janvāris jaanuar urtarrila xaneiro يناير كانون ינואר जनवरी มกราคม",
		"febrer februára veljače veljača февруари фебруар vasario februāris veebruar otsaila febreiro فبراير شباط פברואר फरवरी กุมภาพันธ์",
		"març marca ožujka ožujak kovo märts martxoa maret مارس آذار מרץ मार्च มีนาคม",
		"apríla travnja travanj април balandžio aprīlis aprill apirila أبريل ابريل نيسان אפריל अप्रैल เมษายน",
		"maig mája svibnja svibanj мај gegužės maijs maiatza maio مايو أيار מאי मई พฤษภาคม",
		"juny júna lipnja lipanj юни јун birželio jūnijs juuni ekaina xuño يونيو حزيران יוני जून มิถุนายน",
		"juliol júla srpnja srpanj юли јул liepos jūlijs juuli uztaila xullo يوليو تموز יולי जुलाई กรกฎาคม",
		"agost augusta kolovoza kolovoz rugpjūčio augusts abuztua agustus agst ags أغسطس اغسطس آب אוגוסט अगस्त สิงหาคม",
		"setembre septembra rujna rujan септември септембар rugsėjo septembris irailaren setembro سبتمبر أيلول ספטמבר सितंबर กันยายน",
		"octubre októbra listopada октомври октобар spalio oktobris oktoober urriaren أكتوبر اكتوبر תוקטובר אוקטובר अक्टूबर ตุลาคม",
		"novembra studenoga studeni ноември новембар lapkričio novembris azaroaren نوفمبر נובמבר नवंबर พฤศจิกายน",
		"desembre decembra prosinca prosinac декември децембар gruodžio decembris detsember abenduaren decembro ديسمبر דצמבר दिसंबर ธันวาคม",
	} {
		for n := range strings.FieldsSeq(names) {
			if n == name || strings.TrimPrefix(name, "ב") == n {
				return i + 1
			}
		}
	}
	return 0
}
