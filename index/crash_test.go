package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"
)

// crashing is the program that TestCrash kills. It applies batches, or rebuilds,
// for ever. Batch n adds document n, removes n-3 and sets mark n.
func crashing(dir string) {
	x := Open(dir, Options{})
	ctx := context.Background()
	rebuilding := os.Getenv("INDEX_TEST_REBUILD") != ""
	m, err := x.Mark(ctx)
	first := m.Seq
	for err == nil {
		if m.Seq == first+1 {
			fmt.Println("at work")
		}
		n := m.Seq + 1
		if rebuilding {
			m = news.Mark{Seq: n, Nonce: n}
			err = makeAnew(ctx, x, inBatches(held(n)), m)
			continue
		}
		m = news.Mark{Seq: n, Nonce: n}
		err = bring(ctx, x, []news.Entry{numbered(n)}, []int64{n - 3}, m)
	}
	fmt.Println(err)
	os.Exit(1)
}

func numbered(n int64) news.Entry {
	d := stored()[n%8]
	d.ID = n
	return d
}

// held returns the documents of the index at mark n.
func held(n int64) []news.Entry {
	var docs []news.Entry
	for i := max(n-2, 1); i <= n; i++ {
		docs = append(docs, numbered(i))
	}
	return docs
}

func TestCrash(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	for _, rebuild := range []string{"", "1"} {
		dir := t.TempDir()
		x := Open(dir, Options{})
		if err := makeAnew(t.Context(), x, inBatches(held(3)), news.Mark{Seq: 3, Nonce: 3}); err != nil {
			t.Fatal(err)
		}
		var at int64
		round := 0
		for ; round < 12 || at < 10 && round < 200; round++ { // on a busy machine the child gets fewer batches done
			cmd := exec.Command(os.Args[0], "-test.run=^$") // ourselves
			cmd.Env = append(os.Environ(), "INDEX_TEST_CRASH="+dir, "INDEX_TEST_REBUILD="+rebuild)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := out.Read(make([]byte, 1)); err != nil { // it is at work
				t.Fatal(err)
			}
			time.Sleep(time.Duration(round*37%200) * time.Millisecond)
			_ = cmd.Process.Kill()
			if err := cmd.Wait(); cmd.ProcessState.ExitCode() >= 0 {
				t.Fatalf("the child ended by itself: %v", err)
			}
			m, err := x.Mark(t.Context())
			if errors.Is(err, ErrDamaged) || errors.Is(err, ErrMissing) {
				t.Logf("round %d: %v", round, err)
				if err := makeAnew(t.Context(), x, inBatches(held(at)), news.Mark{Seq: at, Nonce: at}); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			agree(t, x, m)
			at = m.Seq
		}
		t.Logf("rebuild=%q: %d kills, mark at %d", rebuild, round, at)
		if at < 10 {
			t.Errorf("the child did nothing: mark at %d", at)
		}
	}
}

// agree checks that the documents are those of the mark.
func agree(t *testing.T, x *Index, m news.Mark) {
	t.Helper()
	got, err := idsOf(t.Context(), x)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	var want []int64
	for _, d := range held(m.Seq) {
		want = append(want, d.ID)
	}
	if !slices.Equal(got, want) || m.Nonce != m.Seq {
		t.Errorf("at mark %v the index holds %v, not %v", m, got, want)
	}
}
