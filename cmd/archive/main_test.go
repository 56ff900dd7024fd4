package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"newsarchive/internal/corpus"
	"newsarchive/internal/effort"
)

func TestMain(m *testing.M) {
	// Scripts often wait, for a second to pass or for the disk: twice as many run at
	// a time as there are processors, unless -parallel says otherwise.
	if err := flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0))); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){
		"archive": func() {
			a := newApp(os.Stdin, os.Stdout, os.Stderr)
			a.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
			os.Exit(a.main(os.Args[1:]))
		},
	})
}

// TestScripts runs testdata/scripts. Each is a session at a shell with an empty
// home folder.
func TestScripts(t *testing.T) {
	params := scripts(t, filepath.Join("..", "..", "testdata", "scripts"))
	if effort.Race {
		params.Files = concurrent(t, params.Dir)
		params.Dir = ""
	}
	testscript.Run(t, params)
}

// concurrent returns the scripts whose commands do several things at once. The
// others would show the race detector nothing: "go test ./..." runs them without.
func concurrent(t *testing.T, dir string) (paths []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	atOnce := regexp.MustCompile(`archive (serve|mcp|fetch|reindex|sync.* --watch)`)
	for _, path := range all {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if atOnce.Match(text) {
			paths = append(paths, path)
		}
	}
	if len(paths) < 5 {
		t.Fatalf("only %d scripts do several things at once", len(paths))
	}
	return paths
}

// TestScriptsOnRealData runs the scripts that need data in $DATA, which is not
// part of the project.
func TestScriptsOnRealData(t *testing.T) {
	params := scripts(t, filepath.Join("..", "..", "testdata", "scripts-data"))
	data := corpus.Path(t, "seed-post.md")
	setup := params.Setup
	params.Setup = func(e *testscript.Env) error {
		e.Setenv("DATA", filepath.Dir(data))
		return setup(e)
	}
	testscript.Run(t, params)
}

func scripts(t *testing.T, dir string) testscript.Params {
	return testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			home := filepath.Join(e.WorkDir, "home")
			if err := os.Mkdir(home, 0o755); err != nil {
				return err
			}
			e.Setenv("HOME", home)
			e.Setenv("ARCHIVE_DIR", filepath.Join(home, "archive"))
			e.Setenv("TZ", "Europe/Stockholm")
			e.Setenv("NO_COLOR", "1")
			// The race detector lets every program sleep for a second at its end.
			e.Setenv("GORACE", "atexit_sleep_ms=0")
			return newFeedServer(t, e)
		},
		Condition: func(name string) (bool, error) {
			if name != "thorough" {
				return false, fmt.Errorf("there is no condition %s", name)
			}
			return effort.All() && !effort.Race, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   cmdExits,
			"sql":     cmdSQL,
			"sum":     cmdSum,
			"finds":   cmdFinds,
			"hold":    cmdHold,
			"release": cmdRelease,
			"writing": cmdWriting,
		},
	}
}
