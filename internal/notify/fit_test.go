package notify

import (
	"encoding/json"
	"io"
	"log"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

func silent() *log.Logger { return log.New(io.Discard, "", 0) }

// drawn is news of any texts.
func drawn(t *rapid.T) News {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`["\\<>&@|\n\r\t=? ]{0,900}`), rapid.StringMatching(`(日本|😀|é|word ){0,400}`))
	link := rapid.OneOf(rapid.Just(""), rapid.StringMatching(`https://a\.example/["\\&|<>a-z]{0,600}[a-z]{0,600}`))
	event := rapid.Custom(func(t *rapid.T) Event {
		return Event{Date: "2026-01-15", Title: text.Draw(t, "title"), Publisher: text.Draw(t, "publisher"), Others: rapid.SliceOfN(text, 0, 3).Draw(t, "others"), Link: link.Draw(t, "link")}
	})
	topic := rapid.Custom(func(t *rapid.T) Topic {
		events := slices.Repeat(rapid.SliceOfN(event, 1, 5).Draw(t, "events"), rapid.SampledFrom([]int{1, 40}).Draw(t, "times"))
		return Topic{Name: text.Draw(t, "name"), New: len(events), Pulse: text.Draw(t, "pulse"), Events: events}
	})
	return News{Topics: rapid.SliceOfN(topic, 1, 5).Draw(t, "topics")}
}

// A message is never longer than the receiver takes, has one event at least, and
// says how many it leaves out.
func TestFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawn(t)
		for _, form := range []Form{FormNtfy, FormSlack} {
			fits := Webhook{form: form}.Fit(n)
			kept := 0
			for i, topic := range fits.Topics {
				kept += len(topic.Events)
				if len(topic.Events)+topic.Left != len(n.Topics[i].Events) {
					t.Fatalf("%d of %d events, %d left", len(topic.Events), len(n.Topics[i].Events), topic.Left)
				}
			}
			if kept == 0 {
				t.Fatalf("%s: no event fits", form)
			}
			checkSize(t, form, fits)
		}
	})
}

func checkSize(t *rapid.T, form Form, n News) {
	if form == FormSlack {
		var doc slackDoc
		if err := json.Unmarshal(slackMessage(n), &doc); err != nil || len(utf16.Encode([]rune(doc.Text))) > 40_000 {
			t.Fatalf("Slack gets %d characters, %v", len(doc.Text), err)
		}
		return
	}
	body := ntfyMessage(n, "topic")
	var doc ntfyDoc
	if err := json.Unmarshal(body, &doc); err != nil || jsonLen(doc.Message) > 4096 || len(body) > 8192 {
		t.Fatalf("ntfy gets %d bytes in %d, %v", len(doc.Message), len(body), err)
	}
}

// A topic with many events leaves room for the others.
func TestFitTurns(t *testing.T) {
	many := Topic{Name: "many", New: 500}
	for range 500 {
		many.Events = append(many.Events, Event{Title: strings.Repeat("word ", 30), Link: "https://a.example/1"})
	}
	few := Topic{Name: "few", New: 2, Events: many.Events[:2]}
	n := Webhook{form: FormNtfy}.Fit(News{Topics: []Topic{many, few}})
	if len(n.Topics[1].Events) != 2 || n.Topics[1].Left != 0 || len(n.Topics[0].Events) < 15 || n.Topics[0].Left != 500-len(n.Topics[0].Events) {
		t.Errorf("%d and %d events", len(n.Topics[0].Events), len(n.Topics[1].Events))
	}
	var doc ntfyDoc
	if err := json.Unmarshal(ntfyMessage(n, "x"), &doc); err != nil || !strings.Contains(doc.Message, "more; the next check sends them") || len(doc.Message) < 3800 {
		t.Errorf("%d bytes: …%s", len(doc.Message), doc.Message[len(doc.Message)-60:])
	}
}
