package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Every command and topic has a page with its flags and examples, which man
// formats without a warning.
func TestManPages(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pages")
	if code := newApp(nil, io.Discard, io.Discard).run(t.Context(), []string{"man", folder}); code != exitDone {
		t.Fatalf("exit %d", code)
	}
	mandoc, _ := exec.LookPath("mandoc")
	groff, _ := exec.LookPath("groff")
	for _, cmd := range everyCommand() {
		page := filepath.Join(folder, manName(cmd)+"."+manSection(cmd))
		text, err := os.ReadFile(page)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, part := range []string{".SH NAME", ".SH DESCRIPTION", ".SH SEE ALSO"} {
			if !bytes.Contains(text, []byte(part)) {
				t.Errorf("%s has no %s", page, part)
			}
		}
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "'") {
				t.Errorf("%s: a request by accident: %s", page, line)
			}
		}
		if !cmd.IsAdditionalHelpTopicCommand() && !bytes.Contains(text, []byte(".SH EXAMPLES")) {
			t.Errorf("%s has no examples", page)
		}
		var complaint []byte
		switch {
		case mandoc != "":
			complaint, _ = exec.Command(mandoc, "-T", "lint", "-W", "error", page).CombinedOutput()
		case groff != "":
			complaint, _ = exec.Command(groff, "-man", "-Tutf8", "-K", "utf8", "-ww", "-z", page).CombinedOutput()
		}
		if len(complaint) > 0 {
			t.Errorf("%s: %s", page, complaint)
		}
	}
}
