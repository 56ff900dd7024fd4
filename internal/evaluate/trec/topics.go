package trec

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// A Topic is one question of a collection.
type Topic struct {
	ID   string
	Text string // the question, on one line
}

// ReadTopics reads <top> … </top> blocks, in which <num>, <title> and <desc>
// stand with or without their ends and with or without the words "Number:"
// and "Description:"; or, when r has no <top>, lines of id, tab, text. A
// topic's text is its description, a question in whole sentences, and only
// where it has none its title.
func ReadTopics(r io.Reader) ([]Topic, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read topics: %w", err)
	}
	if blocks := topBlock.FindAllStringSubmatch(string(b), -1); len(blocks) > 0 {
		return parseTops(blocks)
	}
	var topics []Topic
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		if strings.TrimSpace(line) == "" {
			continue
		}
		id, text, ok := strings.Cut(line, "\t")
		one := Topic{ID: strings.TrimSpace(id), Text: strings.Join(strings.Fields(text), " ")}
		if !ok || one.ID == "" || one.Text == "" {
			return nil, fmt.Errorf("topics, line %d: not id, tab, text", n)
		}
		topics = append(topics, one)
	}
	return topics, nil
}

var (
	topBlock = regexp.MustCompile(`(?is)<top>(.*?)</top>`)
	topField = regexp.MustCompile(`(?is)<(num|title|desc|narr)>([^<]*)`)
	topLabel = regexp.MustCompile(`(?i)^\s*(?:number|topic|description|narrative)\s*:\s*`)
)

func parseTops(blocks [][]string) ([]Topic, error) {
	topics := make([]Topic, len(blocks))
	for i, block := range blocks {
		fields := map[string]string{}
		for _, m := range topField.FindAllStringSubmatch(block[1], -1) {
			fields[strings.ToLower(m[1])] = plain(topLabel.ReplaceAllString(m[2], ""))
		}
		one := Topic{ID: fields["num"], Text: fields["desc"]}
		if one.Text == "" {
			one.Text = fields["title"]
		}
		if one.ID == "" || one.Text == "" {
			return nil, fmt.Errorf("topic %d: no <num>, or neither <desc> nor <title>", i+1)
		}
		topics[i] = one
	}
	return topics, nil
}
