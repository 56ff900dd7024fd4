package notify

import (
	"bytes"
	"encoding/json"
	"strings"
)

// ntfyLimit is how long a message of ntfy may be, in bytes; a server makes a file
// of a longer one. It reads at most twice as much JSON, so the text is counted as
// JSON has it.
const ntfyLimit = 4096

type ntfyDoc struct {
	Topic   string   `json:"topic"`
	Title   string   `json:"title"`
	Message string   `json:"message"`
	Click   string   `json:"click,omitempty"` // what a tap opens
	Tags    []string `json:"tags"`            // an emoji
}

// ntfyMessage is the news for a phone: a headline a line, each with its link.
func ntfyMessage(n News, topic string) []byte {
	doc := ntfyDoc{Topic: topic, Title: n.subject(), Tags: []string{"newspaper"}}
	all := n.events()
	if len(all) == 1 {
		doc.Click = all[0].Link
	}
	var b strings.Builder
	for _, t := range n.Topics {
		if len(n.Topics) > 1 && len(t.Events) > 0 {
			b.WriteString(ntfyTopic(t))
		}
		for _, e := range t.Events {
			b.WriteString(ntfyEvent(e))
		}
	}
	b.WriteString(n.rest())
	doc.Message = strings.TrimSpace(b.String())
	return compact(doc)
}

func ntfyTopic(t Topic) string { return t.Name + ": " + stories(t.New) + "\n\n" }

func ntfyEvent(e Event) string {
	lines := e.Title
	if e.Publisher != "" {
		lines += " — " + e.Publisher
	}
	if e.Link != "" {
		lines += "\n" + e.Link
	}
	return lines + "\n\n"
}

// ntfySize counts the bytes of a message.
func ntfySize() size {
	return size{
		limit: ntfyLimit - maxRest,
		topic: func(t Topic) int { return jsonLen(ntfyTopic(t)) },
		event: func(e Event) int { return jsonLen(ntfyEvent(e)) },
	}
}

// jsonLen is the length of a text within JSON, in bytes.
func jsonLen(text string) int { return len(compact(text)) - len(`""`) }

// compact is a value as JSON, with <, > and & as they are.
func compact(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // texts are written to memory
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
