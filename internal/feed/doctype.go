package feed

import (
	"strings"
)

const (
	maxEntityValue = 1 << 10 // bytes of an entity that a document defines
	maxEntities    = 500     // that it defines
	maxExpansion   = 1 << 20 // bytes that they add to it
)

// expandOwnEntities expands the internal entities without markup that a
// document defines (XML 1.0 section 4.2). Each may refer to earlier ones. A
// reference that would exceed a limit stays as written, so that nested
// definitions cannot blow up the text.
func expandOwnEntities(text string) string {
	at := strings.Index(text[:min(len(text), 4<<10)], "<!DOCTYPE")
	if at < 0 || !strings.Contains(text, "<!ENTITY") {
		return text
	}
	c := scanner{s: text, pos: at}
	c.declaration(text[at:])
	own := definedIn(text[at:c.pos])
	if len(own) == 0 {
		return text
	}
	left := maxExpansion
	var b strings.Builder
	b.WriteString(text[:c.pos])
	for rest := text[c.pos:]; rest != ""; {
		before, section, found := strings.Cut(rest, "<![CDATA[")
		b.WriteString(own.expand(before, &left))
		if !found {
			break
		}
		inner, after, closed := strings.Cut(section, "]]>")
		b.WriteString("<![CDATA[" + inner)
		if closed {
			b.WriteString("]]>")
		}
		rest = after
	}
	return b.String()
}

// entities are values by name, as written in XML.
type entities map[string]string

// definedIn reads the definitions of a document type declaration.
func definedIn(declaration string) entities {
	own := entities{}
	for rest := declaration; len(own) < maxEntities; {
		_, after, found := strings.Cut(rest, "<!ENTITY")
		if !found {
			break
		}
		rest = after
		name, value, ok := definition(after)
		if _, known := own[name]; !ok || known {
			continue
		}
		left := maxEntityValue
		value = decode(own.expand(value, &left))
		if named := strings.IndexByte(value, '&'); named >= 0 && entity(value[named:]) != "" || strings.Contains(value, "<") {
			continue // it names what is not known, or is markup
		}
		if value = string(escape(nil, value)); len(value) <= maxEntityValue {
			own[name] = value
		}
	}
	return own
}

// definition parses a name and a quoted value. ok is false for parameter
// entities and external ones.
func definition(s string) (name, value string, ok bool) {
	fields := strings.TrimLeft(s, " \t\r\n")
	i := strings.IndexAny(fields, " \t\r\n")
	if i <= 0 || fields[0] == '%' {
		return "", "", false
	}
	name = fields[:i]
	rest := strings.TrimLeft(fields[i:], " \t\r\n")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", "", false
	}
	j := strings.IndexByte(rest[1:], rest[0])
	if j < 0 || j > maxEntityValue {
		return "", "", false
	}
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return "", "", false
	}
	return name, rest[1 : j+1], true
}

// expand replaces references with their values, up to *left bytes in all, and
// reduces *left by what it added.
func (own entities) expand(s string, left *int) string {
	i := strings.IndexByte(s, '&')
	if i < 0 || len(own) == 0 {
		return s
	}
	var b strings.Builder
	for ; i >= 0; i = strings.IndexByte(s, '&') {
		b.WriteString(s[:i])
		s = s[i:]
		stop := strings.IndexByte(s[:min(len(s), maxReference)], ';')
		value, known := "", false
		if stop > 1 {
			value, known = own[s[1:stop]]
		}
		if !known || len(value) > *left {
			b.WriteByte('&')
			s = s[1:]
			continue
		}
		*left -= len(value)
		b.WriteString(value)
		s = s[stop+1:]
	}
	b.WriteString(s)
	return b.String()
}
