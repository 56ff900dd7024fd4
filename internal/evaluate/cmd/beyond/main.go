// Command beyond plans a cluster of OpenSearch for more stories than one node
// holds, from figures that were measured at one node, and simulates the searches
// asked of it: docs/beyond.md has its tables and says what it leaves out.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"
)

func main() {
	m := measured{}
	flag.Float64Var(&m.bytes, "bytes", 890, "what a story takes on the disk, in bytes")
	flag.Float64Var(&m.written, "written", 9700, "stories a second that a core of a node indexes")
	flag.DurationVar(&m.fixed, "fixed", 4500*time.Microsecond, "what a search takes at a shard, whatever its size")
	flag.DurationVar(&m.perMillion, "per-million", 4300*time.Microsecond, "and for each million stories of the shard")
	flag.Float64Var(&m.spread, "spread", 0.8, "how unequal searches are: the deviation of the logarithm of what they take")
	seed := flag.Uint64("seed", 1, "repeats a simulation")
	flag.Parse()
	if err := printTable(os.Stdout, m, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "beyond:", err)
		os.Exit(1)
	}
}

// plans are the clusters that are printed.
func plans() []plan {
	var all []plan
	for _, size := range []struct {
		stories float64
		nodes   []int
	}{{10e6, []int{1, 3}}, {100e6, []int{3, 9}}, {1000e6, []int{9, 27}}} {
		for _, nodes := range size.nodes {
			all = append(all, plan{stories: size.stories, years: 10, nodes: nodes, cores: 8, replicas: min(1, nodes-1), perShard: 25e6})
		}
	}
	return all
}

func printTable(out io.Writer, m measured, seed uint64) error {
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', 0)
	_, _ = fmt.Fprintln(w, "| stories\t| nodes\t| shards\t| disk a node\t| mirrored anew\t| searches/s\t| all years p50\t| p99\t| last year p50\t| p99\t|")
	_, _ = fmt.Fprintln(w, "| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t|")
	for _, p := range plans() {
		for _, rate := range []float64{1, 20} {
			whole, last := p.simulate(m, rate, seed)
			_, _ = fmt.Fprintf(w, "| %.0f M\t| %d\t| %d\t| %.0f GB\t| %s\t| %.0f\t| %s\t| %s\t| %s\t| %s\t|\n", p.stories/1e6, p.nodes, p.years*p.shards(), p.disk(m)/1e9,
				short(p.anew(m)), rate, whole.at(0.5), whole.at(0.99), last.at(0.5), last.at(0.99))
		}
	}
	return w.Flush()
}

// short returns a time in two digits or so.
func short(d time.Duration) string {
	switch {
	case d < time.Hour:
		return fmt.Sprintf("%.0f min", d.Minutes())
	case d < 48*time.Hour:
		return fmt.Sprintf("%.0f h", d.Hours())
	default:
		return fmt.Sprintf("%.0f days", d.Hours()/24)
	}
}
