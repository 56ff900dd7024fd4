package query

import "strings"

// dateRange reads a date, a range, or a comparison.
func (c calendar) dateRange(s string) (Span, *Error) {
	if a, b, ok := strings.Cut(s, ".."); ok {
		return c.between(s, a, b)
	}
	for _, op := range []string{">=", "<=", ">", "<"} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			span, err := c.compare(op, rest)
			return span, err.inText(s, len(op))
		}
	}
	return c.date(s)
}

// between returns the time from the beginning of a to the end of b. Either may
// be open.
func (c calendar) between(s, a, b string) (Span, *Error) {
	var span Span
	begins, ends := strings.TrimSpace(a), strings.TrimSpace(b)
	if begins == "" && ends == "" {
		return span, wrongDate(s, "", "a range needs a beginning or an end: 2026-01.. or ..2026-01")
	}
	if begins != "" {
		from, err := c.bound(a)
		if err != nil {
			return span, err.inText(s, 0)
		}
		span.From = from.From
	}
	if ends != "" {
		to, err := c.bound(b)
		if err != nil {
			return span, err.inText(s, len(a)+len(".."))
		}
		span.To = to.To
	}
	if !span.From.IsZero() && !span.To.IsZero() && !span.From.Before(span.To) {
		return Span{}, wrongDate(s, ends+".."+begins, "the range runs backwards: %s is after %s", begins, ends)
	}
	return span, nil
}

// compare returns the time after, from, before or until a date.
func (c calendar) compare(op, s string) (Span, *Error) {
	d, err := c.bound(s)
	if err != nil {
		return Span{}, err
	}
	switch op {
	case ">":
		return Span{From: d.To}, nil
	case ">=":
		return Span{From: d.From}, nil
	case "<":
		return Span{To: d.From}, nil
	default:
		return Span{To: d.To}, nil
	}
}

// bound reads a date as one end of a range. There 7d is the first of the last
// seven days: 30d..7d ends a week ago, not today.
func (c calendar) bound(s string) (Span, *Error) {
	span, err := c.date(s)
	if first, _, ok := c.ago(strings.ToLower(strings.TrimSpace(s))); ok && err == nil {
		return c.around(first, Day), nil
	}
	return span, err
}
