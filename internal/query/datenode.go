package query

import "time"

// date makes a node of the value of a date field.
func (p *parser) date(f Field, it item) Node {
	if !it.quoted && p.pos == it.to {
		it = p.wholeDate(f, it)
	}
	c := newCalendar(p.opts)
	span, err := p.dateSpan(c, f, it.text)
	if err != nil {
		p.failAt(it, err)
		return nil
	}
	for _, note := range *c.notes {
		p.hint(it.from, it.to, "", "%s", note)
	}
	if f != Seen {
		f = Published
	}
	return p.days(f, span, it.from)
}

// dateSpan reads the value of a date field.
func (p *parser) dateSpan(c calendar, f Field, text string) (Span, *Error) {
	switch f {
	case After:
		return c.compare(">=", text)
	case Before:
		return c.compare("<", text)
	default:
		return c.dateRange(text)
	}
}

// failAt fails with an error about the text of an item. Positions within a
// quoted item are not known, so the error marks the whole item.
func (p *parser) failAt(it item, err *Error) {
	moved := err.inText(p.text, it.from)
	if it.quoted {
		moved.Pos, moved.Len = it.from, it.to-it.from
	}
	if p.err == nil {
		p.err = moved
	}
	p.pos = len(p.text)
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
