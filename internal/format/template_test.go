package format

import (
	"strings"
	"testing"
	"time"
)

// A template writes each record on a line of its own; a name that a record
// does not have is refused.
func TestTemplate(t *testing.T) {
	tmpl, err := ParseTemplate(`{{.Date}} {{.Title}} {{join "/" .Tags}}`)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	answer := ordinary()
	answer.Groups = answer.Groups[:1]
	if err := WriteAnswer(&b, answer, Options{Template: tmpl, Zone: time.UTC}); err != nil {
		t.Fatal(err)
	}
	if want := "2026-01-14 Korea \"and\" Japan | agree[31m, at a summit mine/korea/japan\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
	if _, err := ParseTemplate(`{{.Nothing}}`); err == nil {
		t.Error("a template with an unknown name was parsed")
	}
}
