package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsarchive/store"
)

// testKilledParting promises that doctor --fix may be killed at any moment
// while it parts what version 1 put together: run again, it leaves exactly what
// an unharmed run does, each file is a post of its own, and a backup that is
// there is whole. $ARCHIVE_PART_ROUNDS is how often it is killed,
// $ARCHIVE_CRASH_SEED repeats a run.
func testKilledParting(t *testing.T, program string) {
	rounds, seed := fromEnv("ARCHIVE_PART_ROUNDS", 3), fromEnv("ARCHIVE_CRASH_SEED", time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(uint64(seed), 7)) //nolint:gosec // to be repeated
	merged := unfollowed(t)
	inDatabase(t, merged, mergedPosts)
	p := &processes{t: t, program: program, dir: merged, work: t.TempDir()}
	p.must("search", "heron") // brings schema and index up to date

	again := func() {
		t.Helper()
		p.dir = filepath.Join(t.TempDir(), "archive")
		if err := os.CopyFS(p.dir, os.DirFS(merged)); err != nil {
			t.Fatal(err)
		}
	}
	again()
	before := p.stored()
	began := time.Now()
	p.must("doctor", "--fix")
	within := time.Since(began)
	after := p.stored()
	want, posts := p.must("export", "--to", "ndjson"), p.exportedPosts()
	if !strings.Contains(want, "A text of file 30 of item 19") || len(posts) < 120 {
		t.Fatalf("the posts are not parted: there are %d", len(posts))
	}

	killed, amid := 0, 0
	for round := range int(rounds) {
		again()
		code, _ := p.kill(time.Duration(rng.Int64N(int64(within))), "doctor", "--fix")
		if code < 0 {
			killed++
		}
		if now := p.stored(); now != before && now != after {
			amid++
		}
		for _, file := range glob(t, p.dir, "before-parting-*.db") {
			if _, _, err := store.Verify(t.Context(), file); err != nil {
				t.Errorf("the backup of a killed run: %v", err)
			}
		}
		p.must("search", "heron")
		p.must("doctor", "--fix")
		if d := cmp.Diff(want, p.must("export", "--to", "ndjson")); d != "" {
			t.Errorf("after a killed run and another (-unharmed +killed):\n%s", d)
		}
		if d := cmp.Diff(posts, p.exportedPosts()); d != "" {
			t.Errorf("the posts after a killed run and another (-unharmed +killed):\n%s", d)
		}
		if ids := p.must("search", "otter30", "--group", "none", "--format", "ids"); strings.Count(ids, "\n") != 4 {
			t.Errorf("the texts of 4 parted files are found in the stories %q", ids)
		}
		p.sound()
		if t.Failed() {
			t.Fatalf("in round %d of seed %d", round, seed)
		}
	}
	t.Logf("%d rounds, killed %d, of them %d with some posts parted and others not", rounds, killed, amid)
	if rounds >= 50 && amid == 0 {
		t.Error("the program was never met while it parted")
	}
}

// mergedPosts puts thirty more files to each of four items that version 1 made
// of posts.
const mergedPosts = `INSERT INTO posts (item_id, path, raw, imported)
	WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
	SELECT item, 'more/' || item || '/' || i || '.md',
		'---' || char(10) || 'title: File ' || i || ' of ' || item || char(10) || '---' || char(10) ||
		'A text of file ' || i || ' of item ' || item || ': otter' || i || char(10), '2026-11-25T12:52:33Z'
	FROM (SELECT DISTINCT item_id AS item FROM posts WHERE item_id IN (19, 20, 21, 29)), n ORDER BY item, i;`

// stored returns the line of stats that counts the items.
func (p *processes) stored() string {
	p.t.Helper()
	for line := range strings.Lines(p.must("stats")) {
		if strings.HasPrefix(line, "items\t") {
			return line
		}
	}
	p.t.Fatal("stats counts no items")
	return ""
}

// exportedPosts returns the posts of an export by path.
func (p *processes) exportedPosts() map[string]string {
	p.t.Helper()
	dir := p.t.TempDir()
	p.must("export", "--to", "post", "--out", dir)
	return filesIn(p.t, dir)
}
