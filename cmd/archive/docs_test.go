package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/effort"
)

// documents are the README and the pages of docs/.
func documents(t *testing.T) (paths []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "docs", "*.md"))
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d pages in docs, %v", len(paths), err)
	}
	return append(paths, filepath.Join("..", "..", "README.md"))
}

// demoArchive makes the archive that "archive demo" makes, and serves its
// feeds until the test ends.
func demoArchive(t *testing.T) (dir string) {
	t.Helper()
	return demoArchiveOn(t, time.Now, time.Now)
}

// demoArchiveOn makes the demo's archive with two clocks: of the first sync, and
// of the second.
func demoArchiveOn(t *testing.T, first, second func() time.Time) (dir string) {
	t.Helper()
	server, err := serveDemo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.close() })
	post, err := demoFiles.ReadFile("demo/post.md")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	path := filepath.Join(dir, "post.md")
	if err := os.WriteFile(path, post, 0o600); err != nil {
		t.Fatal(err)
	}
	now := first
	run := func(args ...string) {
		t.Helper()
		var said strings.Builder
		a := newApp(nil, io.Discard, &said)
		a.now = now
		if code := a.run(t.Context(), append([]string{"--dir", filepath.Join(dir, "archive")}, args...)); code != exitDone {
			t.Fatalf("%v: exit %d, %s", args, code, &said)
		}
	}
	run("feed", "add", "--later", server.url+"/world.xml", "--name", "world")
	run("feed", "add", "--later", server.url+"/blog.xml")
	run("import", path)
	run("sync", "1") // one after the other: every archive has the same numbers
	run("sync", "2")
	server.turn()
	now = second
	run("sync", "1")
	run("sync", "2")
	return filepath.Join(dir, "archive")
}

// Every example in a block marked sh succeeds, line by line, in a shell in an
// empty folder beside the archive of "archive demo".
func TestExamplesOfTheDocuments(t *testing.T) {
	effort.WithoutRace(t, "one command after the other")
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("needs sh to run the examples; skipped")
	}
	bin := t.TempDir()
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "archive")); err != nil {
		t.Skip("needs symbolic links to run the examples:", err)
	}
	made := demoArchive(t)
	block := regexp.MustCompile("(?s)```sh\n(.*?)```")
	for _, path := range documents(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, found := range block.FindAllSubmatch(text, -1) {
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(path), i+1), func(t *testing.T) {
				work, dir := t.TempDir(), filepath.Join(t.TempDir(), "archive")
				if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
					t.Fatal(err)
				}
				// The feeds of the examples do not exist.
				examples := strings.ReplaceAll(string(found[1]), "archive feed add ", "archive feed add --later ")
				cmd := exec.Command(shell, "-ec", examples) //nolint:gosec // the project's own documents
				cmd.Dir = work
				cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+work,
					"ARCHIVE_DIR="+dir, "NO_COLOR=1", "GORACE=atexit_sleep_ms=0")
				if strings.Contains(examples, "$API") {
					cmd.Env = append(cmd.Env, servedAPI(t, dir)...)
				}
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Errorf("%v\n%s\n%s", err, found[1], out)
				}
			})
		}
	}
}

// TestAnswerOfTheREADME promises that "archive demo" prints the search that README
// shows, on a terminal of 80 columns.
func TestAnswerOfTheREADME(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```\n(\\$ archive search .*?)```").FindSubmatch(text)
	if example == nil {
		t.Fatal("README shows no search")
	}
	var out, said strings.Builder
	a := newApp(nil, &out, &said)
	a.out.Terminal, a.out.Width = true, 80
	if code := a.run(t.Context(), []string{"demo"}); code != exitDone {
		t.Fatalf("exit %d, %s", code, &said)
	}
	// Where the last line breaks depends on how long its time is.
	lasted := regexp.MustCompile(`in [0-9.]+[mµ]?s ·\s"archive\sshow\sID"`)
	if got, want := lasted.ReplaceAllString(out.String(), "in TIME"), lasted.ReplaceAllString(string(example[1]), "in TIME"); !strings.Contains(got, want) || !strings.Contains(want, "in TIME") {
		t.Errorf("README shows\n%s\nthe demo prints\n%s", want, got)
	}
}

// Links in the documents lead to files that exist, and to headings in them.
func TestLinksOfTheDocuments(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]*)(?:#([^)]*))?\)`)
	for _, path := range append(documents(t), filepath.Join("..", "..", "CONTRIBUTING.md"), filepath.Join("..", "..", "CHANGELOG.md"), filepath.Join("..", "..", "ARCHITECTURE.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range link.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(found[1], "://") {
				continue
			}
			to := path
			if found[1] != "" {
				to = filepath.Join(filepath.Dir(path), filepath.FromSlash(found[1]))
			}
			there, err := os.ReadFile(to)
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			if found[2] != "" && !strings.Contains(headings(string(there)), "\n"+found[2]+"\n") {
				t.Errorf("%s: %s has no heading #%s", path, to, found[2])
			}
		}
	}
}

// TestFormatsAreDescribed promises that docs/formats.md names every format.
func TestFormatsAreDescribed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "formats.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range formats() {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("docs/formats.md does not describe %s", name)
		}
	}
}

// TestFilesOfTheDocuments promises that every Go or SQL file that the documents name
// exists: by its path, or by its name anywhere.
func TestFilesOfTheDocuments(t *testing.T) {
	root := filepath.Join("..", "..")
	names := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names[d.Name()] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	file := regexp.MustCompile("`([a-z_0-9/]+\\.(?:go|sql))`")
	for _, path := range append(documents(t), filepath.Join(root, "ARCHITECTURE.md"), filepath.Join(root, "CONTRIBUTING.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range file.FindAllStringSubmatch(string(text), -1) {
			_, err := os.Stat(filepath.Join(root, filepath.FromSlash(found[1])))
			if strings.Contains(found[1], "/") && err != nil || !names[filepath.Base(found[1])] {
				t.Errorf("%s: there is no %s", path, found[1])
			}
		}
	}
}

// Every page of docs/ is in its list of pages.
func TestPagesAreListed(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("..", "..", "docs", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range documents(t) {
		if name := filepath.Base(path); name != "README.md" && !strings.Contains(string(list), "("+name+")") {
			t.Errorf("docs/README.md does not list %s", name)
		}
	}
}

// headings returns the anchors of a page, a line each.
func headings(text string) string {
	anchors := "\n"
	for line := range strings.Lines(text) {
		if title, ok := strings.CutPrefix(strings.TrimLeft(strings.TrimRight(line, "\n"), "#"), " "); ok && strings.HasPrefix(line, "#") {
			anchors += strings.ReplaceAll(strings.ToLower(regexp.MustCompile(`[^\pL\pN -]`).ReplaceAllString(title, "")), " ", "-") + "\n"
		}
	}
	return anchors
}

// The page on exit codes says what "archive help exit-codes" says.
func TestDocumentedExitCodes(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "troubleshooting.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range exitCodes() {
		meaning := strings.ReplaceAll(c.meaning, "\n", " ")
		row := fmt.Sprintf("| %d | %s |", c.code, meaning)
		if !strings.Contains(strings.ReplaceAll(string(page), "`", ""), strings.ReplaceAll(row, `"`, "")) {
			t.Errorf("docs/troubleshooting.md lacks the row: %s", row)
		}
	}
}
