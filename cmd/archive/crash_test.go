package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/index"
	"newsarchive/store"
)

// testCrash kills the program at random instants of every command that writes.
// Each time, all saved items are there, the database is sound, and the next
// search finds exactly the stories of the store, or says how many it lacks. After
// the next sync the index has exactly these. $ARCHIVE_CRASH_ROUNDS is the number
// of rounds, and $ARCHIVE_CRASH_SEED repeats a run.
func testCrash(t *testing.T, program string) {
	rounds, seed := fromEnv("ARCHIVE_CRASH_ROUNDS", 7), fromEnv("ARCHIVE_CRASH_SEED", time.Now().UnixNano())
	t.Logf("seed %d", seed)
	c := &crash{processes: newProcesses(t, program), took: map[string]time.Duration{}, behind: map[string]int{}, rand: rand.New(rand.NewPCG(uint64(seed), 7))} //nolint:gosec // to be repeated
	c.begin()
	victims := []func() string{c.importing, c.syncing, c.reindexing, c.pruning, c.backingUp, c.restoring, c.repairing}
	killed := map[string]int{}
	// When the speed of the machine changes, a round may end before it is killed.
	// More rounds follow until some were killed.
	for c.round = 0; c.round < int(rounds) || len(killed) < 3 && c.round < 10*int(rounds); c.round++ {
		if c.round%len(victims) == 0 {
			c.rand.Shuffle(len(victims), func(i, j int) { victims[i], victims[j] = victims[j], victims[i] })
		}
		name := victims[c.round%len(victims)]()
		if c.killed {
			killed[name]++
		}
		c.afterwards(name)
		if t.Failed() {
			t.Fatalf("in round %d, of %s (seed %d)", c.round, name, seed)
		}
	}
	t.Logf("%d rounds, killed %v; stories that the next search said were not yet indexed: %v", c.round, killed, c.behind)
	if rounds >= 7 && len(killed) < 3 {
		t.Errorf("killed only %v: the program was never met at work", killed)
	}
}

func fromEnv(name string, without int64) int64 {
	if n, err := strconv.ParseInt(os.Getenv(name), 10, 64); err == nil {
		return n
	}
	return without
}

type crash struct {
	*processes
	rand   *rand.Rand
	round  int
	killed bool
	took   map[string]time.Duration
	behind map[string]int  // by victim, the most stories that the next search lacked
	there  map[string]bool // the items that the archive is known to have
	backup map[string]bool // and those of the backup
}

func (c *crash) file(name string) string { return filepath.Join(c.work, name) }

func (c *crash) begin() {
	c.t.Helper()
	c.must("import", c.ndjson("first", 1500))
	c.must("sync", "--all")
	c.must("backup", c.file("backup.db"))
	c.there = c.items(filepath.Join(c.dir, "archive.db"))
	c.backup = c.there
}

// ndjson writes a file of items, each with its own word.
func (c *crash) ndjson(word string, n int) string {
	c.t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"feed":{"url":"https://imported.example/%s"},"link":"https://imported.example/%s/%d","title":"Harbour %s number %d"}`+"\n", word, word, i, word, i)
	}
	path := c.file(word + ".ndjson")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return path
}

// items reads the items of a database without the program, and checks that the
// database is sound.
func (c *crash) items(path string) map[string]bool {
	c.t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	var whole, broken string
	if err := db.QueryRow(`SELECT (SELECT group_concat(integrity_check, char(10)) FROM pragma_integrity_check),
		(SELECT count(*) FROM pragma_foreign_key_check)`).Scan(&whole, &broken); err != nil || whole != "ok" || broken != "0" {
		c.t.Errorf("%s: integrity %s, %s broken references, %v", path, whole, broken, err)
	}
	rows, err := db.Query(`SELECT feed_id || ' ' || key FROM items`)
	if err != nil {
		c.t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	all := map[string]bool{}
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			c.t.Fatal(err)
		}
		all[key] = true
	}
	if err := rows.Err(); err != nil {
		c.t.Fatal(err)
	}
	return all
}

// dying runs the program and kills it at some moment of the time that its last
// complete run took.
func (c *crash) dying(args ...string) string {
	c.t.Helper()
	within := c.took[args[0]]
	if within == 0 {
		within = 200 * time.Millisecond
	}
	began := time.Now()
	code, out := c.kill(time.Duration(c.rand.Int64N(int64(within))), args...)
	if c.killed = code < 0; !c.killed {
		c.took[args[0]] = time.Since(began)
	}
	return out
}

// keeps fails the test if the archive lacks one of these items, except those
// that may be gone.
func (c *crash) keeps(items map[string]bool, mayGo func(string) bool) map[string]bool {
	c.t.Helper()
	now := c.items(filepath.Join(c.dir, "archive.db"))
	for key := range items {
		if !now[key] && !mayGo(key) {
			c.t.Errorf("item %s was saved, and is gone", key)
		}
	}
	return now
}

func (c *crash) importing() string {
	word := fmt.Sprintf("round%d", c.round)
	said := c.dying("import", c.ndjson(word, 1500))
	now := c.keeps(c.there, never)
	if strings.HasPrefix(said, "1500\t1500\t") && len(now) < len(c.there)+1500 {
		c.t.Errorf("1500 items were said to be saved; there are %d, and were %d", len(now), len(c.there))
	}
	return "import"
}

func (c *crash) syncing() string {
	c.tick.Add(1)
	said := c.dying("sync", "--all")
	now, claimed := c.keeps(c.there, never), 0
	for line := range strings.Lines(said) {
		f := strings.Split(line, "\t")
		if n, err := strconv.Atoi(f[min(2, len(f)-1)]); err == nil && strings.HasSuffix(line, "\n") {
			claimed += n
		}
	}
	if len(now)-len(c.there) < claimed {
		c.t.Errorf("%d new items were said to be saved; there are %d", claimed, len(now)-len(c.there))
	}
	return "sync"
}

func (c *crash) reindexing() string {
	c.dying("reindex")
	c.keeps(c.there, never)
	return "reindex"
}

func (c *crash) repairing() string {
	c.dying("doctor", "--fix")
	c.keeps(c.there, never)
	return "doctor --fix"
}

// pruning prunes what one of the imports brought.
func (c *crash) pruning() string {
	word := "first"
	if c.round > 0 {
		word = fmt.Sprintf("round%d", c.rand.IntN(c.round))
	}
	c.dying("prune", word, "--yes")
	c.keeps(c.there, func(key string) bool { return strings.Contains(key, "/"+word+"/") })
	return "prune"
}

func (c *crash) backingUp() string {
	file := c.file("backup.db")
	said := c.dying("backup", file, "--force")
	c.keeps(c.there, never)
	if _, _, err := store.Verify(c.t.Context(), file); err != nil {
		c.t.Errorf("what is there as a backup: %v", err)
	}
	now := c.items(file)
	if !maps.Equal(now, c.backup) && !maps.Equal(now, c.there) || said != "" && !maps.Equal(now, c.there) {
		c.t.Errorf("the backup has %d items; the old one has %d, the archive %d", len(now), len(c.backup), len(c.there))
	}
	c.backup = now
	return "backup"
}

func (c *crash) restoring() string {
	said := c.dying("restore", c.file("backup.db"), "--force")
	now := c.items(filepath.Join(c.dir, "archive.db"))
	if !maps.Equal(now, c.backup) && !maps.Equal(now, c.there) || said != "" && !maps.Equal(now, c.backup) {
		c.t.Errorf("the archive has %d items; it had %d, and the backup has %d", len(now), len(c.there), len(c.backup))
	}
	for _, old := range glob(c.t, c.dir, "archive.db.replaced-*") {
		if err := os.Remove(old); err != nil {
			c.t.Error(err)
		}
	}
	return "restore"
}

func never(string) bool { return false }

func glob(t *testing.T, dir, pattern string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// searched searches for everything as the first command after the kill, and
// compares the result with the stories of the store.
func (c *crash) searched(name string) {
	c.t.Helper()
	code, out, said := c.run("search", "*", "--group", "none", "--format", "json", "--fields", "id,title", "-n", "1000000")
	if code != exitDone {
		c.t.Fatalf("a search after a killed %s: exit %d\n%s%s", name, code, out, said)
	}
	var answer struct {
		Total      int
		NotIndexed int `json:"not_indexed"`
		Records    []struct {
			ID    int64
			Title string
		}
	}
	if err := json.Unmarshal([]byte(out), &answer); err != nil {
		c.t.Fatal(err)
	}
	found := map[int64]string{}
	for _, r := range answer.Records {
		found[r.ID] = r.Title
	}
	if len(found) != answer.Total && answer.NotIndexed == 0 {
		c.t.Errorf("the answer says %d stories and has %d", answer.Total, len(found))
	}
	there, missing := c.stories(), 0
	for id := range there {
		if _, ok := found[id]; !ok {
			missing++
		}
	}
	for id, title := range found {
		if there[id] != title {
			c.t.Errorf("after a killed %s a search finds story %d, %q; in the store it is %q", name, id, title, there[id])
		}
	}
	c.behind[name] = max(c.behind[name], answer.NotIndexed)
	if missing > answer.NotIndexed || answer.NotIndexed > 0 != strings.Contains(said, "not yet indexed") {
		c.t.Errorf("after a killed %s a search lacks %d of %d stories and says %d are not yet indexed: %s", name, missing, len(there), answer.NotIndexed, said)
	}
}

// stories reads the headlines of the store's stories without the program, except
// of stories that are the same as another.
func (c *crash) stories() map[int64]string {
	c.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(c.dir, "archive.db"))
	if err != nil {
		c.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	rows, err := db.Query(`SELECT id, title FROM stories WHERE id NOT IN (SELECT story_id FROM same_as)`)
	if err != nil {
		c.t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	all := map[int64]string{}
	for rows.Next() {
		var id int64
		var title string
		if err := rows.Scan(&id, &title); err != nil {
			c.t.Fatal(err)
		}
		all[id] = title
	}
	if err := rows.Err(); err != nil {
		c.t.Fatal(err)
	}
	return all
}

// afterwards searches, runs the program once more to its end, and compares the
// index with the store.
func (c *crash) afterwards(name string) {
	c.t.Helper()
	c.searched(name)
	code, out, said := c.run("sync", "--all")
	if code != exitDone {
		c.t.Fatalf("a sync after a killed %s: exit %d\n%s%s", name, code, out, said)
	}
	_, docs, err := index.Open(filepath.Join(c.dir, "index"), index.Options{}).Documents(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	got := make([]int64, len(docs))
	for i, d := range docs {
		got[i] = d.ID
	}
	slices.Sort(got)
	if want := slices.Sorted(maps.Keys(c.stories())); !slices.Equal(got, want) {
		c.t.Errorf("the index holds %d documents, the store %d roots", len(got), len(want))
	}
	c.sound()
	c.there = c.items(filepath.Join(c.dir, "archive.db"))
}
