package store

import (
	"strings"
	"unicode/utf8"
)

// rawBlob is a post's bytes as the database keeps them: text when they are.
func rawBlob(raw string) any {
	if utf8.ValidString(raw) && !strings.Contains(raw, "\x00") {
		return raw
	}
	return []byte(raw)
}
