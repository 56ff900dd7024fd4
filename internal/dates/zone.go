package dates

import "strings"

// zoneOffset returns the seconds east of UTC of a zone's name. Where a name
// means several zones it is the one that feeds mean: CST and its like are
// North American (RFC 822), IST is India's, BST Britain's. A military letter
// says nothing (RFC 2822 section 4.3), so only Z is known.
func zoneOffset(name string) (int, bool) {
	const hour, half = 3600, 1800
	switch strings.ToUpper(strings.Trim(name, ".")) {
	case "Z", "UT", "UTC", "GMT", "WET", "ETC/GMT", "ETC/UTC", "UNIVERSAL", "ZULU", "ΩΡΑ":
		return 0, true
	case "EST", "ET", "CDT":
		return -5 * hour, true
	case "EDT", "AST":
		return -4 * hour, true
	case "CST", "CT", "MDT":
		return -6 * hour, true
	case "MST", "MT", "PDT":
		return -7 * hour, true
	case "PST", "PT", "AKDT":
		return -8 * hour, true
	case "AKST", "HDT":
		return -9 * hour, true
	case "HST", "HAST":
		return -10 * hour, true
	case "ADT", "BRT", "ART", "UYT", "CLST":
		return -3 * hour, true
	case "NST":
		return -3*hour - half, true
	case "NDT":
		return -2*hour - half, true
	case "BRST":
		return -2 * hour, true
	case "CLT", "BOT", "VET":
		return -4 * hour, true
	case "COT", "PET", "ECT":
		return -5 * hour, true
	case "BST", "WEST", "CET", "MEZ", "MET", "WAT":
		return 1 * hour, true
	case "CEST", "MESZ", "MEST", "CEDT", "EET", "SAST", "CAT":
		return 2 * hour, true
	case "EEST", "MSK", "EAT", "TRT", "МСК":
		return 3 * hour, true
	case "MSD", "GST", "AMT", "AZT", "SAMT":
		return 4 * hour, true
	case "IRST":
		return 3*hour + half, true
	case "AFT":
		return 4*hour + half, true
	case "PKT", "UZT", "YEKT":
		return 5 * hour, true
	case "IST":
		return 5*hour + half, true
	case "NPT":
		return 5*hour + 2700, true
	case "ICT", "WIB", "NOVT", "KRAT":
		return 7 * hour, true
	case "HKT", "SGT", "PHT", "MYT", "AWST", "WITA", "IRKT":
		return 8 * hour, true
	case "JST", "KST", "WIT":
		return 9 * hour, true
	case "ACST":
		return 9*hour + half, true
	case "AEST":
		return 10 * hour, true
	case "ACDT":
		return 10*hour + half, true
	case "AEDT":
		return 11 * hour, true
	case "NZST":
		return 12 * hour, true
	case "NZDT":
		return 13 * hour, true
	}
	return 0, false
}
