package post

import (
	"fmt"
	"strings"

	"newsarchive/internal/news"
)

// front is a post's front matter: by lower-case name each field's values as
// text, one for a scalar, any number for a list. The fields of a table stand
// under its name and a dot.
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

// word is text without the white space around it.
func (f front) word(names ...string) string {
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

// date returns a date and the text it was made of.
func (f front) date(names ...string) (news.Date, string) {
	raw := f.word(names...)
	return readDate(raw), raw
}

// Error is what is wrong with a post, and on which line of it.
type Error struct {
	Path string
	Line int
	Err  error
}

// Error returns "path:line: what is wrong".
func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err) }

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

func fault(path string, line int, format string, args ...any) error {
	return &Error{Path: path, Line: line, Err: fmt.Errorf(format, args...)}
}
