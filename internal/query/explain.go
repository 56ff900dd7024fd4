package query

import (
	"strconv"
	"strings"
	"time"
)

// Explain returns the tree in prefix form, with dates in the zone of clock
// times, and a line that names this zone.
func (q *Query) Explain() string {
	s := q.Root.Explain(q.ClockZone) + "\ndays in " + q.Zone.String()
	if q.ClockZone.String() != q.Zone.String() {
		s += ", clock times in " + q.ClockZone.String()
	}
	return s
}

func (n And) Explain(zone *time.Location) string { return list("and", n.Nodes, zone) }
func (n Or) Explain(zone *time.Location) string  { return list("or", n.Nodes, zone) }
func (n Not) Explain(zone *time.Location) string { return list("not", []Node{n.Node}, zone) }

func (All) Explain(*time.Location) string { return "(all)" }

func (n Word) Explain(*time.Location) string {
	kind, text := "", n.Text
	switch {
	case n.Prefix:
		kind = "prefix"
	case n.Fuzzy > 0:
		kind, text = "fuzzy", strconv.Itoa(n.Fuzzy)+" "+n.Text
	case n.Exact:
		kind = "exact"
	case n.Cut:
		kind = "cut"
	case n.Excluded:
		kind = "against"
	}
	if kind != "" {
		text = "(" + kind + " " + text + ")"
	}
	return in(n.Field, text)
}

func (n Phrase) Explain(*time.Location) string {
	kind := "phrase"
	if n.Excluded {
		kind = "against"
	}
	return in(n.Field, "("+kind+" "+strings.Join(n.Words, " ")+")")
}

func (n Term) Explain(*time.Location) string {
	if n.Prefix {
		return in(n.Field, "(prefix "+n.Value+")")
	}
	return in(n.Field, n.Value)
}

func (n DateRange) Explain(zone *time.Location) string {
	s := "(" + string(n.Field)
	if !n.From.IsZero() {
		s += " from " + n.From.In(zone).Format(time.RFC3339)
	}
	if !n.To.IsZero() {
		s += " before " + n.To.In(zone).Format(time.RFC3339)
	}
	return s + ")"
}

func (n Count) Explain(*time.Location) string {
	s := "(" + string(n.Field) + " " + strconv.Itoa(n.Min)
	switch n.Max {
	case n.Min:
		return s + ")"
	case NoMax:
		return s + " or more)"
	}
	return s + " to " + strconv.Itoa(n.Max) + ")"
}

func (n Is) Explain(*time.Location) string      { return "(is " + n.What + ")" }
func (n Has) Explain(*time.Location) string     { return "(has " + n.What + ")" }
func (n ID) Explain(*time.Location) string      { return "(id " + numbers(n.IDs, " ") + ")" }
func (n Cluster) Explain(*time.Location) string { return "(cluster " + numbers(n.IDs, " ") + ")" }

// Explain implements [Node].
func (n Similar) Explain(zone *time.Location) string {
	return "(similar " + numbers([]int64{n.ID}, "") + " " + n.Node.Explain(zone) + ")"
}

// Explain implements [Node].
func (n Learned) Explain(*time.Location) string {
	text := "(learned " + n.Word.Text
	for _, l := range n.More {
		text += " " + l.Text
	}
	return in(n.Word.Field, text+")")
}

// Explain implements [Node].
func (n Event) Explain(*time.Location) string { return "(event " + numbers(n.IDs, " ") + ")" }

func (n Topic) Explain(zone *time.Location) string {
	return "(topic " + quote(n.Name) + " " + n.Node.Explain(zone) + ")"
}

func in(f Field, text string) string {
	if f == Any {
		return text
	}
	return "(" + string(f) + " " + text + ")"
}

func list(name string, nodes []Node, zone *time.Location) string {
	var b strings.Builder
	b.WriteString("(" + name)
	for _, n := range nodes {
		b.WriteString(" " + n.Explain(zone))
	}
	return b.String() + ")"
}
