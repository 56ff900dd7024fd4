package access

import (
	"net/textproto"
	"strings"

	"golang.org/x/net/http/httpguts"
)

const (
	maxFields = 32
	maxHeader = 16 << 10 // bytes of all fields
)

// Field is one field of a header.
type Field struct{ Name, Value string }

// Fields returns the fields of Header, in their order.
func (s Settings) Fields() []Field {
	var all []Field
	for line := range strings.Lines(s.Header) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		all = append(all, Field{name, value})
	}
	return all
}

func has(header, name string) bool {
	for _, f := range (Settings{Header: header}).Fields() {
		if f.Name == name {
			return true
		}
	}
	return false
}

// header replaces fields by name: of one name, those that the edit has.
func (e Edit) header(s *Settings) error {
	kept := s.Fields()
	var added []Field
	for _, line := range e.Header {
		if strings.TrimSpace(line) == "" {
			kept, added = nil, nil
			continue
		}
		f, err := parseField(line)
		if err != nil {
			return err
		}
		kept = without(kept, f.Name)
		if f.Value == "" {
			added = without(added, f.Name)
			continue
		}
		added = append(added, f)
	}
	var b strings.Builder
	for _, f := range append(kept, added...) {
		b.WriteString(f.Name + ": " + f.Value + "\n")
	}
	if len(kept)+len(added) > maxFields || b.Len() > maxHeader {
		return invalid("the headers", "there are more than %d, or they are longer than %d bytes together", maxFields, maxHeader)
	}
	s.Header = b.String()
	return nil
}

func without(fields []Field, name string) []Field {
	var rest []Field
	for _, f := range fields {
		if f.Name != name {
			rest = append(rest, f)
		}
	}
	return rest
}

// parseField reads "Name: value" by RFC 9110, sections 5.1 and 5.5.
func parseField(line string) (Field, error) {
	name, value, ok := strings.Cut(line, ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	switch {
	case !ok:
		return Field{}, invalid("a header", `it is written "Name: value"`)
	case !httpguts.ValidHeaderFieldName(name):
		return Field{}, invalid("a header", "its name is empty, or has other characters than letters, digits and !#$%%&'*+-.^_`|~ (RFC 9110)")
	case len(value) > maxValue || !httpguts.ValidHeaderFieldValue(value):
		return Field{}, invalid("the header "+name, "its value has a line break or another control character in it, or is longer than %d bytes", maxValue)
	}
	name = textproto.CanonicalMIMEHeaderKey(name)
	if instead, refused := ours(name); refused {
		return Field{}, invalid("the header "+name, "%s", instead)
	}
	return Field{name, value}, nil
}

// ours returns why a field is no setting: it belongs to the connection (RFC 9110,
// section 7.6.1), or is made for each request.
func ours(name string) (instead string, refused bool) {
	switch name {
	case "Cookie":
		return "--cookie sets it", true
	case "User-Agent":
		return "--user-agent sets it", true
	case "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Te", "Trailer", "Upgrade", "Expect":
		return "it belongs to the connection, which the program makes", true
	case "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range", "Accept-Encoding":
		return "the program sets it for each request", true
	}
	if strings.HasPrefix(name, "Proxy-") {
		return "it is for a proxy: --proxy http://name:password@host:port has a login for one", true
	}
	return "", false
}
