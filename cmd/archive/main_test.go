package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"newsarchive/internal/corpus"
)

func TestMain(m *testing.M) {
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
	testscript.Run(t, params)
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
			return thorough() && !underRace, nil
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
