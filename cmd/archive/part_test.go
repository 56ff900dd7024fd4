package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ran runs the program on an archive and returns its output. It fails unless the
// program ends with the code.
func ran(t *testing.T, dir string, want int, args ...string) string {
	t.Helper()
	var out, messages bytes.Buffer
	code := newApp(nil, &out, &messages).run(t.Context(), append(args, "--dir", dir))
	if code != want {
		t.Errorf("archive %s: exit %d, want %d\n%s%s", strings.Join(args, " "), code, want, out.String(), messages.String())
	}
	return out.String()
}

// storyFound returns the id of the one story that a search finds.
func storyFound(t *testing.T, dir, text string) string {
	t.Helper()
	out := ran(t, dir, exitDone, "search", text, "--group", "story", "--format", "tsv", "--fields", "id")
	if ids := strings.Fields(out); len(ids) == 1 {
		return ids[0]
	}
	t.Errorf("search %s finds %q, want one story", text, out)
	return ""
}

// unfollowed is an archive that version 1 of the schema wrote. None of its feeds is
// followed any more: doctor would warn of those that were not fetched for days.
func unfollowed(t *testing.T) (dir string) {
	t.Helper()
	dir = madeBefore(t)
	inDatabase(t, dir, `UPDATE feeds SET followed = 0`)
	return dir
}

// TestDoctorPartsMergedPosts promises that doctor finds the posts that version 1
// put together, and that --fix parts them after a backup: a search finds each,
// the oldest keeps its story, and each file comes back byte for byte.
func TestDoctorPartsMergedPosts(t *testing.T) {
	dir := unfollowed(t)
	ran(t, dir, exitDone, "search", "heron") // brings the index up to date
	if out := ran(t, dir, exitPart, "doctor"); !strings.Contains(out, "records\terror\t1 item holds the posts of several files: 1 file is no item of its own") {
		t.Errorf("doctor says\n%s", out)
	}
	out := ran(t, dir, exitDone, "doctor", "--fix")
	if !strings.Contains(out, "records\trepaired\t1 item holds") {
		t.Errorf("doctor --fix says\n%s", out)
	}
	needle, heron := storyFound(t, dir, "needle"), storyFound(t, dir, "heron")
	if needle != "39" || heron == needle {
		t.Errorf("needle is story %s, heron story %s", needle, heron)
	}
	if out := ran(t, dir, exitDone, "doctor"); !strings.Contains(out, "records\tok") {
		t.Errorf("doctor says afterwards\n%s", out)
	}
	before := ran(t, dir, exitDone, "export", "--to", "ndjson")
	ran(t, dir, exitDone, "doctor", "--fix")
	if after := ran(t, dir, exitDone, "export", "--to", "ndjson"); after != before {
		t.Error("a second doctor --fix changes the export")
	}
	posts := t.TempDir()
	ran(t, dir, exitDone, "export", "--to", "post", "--out", posts)
	for path, want := range map[string]string{
		"a/contains.md": "---\ntitle: Contains\n---\nWhether a list holds a needle.\n",
		"b/contains.md": "---\ntitle: Contains\n---\nWhether a string holds a heron.\n",
	} {
		if got, err := os.ReadFile(filepath.Join(posts, path)); err != nil || string(got) != want {
			t.Errorf("%s: %q %v", path, got, err)
		}
	}

	backups, err := filepath.Glob(filepath.Join(dir, "before-parting-*.db"))
	if err != nil || len(backups) != 1 || !strings.Contains(out, backups[0]) {
		t.Fatalf("the backups are %v; doctor --fix says\n%s", backups, out)
	}
	second := filepath.Join(t.TempDir(), "second")
	ran(t, second, exitDone, "restore", backups[0])
	if found := storyFound(t, second, "heron"); found != "39" {
		t.Errorf("in the backup heron is story %s", found)
	}
}

// TestPartedPostsAreThoseOfToday promises that the archive is as if today's rules
// had imported the files: importing them again adds nothing, and an edit of one
// file changes its item only.
func TestPartedPostsAreThoseOfToday(t *testing.T) {
	dir, site := unfollowed(t), t.TempDir()
	ran(t, dir, exitDone, "doctor", "--fix")
	for path, text := range map[string]string{"a": "Whether a list holds a needle.", "b": "Whether a string holds a heron."} {
		if err := os.MkdirAll(filepath.Join(site, path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(site, path, "contains.md"), []byte("---\ntitle: Contains\n---\n"+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := ran(t, dir, exitDone, "export", "--to", "ndjson")
	if out := ran(t, dir, exitDone, "import", site); !strings.Contains(out, "2\t0\t0\t0") {
		t.Errorf("an import of the same files brings items, stories, changes, faults: %s", out)
	}
	if after := ran(t, dir, exitDone, "export", "--to", "ndjson"); after != before {
		t.Error("an import of the same files changes the export")
	}
	if err := os.WriteFile(filepath.Join(site, "b", "contains.md"), []byte("---\ntitle: Contains\n---\nWhether a string holds a walrus.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ran(t, dir, exitDone, "import", site)
	heron, walrus, needle := storyFound(t, dir, "heron"), storyFound(t, dir, "walrus"), storyFound(t, dir, "needle")
	if heron != walrus || needle == heron {
		t.Errorf("heron is story %s, walrus %s, needle %s", heron, walrus, needle)
	}
}
