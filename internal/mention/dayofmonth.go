package mention

import "strings"

// dayAt reports whether a token can be a day of a month: no part of a larger
// number, an amount or a time.
func (r *reader) dayAt(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	t := r.tokens[i]
	if t.number < 1 || t.number > 31 || t.digits > 2 || t.digits == 0 {
		return false
	}
	switch t.lower {
	case "", "st", "nd", "rd", "th", "er", "e", "º", "ª", "ste":
	default:
		return false
	}
	if t.from > 0 && strings.IndexByte("$.,:/£", r.text[t.from-1]) >= 0 {
		return false
	}
	rest := r.text[t.to:]
	if rest == "" {
		return true
	}
	if rest[0] == '%' || strings.HasPrefix(rest, "€") || strings.HasPrefix(rest, "°") {
		return false
	}
	return len(rest) < 2 || strings.IndexByte(".,:/", rest[0]) < 0 || rest[1] < '0' || rest[1] > '9'
}

// rangeAt reports a hyphen or dash between a token and the next.
func (r *reader) rangeAt(i int) bool {
	if i+1 >= len(r.tokens) {
		return false
	}
	between := strings.Trim(r.text[r.tokens[i].to:r.tokens[i+1].from], " .")
	return between == "-" || between == "–" || between == "—"
}

func isOf(word string) bool { return word == "of" || word == "de" || word == "di" || word == "del" }
