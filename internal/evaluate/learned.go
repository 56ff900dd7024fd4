package evaluate

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
)

// Learned says for each word which words stand for it in the events that the
// archive finds in some headlines. Their labels are not shown to it.
func Learned(ctx context.Context, headlines []Labelled, words []string, o archive.Options) (all []archive.LearnedWord, err error) {
	err = withItems(ctx, o, labelledItems(headlines), func(a *archive.Archive) error {
		for _, word := range words {
			e, err := a.Explain(ctx, archive.Question{Text: "~~" + word})
			if err != nil {
				return fmt.Errorf("learn of %q: %w", word, err)
			}
			if len(e.Learned) == 0 {
				return fmt.Errorf("%q is not one word", word)
			}
			all = append(all, e.Learned[0])
		}
		return nil
	})
	return all, err
}

// labelledItems are headlines as items with one story each.
func labelledItems(headlines []Labelled) iter.Seq[news.Item] {
	return func(yield func(news.Item) bool) {
		for i, h := range headlines {
			link := "https://headlines.example/" + strconv.Itoa(i)
			if !yield(news.Item{
				Feed: news.Feed{URL: "https://headlines.example/feed"},
				GUID: link, Link: link, Language: h.Language, Published: h.Date, FirstSeen: h.Date.Time,
				Stories: []news.Story{{Link: link, Title: h.Title, Publisher: h.Publisher, Language: h.Language}},
			}) {
				return
			}
		}
	}
}

// ReadHeadlines reads a table of headlines: tab-separated, with a first line, the
// edition (en-US) in the first column, when it was first seen in the second, the
// headline in the seventh and the publisher in the eighth.
func ReadHeadlines(r io.Reader) (all []Labelled, err error) {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		f := strings.Split(lines.Text(), "\t")
		if len(f) < 8 {
			return nil, fmt.Errorf("line %d has %d columns, not 8", n, len(f))
		}
		if n == 1 {
			continue
		}
		seen, err := time.Parse("2006-01-02T15:04Z", f[1])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		language, _, _ := strings.Cut(f[0], "-")
		all = append(all, Labelled{ID: strconv.Itoa(n), Date: news.Instant(seen), Publisher: f[7], Title: f[6], Language: language})
	}
	return all, lines.Err()
}

// ReadWords reads a list of words, one a line. Lines that begin with # are
// comments.
func ReadWords(r io.Reader) (words []string, err error) {
	err = eachLine(r, func(_ int, line []byte) error {
		if w := strings.TrimSpace(string(line)); w != "" && w[0] != '#' {
			words = append(words, w)
		}
		return nil
	})
	if err == nil && len(words) == 0 {
		err = errors.New("no words")
	}
	return words, err
}
