package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestQueries promises of every query in testdata/queries/queries.txt that it
// finds the stories behind it and no others, asked on the command line: all in
// one process, as --batch does.
func TestQueries(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "testdata", "queries")
	table, err := os.ReadFile(filepath.Join(folder, "queries.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var queries []string
	var want [][]int
	for line := range strings.Lines(string(table)) {
		query, numbers, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue // a comment
		}
		stories := []int{}
		for _, n := range strings.Fields(numbers) {
			id, err := strconv.Atoi(n)
			if err != nil {
				t.Fatalf("%s: %v", query, err)
			}
			stories = append(stories, id)
		}
		queries, want = append(queries, query), append(want, stories)
	}
	if len(queries) < 200 {
		t.Errorf("%d queries", len(queries))
	}
	dir := filepath.Join(t.TempDir(), "archive")
	run := func(stdin string, args ...string) string {
		var out, said bytes.Buffer
		if code := newApp(strings.NewReader(stdin), &out, &said).run(t.Context(), append([]string{"--dir", dir}, args...)); code != exitDone {
			t.Fatalf("%v: exit code %d: %s", args, code, said.String())
		}
		return out.String()
	}
	run("", "import", filepath.Join(folder, "stories.ndjson"))
	out := run(strings.Join(queries, "\n"), "search", "--batch", "-", "--format", "tsv", "--fields", "id", "--group", "none", "-n", "1000")
	got := make([][]int, len(queries))
	for line := range strings.Lines(out) {
		var query, id int
		if _, err := fmt.Sscanf(line, "%d\t%d", &query, &id); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		got[query-1] = append(got[query-1], id)
	}
	for i, query := range queries {
		slices.Sort(got[i])
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%s finds %v, want %v", query, got[i], want[i])
		}
	}
}
