package main

import (
	"bytes"
	"log"
	"strings"
	"testing"
)

// TestLibraryLog promises that a message of a library to Go's log package becomes
// a note, and that --quiet silences it.
func TestLibraryLog(t *testing.T) {
	output, flags := log.Writer(), log.Flags()
	t.Cleanup(func() {
		log.SetOutput(output)
		log.SetFlags(flags)
	})
	for _, quiet := range []bool{false, true} {
		var out, said bytes.Buffer
		args := []string{"stats", "--dir", t.TempDir()}
		if quiet {
			args = append(args, "--quiet")
		}
		newApp(strings.NewReader(""), &out, &said).run(t.Context(), args)
		said.Reset()
		log.Printf("unable to load snapshot, %v, continuing", "torn")
		want := "note:    unable to load snapshot, torn, continuing\n"
		if quiet {
			want = ""
		}
		if got := said.String(); got != want || out.Len() > 0 {
			t.Errorf("quiet %v: stderr %q, stdout %q", quiet, got, out.String())
		}
	}
}
