package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// passwords runs the commands about passwords, and looks for those in what the
// commands say afterwards and in all files.
func (w *witness) passwords() {
	w.t.Helper()
	app := strings.TrimSpace(w.must("password", "add", "phone", "--write"))
	var said bytes.Buffer
	set := newApp(strings.NewReader(secretPass+secretToken+"\n"), &said, &said)
	if code := set.run(w.t.Context(), []string{"--dir", w.dir, "password", "set", "-"}); code != exitDone {
		w.t.Errorf("password set: exit %d: %s", code, said.String())
	}
	out := said.String() + w.must("password", "list") + w.must("password", "list", "--json") + w.must("password", "sessions") + w.must("doctor")
	if code, _ := w.run("password", "sign-out", "7"); code != exitUsage {
		w.t.Errorf("password sign-out of none: exit %d", code)
	}
	if code, _ := w.run("password", "set", secretPass); code != exitUsage {
		w.t.Errorf("password set with an argument: exit %d", code)
	}
	raw, err := os.ReadFile(filepath.Join(w.dir, "private.db"))
	if err != nil || len(app) != 30 || strings.Contains(out+string(raw), app) || strings.Contains(string(raw), secretPass+secretToken) {
		w.t.Errorf("a password is shown or kept, or %v: %s", err, out)
	}
	w.must("password", "set", "--remove")
	w.must("password", "remove", "phone")
}
