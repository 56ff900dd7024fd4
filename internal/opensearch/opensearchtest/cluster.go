package opensearchtest

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// StartCluster starts nodes that form one cluster, with settings as for [Start], and
// waits until all are in it. A node that was killed joins it again when it is
// restarted.
func StartCluster(tb testing.TB, nodes int, settings ...string) []*Node {
	tb.Helper()
	var all []*Node
	for i := range nodes {
		n := prepare(tb, append([]string{
			"-Xmx1g", fmt.Sprintf("node.name=node%d", i), "cluster.name=test", "discovery.seed_providers=file", "cluster.initial_cluster_manager_nodes=node0",
		}, settings...))
		all = append(all, n)
		introduce(all)
		n.start()
		introduce(all)
	}
	if status, said := all[0].Do(http.MethodGet, fmt.Sprintf("/_cluster/health?wait_for_nodes=%d&timeout=60s", nodes), ""); status != http.StatusOK {
		tb.Fatalf("the nodes form no cluster: %d %s", status, said)
	}
	return all
}

// introduce tells the nodes where the others are: they read it now and then.
func introduce(all []*Node) {
	var hosts strings.Builder
	for _, n := range all {
		if n.transport != "0" {
			hosts.WriteString("127.0.0.1:" + n.transport + "\n")
		}
	}
	for _, n := range all {
		folder := filepath.Join(n.home, "config")
		err := os.MkdirAll(folder, 0o700)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, "unicast_hosts.txt"), []byte(hosts.String()), 0o600)
		}
		if err != nil {
			n.tb.Fatal(err)
		}
	}
}
