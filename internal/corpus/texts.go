package corpus

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// textWords is the length of a text of [Texts].
const textWords = 500

// Texts returns n texts of some 500 words, the same ones at each call: runs of
// sentences of real articles, each with a few rare words of its own, as names
// are.
func Texts(tb testing.TB, n int) []string {
	tb.Helper()
	articles := sentences(tb)
	draw := rand.New(rand.NewPCG(1, 2))
	rare := rand.NewZipf(draw, 1.05, 50, 1<<20)
	texts := make([]string, n)
	for i := range texts {
		article := articles[draw.IntN(len(articles))]
		var b strings.Builder
		words := 0
		for at := draw.IntN(len(article)); words < textWords; at++ {
			sentence := article[at%len(article)]
			_, _ = fmt.Fprintf(&b, "%s x%dq\n", sentence, rare.Uint64())
			if words += strings.Count(sentence, " ") + 2; at%7 == 0 {
				article = articles[draw.IntN(len(articles))]
			}
		}
		texts[i] = b.String()
	}
	return texts
}

// sentences returns the articles of all timelines, by sentences.
func sentences(tb testing.TB) (articles [][]string) {
	tb.Helper()
	paths, err := filepath.Glob(Path(tb, "timelines") + "/*/articles.jsonl.gz")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no articles", err)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			tb.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			tb.Fatal(err)
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var article struct{ Text string }
			if err := json.Unmarshal(lines.Bytes(), &article); err != nil {
				tb.Fatal(err)
			}
			articles = append(articles, strings.Split(article.Text, "\n"))
		}
		if err := lines.Err(); err != nil {
			tb.Fatal(err)
		}
		if err := f.Close(); err != nil {
			tb.Fatal(err)
		}
	}
	return articles
}
