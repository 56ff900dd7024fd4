package trec

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Judgements says how well each judged document answers a topic: by topic,
// then by the document's name. A grade of 0 or less is no answer.
type Judgements map[string]map[string]int

// ReadJudgements reads lines of topic, iteration (of no meaning), document
// and grade, as qrels files have them.
func ReadJudgements(r io.Reader) (Judgements, error) {
	all := Judgements{}
	s := lines(r)
	for n := 1; s.Scan(); n++ {
		fields := strings.Fields(s.Text())
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 4 {
			return nil, fmt.Errorf("judgements, line %d: %d fields instead of topic, 0, document, grade", n, len(fields))
		}
		grade, err := strconv.Atoi(fields[3])
		if err != nil {
			return nil, fmt.Errorf("judgements, line %d: grade: %w", n, err)
		}
		if all[fields[0]] == nil {
			all[fields[0]] = map[string]int{}
		}
		all[fields[0]][fields[2]] = grade
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read judgements: %w", err)
	}
	return all, nil
}

// Answers is how many documents answer the topic.
func (j Judgements) Answers(topic string) int {
	n := 0
	for _, grade := range j[topic] {
		if grade > 0 {
			n++
		}
	}
	return n
}
