package query

import (
	"strconv"
	"strings"
)

// count reads 3, >3, >=3, <3, <=3, 2..5, 2.. and ..5.
func (p *parser) count(f Field, it item) Node {
	n := Count{Field: f, Max: NoMax, Pos: it.from}
	text, ok := it.text, true
	if a, b, isRange := strings.Cut(text, ".."); isRange {
		ok = a != "" || b != ""
		if a != "" {
			n.Min = atoi(a, &ok)
		}
		if b != "" {
			n.Max = atoi(b, &ok)
		}
		if ok && n.Min > n.Max {
			p.fail(it.from, it.to, b+".."+a, "the range runs backwards: %s is more than %s", a, b)
		}
	} else if rest, is := strings.CutPrefix(text, ">="); is {
		n.Min = atoi(rest, &ok)
	} else if rest, is := strings.CutPrefix(text, "<="); is {
		n.Max = atoi(rest, &ok)
	} else if rest, is := strings.CutPrefix(text, ">"); is {
		n.Min = atoi(rest, &ok) + 1
	} else if rest, is := strings.CutPrefix(text, "<"); is {
		n.Max = atoi(rest, &ok) - 1
	} else {
		n.Min = atoi(text, &ok)
		n.Max = n.Min
	}
	if !ok {
		p.fail(it.from, it.to, "", "%s: takes a number like 3, >3 or 2..5, not %s", f, quote(text))
	} else if n.Max < 0 {
		p.fail(it.from, it.to, "", "no number is below 0")
	}
	return n
}

// atoi reads a count of up to a billion. It clears ok if s is none.
func atoi(s string, ok *bool) int {
	n, err := strconv.ParseUint(s, 10, 32)
	if err != nil || n > 1e9 {
		*ok = false
	}
	return int(n)
}
