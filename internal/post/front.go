package post

import (
	"fmt"
	"strings"

	"newsarchive/internal/news"
)

// front is a post's front matter: the values of each field as text, by
// lower-case name. A scalar has one value, a list any number. A field of a
// table is named table.field.
type front map[string][]string

// read reads the front matter in the language its fence announces.
func (p parts) read() (front, error) {
	if p.fence == "+++" {
		return p.readTOML()
	}
	return p.readYAML()
}

// text returns the first value of the first of the fields that has one.
func (f front) text(names ...string) string {
	for _, name := range names {
		for _, value := range f[name] {
			if value != "" {
				return value
			}
		}
	}
	return ""
}

// trimmed is text without the white space around it.
func (f front) trimmed(names ...string) string {
	return strings.TrimSpace(f.text(names...))
}

// list returns all values of a field that are not empty.
func (f front) list(name string) []string {
	var all []string
	for _, value := range f[name] {
		if value != "" {
			all = append(all, value)
		}
	}
	return all
}

// date returns a date and the text that it was parsed from.
func (f front) date(names ...string) (news.Date, string) {
	raw := f.trimmed(names...)
	return readDate(raw), raw
}

// Error is a parse error with its place. Line is 1-based.
type Error struct {
	Path string
	Line int
	Err  error
}

// Error returns "path:line: what is wrong".
func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err) }

// Unwrap returns the error without its place.
func (e *Error) Unwrap() error { return e.Err }

func errorAt(path string, line int, format string, args ...any) error {
	return &Error{Path: path, Line: line, Err: fmt.Errorf(format, args...)}
}
