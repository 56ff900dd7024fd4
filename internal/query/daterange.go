package query

import (
	"strings"
	"time"
)

// dateRange reads a date, a range, or a comparison.
func (c calendar) dateRange(s string) (Span, *Error) {
	if a, b, ok := strings.Cut(s, ".."); ok {
		return c.between(s, a, b)
	}
	for _, op := range []string{">=", "<=", ">", "<"} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			span, err := c.compare(op, rest)
			return span, err.within(s, len(op))
		}
	}
	return c.date(s)
}

// between is from the beginning of a to the end of b, either perhaps open.
func (c calendar) between(s, a, b string) (Span, *Error) {
	var span Span
	if strings.TrimSpace(a) == "" && strings.TrimSpace(b) == "" {
		return span, wrongDate(s, "", "a range needs a beginning or an end: 2026-01.. or ..2026-01")
	}
	if strings.TrimSpace(a) != "" {
		from, err := c.bound(a)
		if err != nil {
			return span, err.within(s, 0)
		}
		span.From = from.From
	}
	if strings.TrimSpace(b) != "" {
		to, err := c.bound(b)
		if err != nil {
			return span, err.within(s, len(a)+len(".."))
		}
		span.To = to.To
	}
	if !span.From.IsZero() && !span.To.IsZero() && !span.From.Before(span.To) {
		return Span{}, wrongDate(s, b+".."+a, "the range runs backwards: %s is after %s", a, b)
	}
	return span, nil
}

// compare is the time after, from, before or until a date.
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

// bound reads a date as one end of a range. There 7d is the day with which the
// last seven days begin: 30d..7d ends a week ago, not today.
func (c calendar) bound(s string) (Span, *Error) {
	span, err := c.date(s)
	if first, _, ok := c.ago(strings.ToLower(strings.TrimSpace(s))); ok && err == nil {
		return c.around(first, Day), nil
	}
	return span, err
}

// days makes a node of a span.
func (p *parser) days(f Field, span Span, pos int) DateRange {
	n := DateRange{Field: f, From: span.From, To: span.To, WholeDays: true, Pos: pos}
	zone := p.opts.Zone
	if !n.From.IsZero() {
		day := dayOf(n.From, zone)
		n.FirstDay = day.Format(time.DateOnly)
		n.WholeDays = dayStart(day, zone).Equal(n.From)
	}
	if !n.To.IsZero() {
		day := dayOf(n.To.Add(-1), zone)
		n.LastDay = day.Format(time.DateOnly)
		n.WholeDays = n.WholeDays && dayStart(day.AddDate(0, 0, 1), zone).Equal(n.To)
	}
	return n
}
