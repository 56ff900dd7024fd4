package evaluate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"newsarchive/internal/evaluate/trec"
)

// How large a set of known items is, and how many words a post has at least.
const (
	knownDocs   = 20_000
	knownTopics = 300
	postWords   = 30
)

// KnownItems writes a collection into a folder: headlines as documents, and as
// questions posts in which somebody shares one of them among other words, with
// tags, names, links, quotation marks, emoji and a signature. Each question has
// one answer. The headlines come as lines of tab-separated values whose first
// line names the columns; title and publisher are used. The same lines make the
// same collection.
func KnownItems(headlines io.Reader, folder string) error {
	docs, err := readHeadlines(headlines)
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // no secret
	random.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	docs = docs[:min(len(docs), knownDocs)]
	if len(docs) < 4 {
		return fmt.Errorf("%d headlines are too few", len(docs))
	}
	items, topics, judged := &strings.Builder{}, &strings.Builder{}, &strings.Builder{}
	lines := json.NewEncoder(items)
	for i, d := range docs {
		if err := lines.Encode(map[string]string{"guid": d.Name, "title": d.Title, "content": d.Text}); err != nil {
			return err
		}
		if i < knownTopics {
			fmt.Fprintf(topics, "%s\t%s\n", d.Name, post(random, d, docs))
			fmt.Fprintf(judged, "%s 0 %s 1\n", d.Name, d.Name)
		}
	}
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // no secret
		return err
	}
	for name, b := range map[string]*strings.Builder{"docs.ndjson": items, "topics.tsv": topics, "qrels.txt": judged} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(b.String()), 0o644); err != nil { //nolint:gosec // no secret
			return err
		}
	}
	return nil
}

// readHeadlines returns the different headlines of six words and more, each
// with its publisher as its text.
func readHeadlines(r io.Reader) (docs []trec.Doc, err error) {
	s := bufio.NewScanner(r)
	title, publisher := -1, -1
	known := map[string]bool{}
	for s.Scan() {
		cells := strings.Split(s.Text(), "\t")
		switch {
		case title < 0:
			if title, publisher = slices.Index(cells, "title"), slices.Index(cells, "publisher"); title < 0 || publisher < 0 {
				return nil, fmt.Errorf("the first line names no title and publisher")
			}
		case len(cells) > max(title, publisher) && !known[cells[title]] && len(strings.Fields(cells[title])) >= 6:
			known[cells[title]] = true
			docs = append(docs, trec.Doc{Name: fmt.Sprintf("h%d", len(docs)), Title: cells[title], Text: cells[publisher]})
		}
	}
	return docs, s.Err()
}

// post returns a text that shares a headline.
func post(r *rand.Rand, d trec.Doc, others []trec.Doc) string {
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	shared := sharedWords(r, d.Title)
	if r.IntN(2) == 0 {
		shared = pick("“", "\"") + shared + pick("”", "\"")
	}
	parts := []string{pick("Did you see this?", "I can NOT believe it:", "So it has come to this OR am I wrong?", "Please read AND share.", "@everyone"), shared}
	for words := 0; words < postWords; {
		chatter := strings.Fields(others[r.IntN(len(others))].Title)
		from := r.IntN(len(chatter))
		chatter = chatter[from:min(len(chatter), from+3)]
		words += len(chatter)
		parts = append(parts, strings.Join(chatter, " "), pick("", "...", "😡", "👇🏻👇🏻", "(", "-", "\""))
	}
	parts = append(parts, "@"+letters(d.Text), "https://t.example/"+pick("aB3xZ", "k9QwE"), "pic.post.example/"+pick("xYz12", "Qr7sT"))
	if r.IntN(2) == 0 {
		name := letters(others[r.IntN(len(others))].Text)
		parts = append(parts, "— "+name+" (@"+strings.ToLower(name)+") "+pick("August 4, 2025", "January 14, 2026"))
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// sharedWords returns four fifths of a headline's words, some of them as tags.
func sharedWords(r *rand.Rand, title string) string {
	var kept []string
	for _, w := range strings.Fields(title) {
		if r.IntN(5) == 0 && len(kept) >= 4 {
			continue
		}
		if tag := letters(w); r.IntN(6) == 0 && tag != "" {
			w = "#" + tag
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
