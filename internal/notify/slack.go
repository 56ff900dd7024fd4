package notify

import (
	"strings"
	"unicode/utf16"
)

// slackLimit is how long the text of a message of Slack may be, in characters;
// what is longer is cut. They are counted as UTF-16, which no count exceeds.
const slackLimit = 40_000

type slackDoc struct {
	Text string `json:"text"`
}

// slackMessage is the news in Slack's mrkdwn, which Mattermost reads too.
func slackMessage(n News) []byte {
	var b strings.Builder
	for _, t := range n.Topics {
		if len(t.Events) == 0 {
			continue
		}
		b.WriteString(slackTopic(t))
		for _, e := range t.Events {
			b.WriteString(slackEvent(e))
		}
	}
	b.WriteString(n.rest())
	return compact(slackDoc{strings.TrimSpace(b.String())})
}

func slackTopic(t Topic) string {
	head := "\n*" + slackText(t.Name) + "*: " + stories(t.New)
	if t.Pulse != "" {
		head += " · " + slackText(t.Pulse)
	}
	return head + "\n"
}

func slackEvent(e Event) string {
	line := slackText(e.Title)
	if e.Link != "" {
		line = "<" + slackLink(e.Link) + "|" + line + ">"
	}
	for _, more := range []string{e.Publisher, e.Date, e.also()} {
		if more != "" {
			line += " · " + slackText(more)
		}
	}
	return "• " + line + "\n"
}

// slackText escapes the three characters that begin or end something, as Slack
// asks. A zero-width space after @ keeps a headline from calling everyone where
// @channel is read in plain text.
func slackText(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "@", "@\u200b").Replace(text)
}

// slackLink escapes a link: | would end it.
func slackLink(link string) string {
	return strings.NewReplacer("&", "&amp;", "<", "%3C", ">", "%3E", "|", "%7C", " ", "%20").Replace(link)
}

// slackSize counts the characters of a message.
func slackSize() size {
	return size{
		limit: slackLimit - maxRest,
		topic: func(t Topic) int { return characters(slackTopic(t)) },
		event: func(e Event) int { return characters(slackEvent(e)) },
	}
}

func characters(text string) (n int) {
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
