package archive_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/corpus"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch/opensearchtest"
)

// BenchmarkMirror mirrors an archive to one node, searches there, and then brings
// fifty new stories at a time until a search there finds them; beside it, the index is
// made again and searched. The processor time is that of the program and of the node.
func BenchmarkMirror(b *testing.B) {
	n := opensearchtest.Start(b, "-Xms1g", "-Xmx1g", "-XX:TieredStopAtLevel=4")
	for _, c := range []struct {
		name, dir string
		rows      func() []corpus.Headline
	}{
		{"headlines", "ARCHIVE_HEADLINES", func() []corpus.Headline { return corpus.Headlines(b, 0) }},
		{"million", "ARCHIVE_MILLION", func() []corpus.Headline { return corpus.Observations(b, 0) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			a := filled(b, os.Getenv(c.dir), c.rows)
			m := mirrorBench{B: b, node: n, dir: filepath.Join(b.TempDir(), "archive"), to: archive.MirrorOptions{To: n.URL + "/" + c.name, Name: "a"}}
			if err := os.Mkdir(m.dir, 0o700); err != nil {
				b.Fatal(err)
			}
			if err := a.Store().CopyTo(b.Context(), archive.DatabasePath(m.dir)); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				m.run()
			}
		})
	}
}

type mirrorBench struct {
	*testing.B
	node *opensearchtest.Node
	dir  string
	to   archive.MirrorOptions
}

func (m *mirrorBench) run() {
	m.Helper()
	archivetest.WithArchive(m.B, m.dir, archive.Options{}, func(a *archive.Archive) error {
		stats, err := a.Stats(m.Context())
		if err != nil {
			return err
		}
		m.rate("bleve", stats.Stories, func() error { return a.Reindex(m.Context(), nil) })
		m.rate("mirror", stats.Stories, func() error { return m.mirror(a) })
		m.size(stats.Stories)
		m.searches(a)
		var took []time.Duration
		for round := range 20 {
			took = append(took, m.catchUp(a, fmt.Sprintf("catchup%d", round)))
		}
		slices.Sort(took)
		m.ReportMetric(float64(took[len(took)/2].Milliseconds()), "catchup-p50-ms")
		m.ReportMetric(float64(took[len(took)-1].Milliseconds()), "catchup-max-ms")
		return nil
	})
}

func (m *mirrorBench) mirror(a *archive.Archive) error {
	_, err := a.Mirror(m.Context(), m.to)
	return err
}

// rate reports how many stories a second something does, and what each takes of the
// processor here and at the node.
func (m *mirrorBench) rate(name string, stories int, do func() error) {
	m.Helper()
	began, here, there := time.Now(), m.ownTime(), m.nodeTime()
	if err := do(); err != nil {
		m.Fatal(err)
	}
	m.ReportMetric(float64(stories)/time.Since(began).Seconds(), name+"-stories/s")
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(stories) }
	m.ReportMetric(each(m.ownTime()-here), name+"-cpu-µs/story")
	if name == "mirror" {
		m.ReportMetric(each(m.nodeTime()-there), "node-cpu-µs/story")
	}
}

func (m *mirrorBench) ownTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		m.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func (m *mirrorBench) nodeTime() time.Duration {
	var answer struct {
		Nodes map[string]struct {
			Process struct {
				CPU struct {
					Total int64 `json:"total_in_millis"`
				}
			}
		}
	}
	m.ask(http.MethodGet, "/_nodes/stats/process", &answer)
	for _, n := range answer.Nodes {
		return time.Duration(n.Process.CPU.Total) * time.Millisecond
	}
	return 0
}

// size reports how long the index is on the node's disk.
func (m *mirrorBench) size(stories int) {
	var answer struct {
		All struct {
			Primaries struct {
				Store struct {
					Bytes int64 `json:"size_in_bytes"`
				}
			}
		} `json:"_all"`
	}
	m.ask(http.MethodGet, m.to.To[strings.LastIndexByte(m.to.To, '/'):]+"/_stats/store", &answer)
	m.ReportMetric(float64(answer.All.Primaries.Store.Bytes)/float64(stories), "node-B/story")
}

func (m *mirrorBench) ask(method, path string, answer any) {
	m.Helper()
	status, said := m.node.Do(method, path, "")
	if err := json.Unmarshal([]byte(said), answer); status != http.StatusOK || err != nil {
		m.Fatal(status, said, err)
	}
}

// catchUp brings fifty new stories with a word of their own, and returns how long it
// takes from their being saved until a search in OpenSearch finds them.
func (m *mirrorBench) catchUp(a *archive.Archive, word string) time.Duration {
	m.Helper()
	var items []news.Item
	for i := range 50 {
		id := fmt.Sprintf("%s-%d", word, i)
		items = append(items, news.Item{GUID: id, Title: "Harbour opens " + word, Stories: []news.Story{{Title: "Harbour opens " + word, Link: "https://times.example/" + id}}})
	}
	if _, faults, err := a.Store().Import(m.Context(), items, time.Now()); err != nil || len(faults) > 0 {
		m.Fatal(faults, err)
	}
	began := time.Now()
	if err := m.mirror(a); err != nil {
		m.Fatal(err)
	}
	status, said := m.node.Do(http.MethodGet, m.to.To[strings.LastIndexByte(m.to.To, '/'):]+"/_search?size=0&q=p_title:"+word, "")
	if took := time.Since(began); status == http.StatusOK && strings.Contains(said, `"value":50,`) {
		return took
	}
	m.Fatalf("%s: %d %s", word, status, said)
	return 0
}
