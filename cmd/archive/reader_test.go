package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// newMany is an archive of many stories about a harbour.
func newMany(t *testing.T, program string, many int) *processes {
	t.Helper()
	work := t.TempDir()
	p := &processes{t: t, program: program, dir: filepath.Join(work, "archive"), work: work}
	var b strings.Builder
	for i := range many {
		fmt.Fprintf(&b, `{"link":"https://many.example/%d","title":"Harbour number %d"}`+"\n", i, i)
	}
	file := filepath.Join(work, "many.ndjson")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	p.must("import", file)
	return p
}

// A reader that closes the pipe early, as head does, ends an answer in every
// format, without an error message and long before all is written.
func testReaderClosesEarly(t *testing.T, program string) {
	p := newMany(t, program, 2000)
	again := filepath.Join(p.work, "again")
	if err := os.WriteFile(again, []byte(strings.Repeat("harbour\n", 20)), 0o600); err != nil {
		t.Fatal(err)
	}
	forms := [][]string{{"harbour", "--template", "{{.ID}} {{.Date}} {{.Title}} {{.Link}}"}}
	for _, f := range formats() {
		if f == "ids" || f == "urls" { // short lines: many times
			forms = append(forms, []string{"--batch", again, "--format", f})
		} else {
			forms = append(forms, []string{"harbour", "--format", f})
		}
	}
	for _, form := range forms {
		args := append([]string{"search", "--group", "none", "-n", "2000"}, form...)
		cmd, _, said := p.command(args...)
		cmd.Stdout = nil
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil || line == "" {
			t.Errorf("%v: the first line is %q, %v", form, line, err)
		}
		if err := out.Close(); err != nil {
			t.Error(err)
		}
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitDone || said.Len() > 0 {
			t.Errorf("%v: exit %d\n%s", form, code, said)
		}
		if all := p.must(args...); len(all) < 70<<10 {
			t.Errorf("%v: %d bytes fill no pipe", form, len(all))
		}
	}
}

// While the index is rebuilt, a search answers from the one in use, and every
// answer is complete.
func testSearchWhileReindexing(t *testing.T, program string) {
	const many = 3000
	p := newMany(t, program, many)
	h := &healthy{processes: p}
	_, want, _ := h.ids("harbour")
	if strings.Count(want, "\n") != many {
		t.Fatalf("%d stories are found", strings.Count(want, "\n"))
	}
	meanwhile := 0
	for round := 0; (round < 2 || meanwhile < 5) && !t.Failed(); round++ {
		cmd, _, said := p.command("reindex")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		for running := true; running && !t.Failed(); {
			select {
			case err := <-ended:
				if running = false; err != nil {
					t.Errorf("reindex: %v\n%s", err, said)
				}
			default:
				code, got, notes := h.ids("harbour")
				if code != exitDone || got != want || notes != "" {
					t.Errorf("a search meanwhile: exit %d, %d stories\n%s", code, strings.Count(got, "\n"), notes)
				}
				meanwhile++
			}
		}
	}
	t.Logf("%d searches meanwhile", meanwhile)
	p.sound()
}
