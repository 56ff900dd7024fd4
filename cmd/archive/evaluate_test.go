package main

import (
	"bytes"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"newsarchive/internal/trec"
)

// TestEvaluation asks a small collection of our own, and every one named by
// $ARCHIVE_TREC, by the public commands, and the same of SQLite's FTS5. On our
// own the archive promises a mean average precision at least as good; of the
// others, and of nDCG@10, it prints how good it is.
func TestEvaluation(t *testing.T) {
	t.Run("own", func(t *testing.T) {
		ours, theirs := evaluate(t, filepath.Join("..", "..", "testdata", "trec"))
		if ours.MAP < theirs.MAP {
			t.Errorf("the archive finds worse than FTS5: MAP %.4f, %.4f", ours.MAP, theirs.MAP)
		}
	})
	for _, dir := range filepath.SplitList(os.Getenv("ARCHIVE_TREC")) {
		t.Run(filepath.Base(dir), func(t *testing.T) { evaluate(t, dir) })
	}
}

// evaluate measures the archive and FTS5 on the collection in a folder.
func evaluate(t *testing.T, dir string) (ours, theirs trec.Measure) {
	t.Helper()
	c := readCollection(t, dir)
	ours = trec.Mean(c.topics, c.byArchive(t), c.judgements)
	theirs = trec.Mean(c.topics, c.byFTS5(t), c.judgements)
	if ours.Topics == 0 || theirs.MAP == 0 {
		t.Fatalf("no topic has an answer that can be found: %+v, %+v", ours, theirs)
	}
	t.Logf("%d documents, %d questions", len(c.docs), ours.Topics)
	t.Logf("archive  MAP %.4f  nDCG@10 %.4f", ours.MAP, ours.NDCG10)
	t.Logf("FTS5     MAP %.4f  nDCG@10 %.4f", theirs.MAP, theirs.NDCG10)
	t.Logf("ratio    MAP %.3f   nDCG@10 %.3f", ours.MAP/theirs.MAP, ours.NDCG10/theirs.NDCG10)
	return ours, theirs
}

// byArchive imports the documents and asks all topics, as one would at a
// shell, and returns the names of the documents found for each.
func (c collection) byArchive(t *testing.T) map[string][]string {
	t.Helper()
	s := newSession(t, c.ndjson(t))
	var batch strings.Builder
	for _, topic := range c.topics {
		batch.WriteString(topic.Text + "\n")
	}
	path := filepath.Join(t.TempDir(), "topics")
	if err := os.WriteFile(path, []byte(batch.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, said := s.run("search", "--batch", path, "--any", "--group", "none", "-n", "1000", "--format", "tsv", "--fields", "guid,score")
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, said)
	}
	found := map[string][]string{}
	for line := range strings.Lines(out) {
		fields := strings.Split(line, "\t")
		n, err := strconv.Atoi(fields[0])
		if err != nil || len(fields) != 3 || n < 1 || n > len(c.topics) {
			t.Fatalf("not number, guid, score: %q", line)
		}
		id := c.topics[n-1].ID
		found[id] = append(found[id], fields[1])
	}
	return found
}

// ndjson gives the documents the archive's own form.
func (c collection) ndjson(t *testing.T) string {
	t.Helper()
	type feed struct {
		URL string `json:"url"`
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	for i, doc := range c.docs {
		err := e.Encode(struct {
			Feed     feed   `json:"feed"`
			GUID     string `json:"guid"`
			Link     string `json:"link"`
			Title    string `json:"title"`
			Content  string `json:"content"`
			Language string `json:"language"`
		}{
			feed{"https://collection.example/feed"},
			doc.Name, "https://collection.example/" + strconv.Itoa(i),
			html.EscapeString(doc.Title), "<p>" + html.EscapeString(doc.Text) + "</p>", "en",
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
