package feed

import "strings"

// attr is an attribute as written: its value not yet decoded.
type attr struct{ name, value string }

// attributes appends the attributes of a tag to the list. Values may lack
// their quotes, and attributes their values.
func attributes(list []attr, s string) []attr {
	for {
		s = strings.TrimLeft(s, " \t\r\n/\"'")
		i := strings.IndexAny(s, "= \t\r\n")
		if i == 0 || s == "" {
			if s = strings.TrimPrefix(s, "="); s == "" || i > 0 {
				return list
			}
			continue
		}
		if i < 0 {
			return append(list, attr{name: s})
		}
		a := attr{name: s[:i]}
		s = strings.TrimLeft(s[i:], " \t\r\n")
		if value, ok := strings.CutPrefix(s, "="); ok {
			a.value, s = attrValue(strings.TrimLeft(value, " \t\r\n"))
		}
		list = append(list, a)
	}
}

func attrValue(s string) (value, rest string) {
	if s == "" {
		return "", ""
	}
	if q := s[0]; q == '"' || q == '\'' {
		if i := strings.IndexByte(s[1:], q); i >= 0 {
			return s[1 : i+1], s[i+2:]
		}
		return s[1:], ""
	}
	if i := strings.IndexAny(s, " \t\r\n"); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// lookup returns the decoded value of the attribute with the name, which may
// be spelled in any case and carry a prefix of its own only if the name does.
func lookup(list []attr, name string) (string, bool) {
	for _, a := range list {
		if strings.EqualFold(a.name, name) {
			return strings.TrimSpace(decode(a.value)), true
		}
	}
	return "", false
}
