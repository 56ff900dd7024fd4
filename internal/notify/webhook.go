package notify

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"newsarchive/internal/fetch"
)

// Form is how a webhook takes messages.
type Form string

// Timeout is how long one try at a webhook may take: three fit into a minute.
const Timeout = 15 * time.Second

// The forms.
const (
	FormJSON  Form = "json"  // the news as "archive topic check --json" has it
	FormNtfy  Form = "ntfy"  // https://docs.ntfy.sh/publish/#publish-as-json
	FormSlack Form = "slack" // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
)

// Forms are the forms there are.
func Forms() []Form { return []Form{FormJSON, FormNtfy, FormSlack} }

// FormOf is the form that the host of an address is known to take: ntfy.sh, or
// any host whose name begins with "ntfy.", and those of Slack. Of others it is
// FormJSON.
func FormOf(address string) Form {
	u, err := url.Parse(address)
	if err != nil {
		return FormJSON
	}
	switch host := strings.ToLower(u.Hostname()); {
	case host == "ntfy.sh", strings.HasPrefix(host, "ntfy."):
		return FormNtfy
	case host == "hooks.slack.com", host == "hooks.slack-gov.com":
		return FormSlack
	}
	return FormJSON
}

// Webhook posts the news to an address, which is a secret: names and errors have
// scheme and host of it.
type Webhook struct {
	client  *fetch.Client
	address string // where the news is posted
	shown   string
	form    Form
	topic   string // of ntfy
}

// The faults of an address.
var (
	ErrAddress = errors.New("it is no http or https address")
	ErrTopic   = errors.New("an address of ntfy ends with the topic's name: https://ntfy.sh/NAME")
)

// NewWebhook returns the way to an address. Of ntfy, the last part of its path is
// the topic. The error is [ErrAddress] or [ErrTopic], and does not repeat the
// address.
func NewWebhook(client *fetch.Client, address string, form Form) (Webhook, error) {
	u, err := url.Parse(address)
	if err != nil || fetch.Origin(address) == "" {
		return Webhook{}, ErrAddress
	}
	w := Webhook{client: client, shown: strings.ToLower(u.Scheme) + "://" + u.Host, form: form}
	if form == FormNtfy {
		end := strings.LastIndexByte(u.Path, '/') + 1
		w.topic = u.Path[end:]
		if !topicName().MatchString(w.topic) {
			return Webhook{}, ErrTopic
		}
		u.Path, u.RawPath = u.Path[:end], ""
	}
	w.address = u.String()
	return w, nil
}

// topicName is what ntfy takes as the name of a topic.
func topicName() *regexp.Regexp { return regexp.MustCompile(`^[-_A-Za-z0-9]{1,64}$`) }

// Name implements [Sender].
func (w Webhook) Name() string { return "the webhook at " + w.shown }

// Fit implements [Sender].
func (w Webhook) Fit(n News) News {
	switch w.form {
	case FormNtfy:
		return fit(n, ntfySize())
	case FormSlack:
		return fit(n, slackSize())
	case FormJSON:
	}
	return n
}

// Send implements [Sender].
func (w Webhook) Send(ctx context.Context, n News) error {
	body := n.JSON
	switch w.form {
	case FormNtfy:
		body = ntfyMessage(n, w.topic)
	case FormSlack:
		body = slackMessage(n)
	case FormJSON:
	}
	defer w.client.Close() // the next try or news may be far away
	res, err := w.client.Send(ctx, fetch.SendRequest{URL: w.address, ContentType: "application/json; charset=utf-8", Body: body})
	if err != nil {
		return unreached(err)
	}
	return w.answered(res)
}

// unreached is the failure of a webhook that did not answer.
func unreached(err error) error {
	var f *fetch.Error
	if !errors.As(err, &f) {
		return err
	}
	return &Error{
		Reason: "cannot be reached: " + f.Reason, Hint: f.Hint, Err: err,
		Final: errors.Is(err, fetch.ErrTLS) || errors.Is(err, fetch.ErrAddress),
	}
}

// answered is the failure that a status tells of, or nil.
func (w Webhook) answered(res fetch.SendResponse) error {
	failed := func(hint, format string, args ...any) error {
		return &Error{Reason: fmt.Sprintf(format, args...), Hint: hint, Final: true}
	}
	switch status := res.Status; {
	case status >= 200 && status <= 299:
		return nil
	case status >= 300 && status <= 399:
		return failed("give the address that it leads to", "leads elsewhere (%d), and no redirect is followed", status)
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status >= 500:
		return &Error{Reason: fmt.Sprintf("has a problem (%d)", status), After: res.RetryAfter}
	case status == http.StatusTooManyRequests:
		return &Error{Reason: "was asked too often (429)", After: res.RetryAfter}
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return failed("check the token or the password in its address", "refuses the news (%d%s)", status, w.code(res))
	case status == http.StatusNotFound, status == http.StatusGone:
		return failed("check its address; it may have been revoked", "is not there (%d%s)", status, w.code(res))
	case status == http.StatusRequestEntityTooLarge:
		return failed("archive topic check -n 20 sends less at a time", "does not take that much at once (%d)", status)
	}
	return failed(fmt.Sprintf("check that it takes the form %q; --webhook-form chooses another", w.form), "does not understand the news (%d%s)", res.Status, w.code(res))
}

// code is the code word that Slack and others answer with, such as no_service.
// Any other answer may repeat the address, and is not shown.
func (w Webhook) code(res fetch.SendResponse) string {
	word := strings.TrimSpace(res.Text)
	if !codeWord().MatchString(word) || strings.Contains(w.address, word) || strings.Contains(w.topic, word) {
		return ""
	}
	return " " + word
}

func codeWord() *regexp.Regexp { return regexp.MustCompile(`^[a-z]+(_[a-z]+){1,5}$`) }
