package calendar

import "time"

// Weekday returns the day of the week of a name in lower case: in English,
// German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish and
// Norwegian, Finnish, Polish and Russian, in the forms that news use.
// Abbreviations, which are words too (sun, sat, mar), are not known.
func Weekday(name string) (day time.Weekday, ok bool) {
	switch name {
	case "monday", "montag", "lundi", "lunes", "lunedì", "segunda-feira", "maandag", "måndag", "måndags", "måndagen", "mandag", "mandagen", "mandags",
		"maanantaina", "poniedziałek", "понедельник":
		return time.Monday, true
	case "tuesday", "dienstag", "mardi", "martes", "martedì", "terça-feira", "dinsdag", "tisdag", "tisdags", "tisdagen", "tirsdag", "tirsdagen", "tirsdags",
		"tiistaina", "wtorek", "вторник":
		return time.Tuesday, true
	case "wednesday", "mittwoch", "mercredi", "miércoles", "mercoledì", "quarta-feira", "woensdag", "onsdag", "onsdags", "onsdagen",
		"keskiviikkona", "środa", "środę", "среда", "среду":
		return time.Wednesday, true
	case "thursday", "donnerstag", "jeudi", "jueves", "giovedì", "quinta-feira", "donderdag", "torsdag", "torsdags", "torsdagen",
		"torstaina", "czwartek", "четверг":
		return time.Thursday, true
	case "friday", "freitag", "vendredi", "viernes", "venerdì", "sexta-feira", "vrijdag", "fredag", "fredags", "fredagen",
		"perjantaina", "piątek", "пятница", "пятницу":
		return time.Friday, true
	case "saturday", "samstag", "sonnabend", "samedi", "sábado", "sabato", "zaterdag", "lördag", "lördags", "lördagen", "lørdag", "lørdagen", "lørdags",
		"lauantaina", "sobota", "sobotę", "суббота", "субботу":
		return time.Saturday, true
	case "sunday", "sonntag", "dimanche", "domingo", "domenica", "zondag", "söndag", "söndags", "söndagen", "søndag", "søndagen", "søndags",
		"sunnuntaina", "niedziela", "niedzielę", "воскресенье":
		return time.Sunday, true
	}
	return 0, false
}
