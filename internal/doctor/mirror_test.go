package doctor_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/doctor"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch/opensearchtest"
)

// TestExamineMirror promises that what is wrong in OpenSearch is found and repaired.
func TestExamineMirror(t *testing.T) {
	n := opensearchtest.Start(t)
	dir := filepath.Join(t.TempDir(), "archive")
	var feed news.Feed
	a, err := archive.Create(t.Context(), dir, archive.Options{})
	if err == nil {
		feed, _, err = a.Follow(t.Context(), news.Feed{URL: "https://news.example/rss"}, 0)
	}
	if err == nil {
		err = a.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	archivetest.Save(t, dir, feed, 0, archivetest.Cluster("1", "Harbour opens", "The Times", "The Post"), archivetest.Cluster("2", "Bridge closes", "The Times"))
	to := archive.MirrorOptions{To: n.URL + "/news", Name: "a", Replicas: -1}
	examine := func(fix bool) string {
		t.Helper()
		e, err := doctor.ExamineMirror(t.Context(), dir, doctor.ExamineOptions{Fix: fix}, to)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, f := range e.Findings {
			if f.Repaired != fix {
				t.Errorf("%s: repaired is %v", f.What, f.Repaired)
			}
			all = append(all, string(f.Grade)+": "+f.What)
		}
		return strings.Join(all, "\n")
	}
	wants := func(name, got string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q lacks %q", name, got, w)
			}
		}
		if len(want) == 0 && got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	wants("before it is mirrored", examine(false), "error: ", "has nothing of an archive named a")
	wants("mirrored by --fix", examine(true), "has nothing")
	wants("mirrored", examine(false))

	generation := inUse(t, n)
	archivetest.Save(t, dir, feed, 1, archivetest.Cluster("3", "Museum opens", "The Times"))
	wants("behind", examine(false), "note: 1 changed story is not yet mirrored")
	send(t, n, http.MethodDelete, "/news/_doc/"+generation+":1", "")
	send(t, n, http.MethodPut, "/news/_doc/"+generation+":2?version=1000&version_type=external", `{"kind":"story","archive":"a","generation":"`+generation+`","story":2,"n_sum":7}`)
	send(t, n, http.MethodPut, "/news/_doc/x", `{"kind":"story","archive":"a","generation":"`+generation+`","story":99,"n_sum":7}`)
	send(t, n, http.MethodPut, "/news/_doc/y", `{"kind":"story","archive":"a","generation":"a:gone","story":99,"n_sum":7}`)
	harm := []string{
		"error: in OpenSearch, 1 story is not in the index: first 1", "error: in OpenSearch, 1 document has no story: first 99",
		"error: in OpenSearch, 1 document differs from the database: first 2", "note: 1 interrupted copy is left over",
	}
	wants("harmed", examine(false), harm...)
	wants("repaired", examine(true), harm...)
	wants("after that", examine(false))
	send(t, n, http.MethodPut, "/news/_settings", `{"index":{"auto_expand_replicas":false,"number_of_replicas":1}}`)
	wants("without a second node", examine(false), "note: 1 copy of a part of the index is on no node")
}

// inUse returns the generation of the node's only archive.
func inUse(t *testing.T, n *opensearchtest.Node) string {
	t.Helper()
	send(t, n, http.MethodPost, "/news/_refresh", "")
	said := send(t, n, http.MethodGet, "/news/_search?q=kind:state", "")
	_, after, _ := strings.Cut(said, `"generation":"`)
	generation, _, ok := strings.Cut(after, `"`)
	if !ok || generation == "" {
		t.Fatalf("no generation in %s", said)
	}
	return generation
}

// send sends a request to a node.
func send(t *testing.T, n *opensearchtest.Node, method, path, body string) (answer string) {
	t.Helper()
	status, answer := n.Do(method, path, body)
	if status < 200 || status > 299 {
		t.Fatal(fmt.Errorf("%s %s: %d %s", method, path, status, answer))
	}
	return answer
}
