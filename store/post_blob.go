package store

import (
	"strings"
	"unicode/utf8"
)

// rawBlob returns a post's bytes for the database: as text if they are valid
// UTF-8 without NUL, else as a blob.
func rawBlob(raw string) any {
	if utf8.ValidString(raw) && !strings.Contains(raw, "\x00") {
		return raw
	}
	return []byte(raw)
}
