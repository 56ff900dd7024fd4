//go:build linux

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// When the disk fills up at any point of an import or of its indexing, a message
// says so and saved items stay. When there is room again, the next run does the
// rest. The test mounts a small file system if it may; otherwise it limits the
// size of files, which is nearly the same.
func testFullDisk(t *testing.T, program string) {
	h := newHealthy(t, program)
	disk := filepath.Join(h.work, "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=32m"); err != nil {
		t.Logf("no file system can be mounted (%v): files are limited instead", err)
		h.limitedFiles()
		return
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	h.dir = filepath.Join(disk, "archive")
	file := h.more()
	full := 0
	for _, left := range []int{100, 900, 1900, 2900, 3400} {
		h.again()
		fill := filepath.Join(disk, "fill")
		var s syscall.Statfs_t
		if err := syscall.Statfs(disk, &s); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(fill, make([]byte, int(s.Bavail)*int(s.Bsize)-left<<10), 0o600); err != nil { //nolint:gosec // 32 MiB
			t.Fatal(err)
		}
		code, _, said := h.run("import", file)
		if code == exitFailed && strings.Contains(said, "the disk is full") {
			full++
		} else if code != exitDone {
			t.Errorf("with %d KiB left: exit %d\n%s", left, code, said)
		}
		if err := os.Remove(fill); err != nil {
			t.Fatal(err)
		}
		h.whole(file)
	}
	if full < 3 {
		t.Errorf("the disk was full only %d times", full)
	}
}

// more writes items for an import that are no longer in any feed.
func (h *healthy) more() string {
	h.t.Helper()
	var b strings.Builder
	for i := range 2500 {
		b.WriteString(`{"link":"https://more.example/` + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + "/" + strings.Repeat("y", i/26) +
			`","title":"Lighthouse of many words and then some ` + strings.Repeat("z", i%31) + `"}` + "\n")
	}
	path := filepath.Join(h.work, "more.ndjson")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return path
}

// whole checks that an archive still has its items after a full disk, and takes
// the rest in the next run.
func (h *healthy) whole(file string) {
	h.t.Helper()
	h.answersAs()
	h.must("import", file)
	h.sound()
	if code, ids, said := h.ids("lighthouse"); code != exitDone || strings.Count(ids, "\n") < 2000 {
		h.t.Errorf("%d of the imported stories are found: exit %d\n%s", strings.Count(ids, "\n"), code, said)
	}
	if h.t.Failed() {
		h.t.FailNow()
	}
}

// limitedFiles is the same with a limit on the size of a file.
func (h *healthy) limitedFiles() {
	shell, err := exec.LookPath("sh")
	if err != nil {
		h.t.Skip("neither can a small file system be mounted, nor is there a shell to limit the size of files")
	}
	file := h.more()
	for _, blocks := range []string{"800", "1200", "2400"} {
		h.again()
		cmd, _, said := h.command("import", file)
		cmd.Args = append([]string{"sh", "-c", "ulimit -f " + blocks + ` && exec "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)
		cmd.Path = shell
		if err := cmd.Run(); err == nil || !strings.Contains(said.String(), "the disk is full") {
			h.t.Errorf("with files of %s blocks: %v\n%s", blocks, err, said)
		}
		h.whole(file)
	}
}

// In a read-only folder every command that writes fails with a message that says
// so, doctor reports a finding, and the archive does not change.
func testReadOnlyFolder(t *testing.T, program string) {
	h := newHealthy(t, program)
	disk := filepath.Join(h.work, "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=32m"); err != nil {
		t.Skipf("needs the right to mount a file system that may be read only: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	h.dir = filepath.Join(disk, "archive")
	file := h.more()
	h.again()
	remount := func(flags uintptr) {
		t.Helper()
		// A file that this process has just closed may still be open for
		// writing in a child that another test is starting, until the child
		// becomes its program: the file system is busy for that moment.
		err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|flags, "")
		for range 500 {
			if !errors.Is(err, syscall.EBUSY) {
				break
			}
			time.Sleep(10 * time.Millisecond)
			err = syscall.Mount("", disk, "", syscall.MS_REMOUNT|flags, "")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	remount(syscall.MS_RDONLY)
	for _, args := range [][]string{
		{"sync", "--all"},
		{"import", file},
		{"feed", "add", "--later", "https://x.example/rss"},
		{"reindex"},
		{"prune", "harbour", "--yes"},
		{"tag", "+x", "1"},
	} {
		code, _, said := h.run(args...)
		if code != exitFailed || !strings.Contains(said, "cannot be written to") && !strings.Contains(said, "read-only") || !strings.Contains(said, "hint:") {
			t.Errorf("archive %s: exit %d\n%s", strings.Join(args, " "), code, said)
		}
	}
	code, out, said := h.run("doctor")
	if code != exitPart || !strings.Contains(out, "folder\terror") {
		t.Errorf("doctor: exit %d\n%s%s", code, out, said)
	}
	remount(0)
	h.whole(file)
}
