package query

import (
	"strconv"
	"strings"
	"time"
)

// The String methods print what Parse reads back to the same tree.

func (n And) String() string {
	parts := make([]string, len(n.Nodes))
	for i, c := range n.Nodes {
		parts[i] = grouped(c)
	}
	return strings.Join(parts, " ")
}

func (n Or) String() string {
	parts := make([]string, len(n.Nodes))
	for i, c := range n.Nodes {
		parts[i] = c.String() // AND binds tighter: no parentheses
	}
	return strings.Join(parts, " OR ")
}

func (n Not) String() string {
	if and, ok := n.Node.(And); ok {
		return "-(" + and.String() + ")"
	}
	return "-" + grouped(n.Node)
}

func grouped(n Node) string {
	if _, ok := n.(Or); ok {
		return "(" + n.String() + ")"
	}
	return n.String()
}

func (All) String() string { return "*" }

func (n Word) String() string {
	var b strings.Builder
	b.WriteString(n.Field.prefix())
	if n.Exact {
		b.WriteByte('+')
	}
	b.WriteString(n.Text)
	if n.Prefix {
		b.WriteByte('*')
	}
	if n.Fuzzy > 0 {
		b.WriteString("~" + strconv.Itoa(n.Fuzzy))
	}
	if n.Cut {
		b.WriteString("…")
	}
	return b.String()
}

func (n Phrase) String() string {
	if n.Hyphen {
		return n.Field.prefix() + n.Text
	}
	return n.Field.prefix() + quote(n.Text)
}

func (n Term) String() string {
	switch {
	case n.Pasted:
		return n.Value
	case n.Prefix:
		return n.Field.prefix() + n.Value + "*"
	case strings.ContainsFunc(n.Value, func(r rune) bool { return special(r) || r == ',' || r == '*' }):
		return n.Field.prefix() + quote(n.Value)
	default:
		return n.Field.prefix() + n.Value
	}
}

func (n DateRange) String() string {
	s := n.Field.prefix()
	if !n.From.IsZero() {
		s += n.From.UTC().Format(time.RFC3339)
	}
	s += ".."
	if !n.To.IsZero() {
		s += n.To.UTC().Add(-time.Second).Format(time.RFC3339) // its last second
	}
	return s
}

func (n Count) String() string {
	s := n.Field.prefix() + strconv.Itoa(n.Min)
	switch n.Max {
	case n.Min:
		return s
	case NoMax:
		return s + ".."
	}
	return s + ".." + strconv.Itoa(n.Max)
}

func (n Is) String() string      { return "is:" + n.What }
func (n Has) String() string     { return "has:" + n.What }
func (n ID) String() string      { return "id:" + numbers(n.IDs, ",") }
func (n Cluster) String() string { return "cluster:" + numbers(n.IDs, ",") }

// String implements [Node].
func (n Similar) String() string { return "similar:" + numbers([]int64{n.ID}, "") }

// String implements [Node].
func (n Learned) String() string { return n.Word.Field.prefix() + learnMark + n.Word.Text }

// String implements [Node].
func (n Event) String() string { return "event:" + numbers(n.IDs, ",") }
func (n Topic) String() string { return "topic:" + quote(n.Name) }

func (f Field) prefix() string {
	if f == Any {
		return ""
	}
	return string(f) + ":"
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func numbers(ids []int64, sep string) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = strconv.FormatInt(id, 10)
	}
	return strings.Join(parts, sep)
}
