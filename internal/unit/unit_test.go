package unit_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/unit"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files")

// words that formats and shells read as something else.
var awkward = []string{
	"plain", "two words", "100%", "%h %% %n", "$HOME", "${HOME}", "it's", `a "quote"`, "a;b", ";", "&", "<b>", "*", "~", "`id`", "$(id)", "#", "!", "|", ">x",
	" lead", "trail ", "åäö 한국", "", "-x", "--url=a&b", "a=b", "{}", "[a]", "?", "\u00a0",
}

func job(words ...string) unit.Job {
	return unit.Job{Program: "/usr/local/bin/archive", Archive: "/home/ada/a", Home: "/home/ada", Flags: words}
}

// execStart returns the words of the line ExecStart, read as systemd.syntax(7) and
// systemd.service(5) say.
func execStart(t interface{ Fatalf(string, ...any) }, text string) (words []string) {
	_, line, ok := strings.Cut(text, "\nExecStart=")
	if !ok {
		t.Fatalf("no ExecStart in\n%s", text)
	}
	line, _, _ = strings.Cut(line, "\n")
	line, verbatim := strings.CutPrefix(line, ":")
	word, in, quoted := "", false, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\':
			i++
			if line[i] != '\\' && line[i] != '"' {
				t.Fatalf("the escape \\%c in %s", line[i], line)
			}
			word += line[i : i+1]
		case c == '%':
			i++
			if line[i] != '%' {
				t.Fatalf("a specifier in %s", line)
			}
			word += "%"
		case c == '$' && !verbatim:
			t.Fatalf("a variable in %s", line)
		case c == '"':
			quoted, in = !quoted, true
		case c == ' ' && !quoted:
			if in {
				words = append(words, word)
			}
			word, in = "", false
		case !quoted && strings.IndexByte("';&|<>*~`#!()?[]{}", c) >= 0:
			t.Fatalf("a bare %c in %s", c, line)
		default:
			word, in = word+line[i:i+1], true
		}
	}
	if in {
		words = append(words, word)
	}
	return words
}

func TestSystemdWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(awkward), rapid.StringMatching(`[ -~åπ]{0,8}`)), 1, 6).Draw(t, "words")
		text, err := unit.Systemd(job(words...))
		if err != nil {
			t.Fatal(err)
		}
		want := append([]string{"/usr/local/bin/archive", "--dir", "/home/ada/a", "sync", "--watch"}, words...)
		if diff := cmp.Diff(want, execStart(t, text)); diff != "" {
			t.Fatalf("%s", diff)
		}
	})
}

// awkwardProgram is a program that prints its arguments, a line each, in a folder
// whose name formats read as something else.
func awkwardProgram(t *testing.T, folder string) (program string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs sh")
	}
	dir := filepath.Join(t.TempDir(), folder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	program = filepath.Join(dir, "my archive")
	if err := os.WriteFile(program, []byte("#!/bin/sh\nprintf '%s\\n' \"$@\"\n"), 0o700); err != nil { //nolint:gosec // a program
		t.Fatal(err)
	}
	return program
}

// systemd itself finds no fault in what is printed, at any path. It reports a
// program that it does not find: so it reads the path as it was written.
func TestSystemdVerifies(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("needs systemd-analyze; skipped")
	}
	verify := func(j unit.Job) string {
		t.Helper()
		dir := t.TempDir()
		for name, make := range map[string]func(unit.Job) (string, error){
			"watch.service":   unit.Systemd,
			"archive.service": unit.SystemdOnce,
			"archive.timer":   func(unit.Job) (string, error) { return unit.SystemdTimer(), nil },
		} {
			text, err := make(j)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(analyze, "--user", "--man=no", "--recursive-errors=no", "verify", //nolint:gosec // systemd's
			filepath.Join(dir, "watch.service"), filepath.Join(dir, "archive.timer"))
		cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+dir)
		out, _ := cmd.CombinedOutput() // it exits with 1 for other units of the machine, too
		var ours []string
		for line := range strings.Lines(string(out)) {
			if strings.Contains(line, "watch.service") || strings.Contains(line, "archive.") {
				ours = append(ours, line)
			}
		}
		return strings.Join(ours, "")
	}
	for _, program := range []string{awkwardProgram(t, "100% %h of $HOME & <b> åäö;"), "/bin/sh"} {
		j := job("--check", "--mail", "me@example.org", "100% $HOME")
		j.Program = program
		if out := verify(j); out != "" {
			t.Errorf("systemd-analyze verify:\n%s", out)
		}
	}
	j := job()
	j.Program = "/nowhere/my archive"
	if out := verify(j); !strings.Contains(out, "/nowhere/my archive") {
		t.Errorf("systemd-analyze does not miss a program that is not there: %q", out)
	}
}

func TestLaunchdWords(t *testing.T) {
	j := job(awkward...)
	text, err := unit.Launchd(j)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	d := xml.NewDecoder(strings.NewReader(text))
	in := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err) // a comment with "--" in it, for example
		}
		switch token := token.(type) {
		case xml.StartElement:
			if in = in || token.Name.Local == "array"; in && token.Name.Local == "string" {
				got = append(got, "")
			}
		case xml.EndElement:
			in = in && token.Name.Local != "array"
		case xml.CharData:
			if in && len(got) > 0 && strings.TrimSpace(string(token)) != "" {
				got[len(got)-1] += string(token)
			}
		}
	}
	want := append([]string{j.Program, "--dir", j.Archive, "sync", "--watch"}, awkward...)
	if diff := cmp.Diff(want, got, cmp.Transformer("spaces", strings.TrimSpace)); diff != "" {
		t.Error(diff)
	}
}

// The line of a crontab calls the program with the words that were given, once cron
// has read its "%" and sh the rest.
func TestCronWords(t *testing.T) {
	j := job(slices.DeleteFunc(slices.Clone(awkward), func(w string) bool { return strings.Contains(w, `\`) })...)
	j.Program = awkwardProgram(t, `100% of $HOME's "news" & <b>;`)
	j.Flags = append(j.Flags, "--check") // whose output is not thrown away
	text, err := unit.Cron(j)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	line, ok := strings.CutPrefix(lines[len(lines)-1], "*/10 * * * * ")
	if !ok {
		t.Fatal(text)
	}
	command := ""
	for i := 0; i < len(line); i++ {
		if line[i] == '%' {
			t.Fatalf("a bare %% in %s", line)
		}
		if strings.HasPrefix(line[i:], `\%`) {
			i++
		}
		command += line[i : i+1]
	}
	out, err := exec.Command("sh", "-c", command).Output() //nolint:gosec // the test's own
	if err != nil {
		t.Fatal(err)
	}
	want := append([]string{"--dir", j.Archive, "sync", "-q"}, j.Flags...)
	if diff := cmp.Diff(want, strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")); diff != "" {
		t.Error(diff)
	}
	for _, other := range lines[:len(lines)-1] {
		if !strings.HasPrefix(other, "#") {
			t.Errorf("more than a line: %s", other)
		}
	}
}

// TestGolden compares what is printed with testdata; -update writes it.
func TestGolden(t *testing.T) {
	j := unit.Job{Program: "/usr/local/bin/archive", Archive: "/home/ada/news & views", Home: "/home/ada", Flags: []string{"--check", "--webhook", "@/home/ada/.hook"}}
	for name, make := range map[string]func(unit.Job) (string, error){
		"archive.service": unit.Systemd, "once.service": unit.SystemdOnce, "local.archive.plist": unit.Launchd, "crontab": unit.Cron,
		"archive.timer": func(unit.Job) (string, error) { return unit.SystemdTimer(), nil },
	} {
		got, err := make(j)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path) //nolint:gosec // the test's own
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// What no format can carry is refused.
func TestRefused(t *testing.T) {
	for _, word := range []string{"two\nlines", "\r", "\x00", "\x1b[2J", "\x7f", "\u0085", "\u2028", "\xff"} {
		for name, make := range map[string]func(unit.Job) (string, error){"systemd": unit.Systemd, "once": unit.SystemdOnce, "launchd": unit.Launchd, "cron": unit.Cron} {
			in := job(word)
			folder := job()
			folder.Archive = "/" + word
			home := job()
			home.Home = "/" + word
			for _, j := range []unit.Job{in, folder, home} {
				if text, err := make(j); err == nil {
					t.Errorf("%s takes %q:\n%s", name, word, text)
				}
			}
		}
	}
	quoted := job()
	quoted.Program = "/home/ada's/archive"
	if _, err := unit.Systemd(quoted); err == nil {
		t.Error("systemd takes a program whose path has a quote")
	}
	relative := job()
	relative.Archive = "archive"
	if _, err := unit.Cron(relative); err == nil {
		t.Error("a relative path is taken")
	}
	if _, err := unit.Cron(job(`a\b`)); err == nil {
		t.Error("cron takes a backslash")
	}
}
