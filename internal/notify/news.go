package notify

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/terminal"
)

// News is the new stories of topics.
type News struct {
	Now    time.Time // in the archive's zone
	Topics []Topic
	JSON   []byte // all of it as one JSON document
}

// Topic is the news of one topic.
type Topic struct {
	Name   string
	New    int    // stories, also those that are not among the events
	Pulse  string // how that compares with what is usual
	Events []Event
	More   bool // there are more than these events, which the caller left out
	Left   int  // events that [Sender.Fit] left out
}

// Event is one line of the news: the stories of one event.
type Event struct {
	Date, Title, Publisher string
	Others                 []string // other publishers that tell of it
	Link                   string   // http or https, or nothing
}

// also names the other publishers, or is empty.
func (e Event) also() string {
	if len(e.Others) == 0 {
		return ""
	}
	return shorten("also "+strings.Join(e.Others, ", "), maxPeople)
}

// count is the number of new stories.
func (n News) count() (stories int) {
	for _, t := range n.Topics {
		stories += t.New
	}
	return stories
}

// rest says that there is more than these events; empty if there is not.
func (n News) rest() string {
	left, more := 0, false
	for _, t := range n.Topics {
		left, more = left+t.Left, more || t.More
	}
	switch {
	case left > 0:
		return "and " + strconv.Itoa(left) + " more; the next check sends them"
	case more:
		return "and more; the next check sends it"
	}
	return ""
}

func (n News) events() (all []Event) {
	for _, t := range n.Topics {
		all = append(all, t.Events...)
	}
	return all
}

// subject is the news in one line.
func (n News) subject() string {
	if len(n.Topics) == 1 {
		return n.Topics[0].Name + ": " + stories(n.Topics[0].New)
	}
	names := make([]string, 0, len(n.Topics))
	for _, t := range n.Topics {
		names = append(names, t.Name)
	}
	return shorten(stories(n.count())+": "+strings.Join(names, ", "), maxName)
}

func stories(n int) string {
	if n == 1 {
		return "1 new story"
	}
	return strconv.Itoa(n) + " new stories"
}

// The longest texts of an event and of a topic in a message, in characters, and
// the longest link, in bytes. So one event fits any message.
const (
	maxTitle  = 200
	maxPeople = 60
	maxName   = 100
	maxLink   = 1000
)

// bounded returns the news with its texts cleaned and shortened. A link that is
// too long is left out.
func (n News) bounded() News {
	n.Topics = slices.Clone(n.Topics)
	for i := range n.Topics {
		t := &n.Topics[i]
		t.Name, t.Pulse = clean(t.Name, maxName), clean(t.Pulse, maxName)
		t.Events = slices.Clone(t.Events)
		for k := range t.Events {
			e := &t.Events[k]
			e.Date, e.Title = clean(e.Date, maxPeople), clean(e.Title, maxTitle)
			e.Publisher, e.Others = clean(e.Publisher, maxPeople), others(e.Others)
			if e.Link = clean(e.Link, 2*maxLink); len(e.Link) > maxLink {
				e.Link = ""
			}
		}
	}
	return n
}

func others(names []string) (all []string) {
	for _, name := range names[:min(len(names), maxPeople)] {
		if name = clean(name, maxPeople); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// clean makes text from outside one line of at most so many characters.
func clean(text string, most int) string {
	return shorten(strings.TrimSpace(terminal.Clean(strings.ToValidUTF8(text, "�"))), most)
}

func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}
