// Package calendar maps the names of months and weekdays in the larger European
// languages, as feeds and news write them, to their numbers. It depends on no
// other package of the project.
package calendar

// Month returns the number of a month, 1 to 12, by its name or abbreviation in
// lower case, or 0 for any other word: in English, French, German, Spanish, Italian, Portuguese,
// Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Hungarian,
// Romanian, Turkish, Greek, Russian and Ukrainian, as dates use them. Where a
// name means another month in another language (Polish and Czech listopad,
// Croatian October) it is the one of this list.
func Month(name string) int {
	switch name {
	case "january", "jan", "janvier", "janv", "januar", "jänner", "jän", "enero", "ene", "gennaio", "gen", "janeiro", "januari",
		"tammikuuta", "tammikuu", "tammi", "styczeń", "stycznia", "sty", "leden", "ledna", "led", "január", "ianuarie", "ian", "ocak", "oca",
		"ιανουαρίου", "ιανουάριος", "ιαν", "января", "январь", "янв", "січня", "січ", "一月":
		return 1
	case "february", "feb", "febr", "février", "fevrier", "févr", "fév", "fevr", "februar", "feber", "febrero", "febbraio", "fevereiro", "fev", "februari",
		"helmikuuta", "helmikuu", "helmi", "luty", "lutego", "lut", "únor", "února", "úno", "február", "februarie", "şubat", "şub",
		"φεβρουαρίου", "φεβρουάριος", "φεβ", "февраля", "февраль", "фев", "февр", "лютого", "лют", "二月":
		return 2
	case "march", "mar", "mars", "märz", "mär", "mrz", "maerz", "marzo", "março", "marco", "maart", "mrt", "marts", "maaliskuuta", "maaliskuu", "maalis",
		"marzec", "marca", "březen", "března", "bře", "március", "márc", "már", "martie", "mart",
		"μαρτίου", "μάρτιος", "μαρ", "μάρ", "марта", "март", "мар", "березня", "бер", "三月":
		return 3
	case "april", "apr", "avril", "avr", "abril", "abr", "aprile", "huhtikuuta", "huhtikuu", "huhti", "kwiecień", "kwietnia", "kwi",
		"duben", "dubna", "dub", "április", "ápr", "aprilie", "nisan", "nis", "απριλίου", "απρίλιος", "απρ", "апреля", "апрель", "апр", "квітня", "кві", "四月":
		return 4
	case "may", "mai", "mayo", "maggio", "mag", "maio", "mei", "maj", "toukokuuta", "toukokuu", "touko", "maja",
		"květen", "května", "kvě", "május", "máj", "mayıs", "μαΐου", "μάιος", "μάϊος", "μάι", "μαϊ", "μαι", "мая", "май", "травня", "тра", "五月":
		return 5
	case "june", "jun", "juin", "juni", "junio", "giugno", "giu", "junho", "kesäkuuta", "kesäkuu", "kesä", "czerwiec", "czerwca", "cze",
		"červen", "června", "čvn", "június", "jún", "iunie", "iun", "haziran", "haz", "ιουνίου", "ιούνιος", "ιουν", "ιούν", "ιον", "июня", "июнь", "июн", "червня", "чер", "六月":
		return 6
	case "july", "jul", "juillet", "juil", "juli", "julio", "luglio", "lug", "julho", "heinäkuuta", "heinäkuu", "heinä", "lipiec", "lipca", "lip",
		"červenec", "července", "čvc", "július", "júl", "iulie", "iul", "temmuz", "tem", "ιουλίου", "ιούλιος", "ιουλ", "ιούλ", "ιολ", "июля", "июль", "июл", "липня", "лип", "七月":
		return 7
	case "august", "aug", "août", "aout", "aoû", "agosto", "ago", "augustus", "augusti", "elokuuta", "elokuu", "elo", "sierpień", "sierpnia", "sie",
		"srpen", "srpna", "srp", "augusztus", "ağustos", "ağu", "αυγούστου", "αύγουστος", "αυγ", "αύγ", "августа", "август", "авг", "серпня", "сер", "八月":
		return 8
	case "september", "sept", "sep", "septembre", "septiembre", "setiembre", "settembre", "set", "setembro", "syyskuuta", "syyskuu", "syys",
		"wrzesień", "września", "wrz", "září", "zář", "szeptember", "szept", "szep", "septembrie", "eylül", "eyl",
		"σεπτεμβρίου", "σεπτέμβριος", "σεπ", "σεπτ", "сентября", "сентябрь", "сен", "сент", "вересня", "вер", "九月":
		return 9
	case "october", "oct", "octobre", "oktober", "okt", "octubre", "ottobre", "ott", "outubro", "out", "lokakuuta", "lokakuu", "loka",
		"październik", "października", "paź", "říjen", "října", "říj", "október", "octombrie", "ekim", "eki",
		"οκτωβρίου", "οκτώβριος", "οκτ", "октября", "октябрь", "окт", "жовтня", "жов", "十月":
		return 10
	case "november", "nov", "novembre", "noviembre", "novembro", "marraskuuta", "marraskuu", "marras", "listopad", "listopada", "listopadu", "lis",
		"noiembrie", "noi", "kasım", "kas", "νοεμβρίου", "νοέμβριος", "νοε", "νοέ", "ноября", "ноябрь", "ноя", "нояб", "листопада", "十一月":
		return 11
	case "december", "dec", "décembre", "decembre", "déc", "dezember", "dez", "diciembre", "dic", "dicembre", "dezembro", "desember", "des",
		"joulukuuta", "joulukuu", "joulu", "grudzień", "grudnia", "gru", "prosinec", "prosince", "pro", "decembrie", "aralık", "ara",
		"δεκεμβρίου", "δεκέμβριος", "δεκ", "декабря", "декабрь", "дек", "грудня", "十二月":
		return 12
	}
	return 0
}
