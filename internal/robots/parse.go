package robots

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// MaxBytes is how much of a file is read, the least that RFC 9309 asks for. A
// line that it cuts is left out.
const MaxBytes = 500 << 10

// Rules says what one program may request of one site. The zero Rules allow
// everything.
type Rules struct {
	rules []rule
	delay time.Duration
}

// AllowAll returns rules that allow every path.
func AllowAll() Rules { return Rules{} }

// Delay is the Crawl-delay: how long to wait between two requests; 0 if the file
// does not say. It is at most a day.
func (r Rules) Delay() time.Duration { return r.delay }

// Parse reads a file for the program with that product token, such as
// "archive"; capital and small letters are equal. A line that cannot be read is
// skipped.
func Parse(body []byte, product string) Rules {
	p := parser{product: strings.ToLower(product)}
	body = bytes.TrimPrefix(cut(body), []byte("\xef\xbb\xbf"))
	for line := range strings.FieldsFuncSeq(string(body), func(r rune) bool { return r == '\n' || r == '\r' }) {
		p.line(line)
	}
	if p.named {
		return p.ours
	}
	return p.others
}

// cut returns the first MaxBytes of a file, up to the end of a line.
func cut(body []byte) []byte {
	if len(body) <= MaxBytes {
		return body
	}
	body = body[:MaxBytes]
	return body[:bytes.LastIndexAny(body, "\r\n")+1]
}

// parser is the state between two lines.
type parser struct {
	product      string
	ours, others Rules // of the groups for the product, and for "*"
	named        bool  // a group is for the product

	// The group that is read. It ends with a User-agent after a rule.
	forOurs, forOthers, hasRules bool
}

func (p *parser) line(line string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "user-agent":
		p.agent(value)
	case "allow":
		p.rule(value, true)
	case "disallow":
		p.rule(value, false)
	case "crawl-delay":
		p.delay(value)
	}
}

func (p *parser) agent(value string) {
	if p.hasRules {
		p.forOurs, p.forOthers, p.hasRules = false, false, false
	}
	switch {
	case value == "*" || strings.HasPrefix(value, "* "):
		p.forOthers = true
	case strings.ToLower(Product(value)) == p.product && p.product != "":
		p.forOurs, p.named = true, true
	}
}

// Product returns the product token at the beginning of a User-Agent: letters,
// hyphens and underscores.
func Product(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

func (p *parser) rule(value string, allow bool) {
	p.hasRules = true
	if !strings.HasPrefix(value, "/") && !strings.HasPrefix(value, "*") {
		return // an empty rule allows and forbids nothing
	}
	for _, group := range p.groups() {
		group.rules = append(group.rules, rule{pattern: normal(value, false), allow: allow})
	}
}

// delay reads a Crawl-delay. Where there are several, the longest holds.
func (p *parser) delay(value string) {
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(seconds) || seconds <= 0 {
		return
	}
	const longest = 24 * time.Hour
	for _, group := range p.groups() {
		group.delay = max(group.delay, time.Duration(min(seconds, longest.Seconds())*float64(time.Second)))
	}
}

func (p *parser) groups() []*Rules {
	both := []*Rules{nil, nil}
	if p.forOurs {
		both[0] = &p.ours
	}
	if p.forOthers {
		both[1] = &p.others
	}
	return slices.DeleteFunc(both, func(r *Rules) bool { return r == nil })
}
