package main

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMadeBefore opens an archive that version 1 of the schema wrote, brings
// it up to date, and compares its answers with those of the program that wrote it.
func TestMadeBefore(t *testing.T) {
	dir := madeBefore(t)
	answers, err := os.ReadFile(filepath.Join("..", "..", "testdata", "made-before", "answers.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(string(answers), "$ archive ") {
		line, want, _ := strings.Cut(block, "\n")
		if line == "" {
			continue
		}
		args := strings.Fields(line)
		if text, ok := strings.CutPrefix(line, "search "); ok {
			args = []string{"search", text, "--group", "story", "-n", "100", "--format", "tsv", "--fields", "id,date,title,publisher,link"}
		}
		var out, messages bytes.Buffer
		a := newApp(nil, &out, &messages)
		if code := a.run(t.Context(), append(args, "--dir", dir)); code != exitDone {
			t.Errorf("archive %s: exit %d: %s", line, code, messages.String())
		}
		got := eventLine().ReplaceAllString(out.String(), "") // which show has gained since
		if args[0] == "search" {                              // stories of equal score and date come in any order
			lines := slices.Sorted(strings.Lines(got))
			got = strings.Join(lines, "")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("archive %s (-then +now):\n%s", line, diff)
		}
	}
}

func eventLine() *regexp.Regexp { return regexp.MustCompile(`(?m)^event  .*\n`) }

// madeBefore returns the folder of an archive that version 1 of the schema wrote.
func madeBefore(t *testing.T) (dir string) {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("..", "..", "testdata", "made-before", "version-1.sql"))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	inDatabase(t, dir, string(script))
	return dir
}

// inDatabase changes the database of an archive, as SQLite's shell would.
func inDatabase(t *testing.T, dir, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
