package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/effort"
	"newsarchive/internal/opensearch/opensearchtest"
)

// testMirrorKilled kills mirrors, and the node of OpenSearch that they write to, at
// random instants, while the archive grows, shrinks and is restored. After the next
// run OpenSearch has exactly the stories of the store. $ARCHIVE_MIRROR_KILLS is how
// many mirrors are killed, and $ARCHIVE_CRASH_SEED repeats a run.
func testMirrorKilled(t *testing.T, node *opensearchtest.Node) {
	effort.WithoutRace(t, "its processes have no race detector")
	kills := int(fromEnv("ARCHIVE_MIRROR_KILLS", 4))
	m := newMirrorCrash(t, node.URL+"/news")
	m.node = node
	killed := map[string]int{}
	for m.round = 0; m.round < 4*kills && killed["mirror"] < kills; m.round++ {
		m.change()
		name := "mirror"
		if m.round%3 == 2 {
			name = "node"
			m.killNode()
		} else if m.dying(m.to...); !m.killed {
			name = "nothing"
		}
		killed[name]++
		m.agrees()
		if t.Failed() {
			t.Fatalf("in round %d, of %s", m.round, name)
		}
		t.Logf("round %d: %v", m.round, killed)
	}
	t.Logf("killed %v", killed)
	if killed["mirror"] < kills {
		t.Errorf("killed only %v: the mirror was seldom met at work", killed)
	}
}

// mirrorCrash is a crash of what mirrors.
type mirrorCrash struct {
	*crash
	node *opensearchtest.Node // the only one
	at   string               // the address of the index
	to   []string
}

func newMirrorCrash(t *testing.T, at string, flags ...string) mirrorCrash {
	t.Helper()
	seed := fromEnv("ARCHIVE_CRASH_SEED", time.Now().UnixNano())
	t.Logf("seed %d", seed)
	m := mirrorCrash{
		crash: &crash{processes: newProcesses(t, program(t)), took: map[string]time.Duration{"mirror": 2 * time.Second}, rand: rand.New(rand.NewPCG(uint64(seed), 7))}, //nolint:gosec // to be repeated
		at:    at, to: append([]string{"mirror", "--as", "a", "--to", at}, flags...),
	}
	m.must("import", m.ndjson("first", 1500))
	m.must("backup", m.file("backup.db"))
	return m
}

// change changes the archive, in one of several ways.
func (m *mirrorCrash) change() {
	m.t.Helper()
	word := fmt.Sprintf("round%d", m.round)
	m.must("import", m.ndjson(word, 1000))
	switch m.rand.IntN(4) {
	case 0:
		m.tick.Add(1)
		m.must("sync", "--all")
	case 1:
		m.must("prune", word, "--yes")
	case 2: // another history
		m.must("restore", m.file("backup.db"), "--force")
		for _, old := range glob(m.t, m.dir, "archive.db.replaced-*") {
			m.t.Log("restored over", filepath.Base(old))
		}
		m.must("import", m.ndjson(word+"again", 500))
	}
}

// killNode kills the node while a mirror writes to it, which waits until it is there
// again.
func (m *mirrorCrash) killNode() {
	m.t.Helper()
	cmd, _, said := m.command(m.to...)
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	time.Sleep(time.Duration(m.rand.Int64N(int64(2 * time.Second)))) // a random instant
	m.node.Kill()
	m.node.Restart()
	if err := cmd.Wait(); err != nil && !strings.Contains(said.String(), "fetch "+m.node.URL) { // it may not have begun
		m.t.Errorf("the mirror did not outlast the node's restart: %v\n%s", err, said)
	}
}

// agrees mirrors to the end and compares.
func (m *mirrorCrash) agrees() {
	m.t.Helper()
	m.must(m.to...)
	code, out, said := m.run("doctor", "--as", "a", "--at", m.at, "--json")
	if code != exitDone || !strings.Contains(out, `"findings": []`) && !strings.Contains(out, `"findings":[]`) {
		m.t.Errorf("doctor: exit %d\n%s%s", code, out, said)
	}
}

// TestMirrorNodes kills nodes of a cluster of three, each while a mirror writes to
// it and searches are asked of it. Neither sees an error that a repetition does not
// get over, and OpenSearch has exactly the stories of the store. $ARCHIVE_NODE_KILLS
// is how many nodes are killed.
func TestMirrorNodes(t *testing.T) {
	kills := int(fromEnv("ARCHIVE_NODE_KILLS", 0))
	if kills == 0 {
		t.Skip("it starts three nodes of OpenSearch: $ARCHIVE_NODE_KILLS says how many are killed")
	}
	effort.WithoutRace(t, "its processes have no race detector")
	nodes := opensearchtest.StartCluster(t, 3)
	var hosts []string
	for _, n := range nodes {
		hosts = append(hosts, strings.TrimPrefix(n.URL, "http://"))
	}
	m := newMirrorCrash(t, "http://"+strings.Join(hosts, ",")+"/news", "--shards", "3", "--replicas", "1")
	m.must(m.to...)
	for m.round = range kills {
		m.change()
		m.killOne(nodes)
		m.agrees()
		if t.Failed() {
			t.Fatalf("in round %d", m.round)
		}
	}
}

// killOne kills one of the nodes while a mirror writes, and starts it again when the
// mirror has ended.
func (m *mirrorCrash) killOne(nodes []*opensearchtest.Node) {
	m.t.Helper()
	ctx, cancel := context.WithCancel(m.t.Context())
	searched := make(chan int, 1)
	go func() { searched <- searchAll(ctx, m.t, nodes) }()
	cmd, _, said := m.command(m.to...)
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	time.Sleep(time.Duration(m.rand.Int64N(int64(1500 * time.Millisecond)))) // a random instant
	lost := m.rand.IntN(len(nodes))
	nodes[lost].Kill()
	if err := cmd.Wait(); err != nil {
		m.t.Errorf("the mirror did not outlast the loss of node %d: %v\n%s", lost, err, said)
	}
	cancel()
	m.t.Logf("round %d: node %d, %d searches", m.round, lost, <-searched)
	nodes[lost].Restart()
	if status, said := nodes[lost].Do(http.MethodGet, "/_cluster/health?wait_for_status=green&wait_for_nodes=3&timeout=90s", ""); status != http.StatusOK {
		m.t.Fatalf("the cluster is not whole again: %d %s", status, said)
	}
}

// searchAll searches again and again, of one node after the other, until the context
// ends, and returns how many searches were answered. One that fails is repeated for a
// while; every answer is of all shards.
func searchAll(ctx context.Context, t *testing.T, nodes []*opensearchtest.Node) (answered int) {
	const repeated = 300
	failures, last := 0, ""
	for i := 0; ctx.Err() == nil; i++ {
		status, said := searchOnce(ctx, nodes[i%len(nodes)].URL)
		if status == http.StatusOK && strings.Contains(said, `"failed":0}`) {
			answered, failures = answered+1, 0
			continue
		}
		if failures, last = failures+1, said; failures > repeated {
			t.Errorf("a search fails %d times: %d %s", failures, status, last)
			return answered
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
	return answered
}

func searchOnce(ctx context.Context, server string) (status int, said string) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, server+"/news/_search?q=p_title:harbour&allow_partial_search_results=false&filter_path=_shards", nil)
	if err != nil {
		return 0, err.Error()
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close() //nolint:errcheck // read to its end
	all, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err.Error()
	}
	return res.StatusCode, string(all)
}
