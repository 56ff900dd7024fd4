package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/fetch"
	"newsarchive/internal/notify"
)

// deliveryOptions say where the new stories of topics go. Without a way of
// delivery, they go to standard output.
type deliveryOptions struct {
	exec                     string
	mail, mailFrom, sendmail string
	webhook, form            string
	timeout                  time.Duration
}

// deliveryFlags adds the flags of "topic check" and "sync --check" that deliver
// new stories.
func deliveryFlags(cmd *cobra.Command, o *deliveryOptions) {
	f := cmd.Flags()
	f.StringVar(&o.exec, "exec", "", "pass the news to `COMMAND`, as JSON on its standard input")
	f.StringVar(&o.mail, "mail", "", "send the news to `ADDRESS` by sendmail")
	f.StringVar(&o.mailFrom, "mail-from", "", "the sender's `ADDRESS` (default: as sendmail sets it)")
	f.StringVar(&o.sendmail, "sendmail", "", "the `COMMAND` that sends mail (default: sendmail in the PATH, in /usr/sbin or /usr/lib)")
	f.StringVar(&o.webhook, "webhook", "", "post the news to `URL`, or to the one in @FILE")
	f.StringVar(&o.form, "webhook-form", "", "how the webhook takes it: `FORM` is json, ntfy or slack (default: by its host, else json)")
	f.DurationVar(&o.timeout, "timeout", time.Minute, "give up a delivery after this `DURATION`, all tries included")
	_ = cmd.RegisterFlagCompletionFunc("webhook-form", cobra.FixedCompletions([]string{"json", "ntfy", "slack"}, cobra.ShellCompDirectiveNoFileComp))
}

// chosen is the flag of the way of delivery, or "".
func (o deliveryOptions) chosen() string {
	flags := o.ways()
	if len(flags) == 0 {
		return ""
	}
	return flags[0]
}

// ways are the flags of the ways of delivery that are given.
func (o deliveryOptions) ways() (flags []string) {
	for _, way := range []struct{ flag, value string }{{"--exec", o.exec}, {"--mail", o.mail}, {"--webhook", o.webhook}} {
		if way.value != "" {
			flags = append(flags, way.flag)
		}
	}
	return flags
}

// sender checks the flags, and returns the way of delivery; nil for standard
// output.
func (o deliveryOptions) sender(a *app) (notify.Sender, error) {
	ways := o.ways()
	switch {
	case len(ways) > 1:
		return nil, usagef("%s: give one of them, or a failure of one would have the other deliver twice; a program of --exec can pass the news on to several", strings.Join(ways, ", "))
	case o.mail == "" && (o.mailFrom != "" || o.sendmail != ""):
		return nil, usagef("--mail-from and --sendmail go with --mail")
	case o.webhook == "" && o.form != "":
		return nil, usagef("--webhook-form goes with --webhook")
	case len(ways) == 0:
		return nil, nil
	case o.timeout <= 0:
		return nil, usagef("--timeout must be more than nothing")
	}
	switch {
	case o.exec != "":
		return o.program(a)
	case o.mail != "":
		return o.mailer()
	}
	return o.hook(a)
}

func (o deliveryOptions) program(a *app) (notify.Sender, error) {
	words, err := command("--exec", o.exec)
	if err != nil {
		return nil, err
	}
	p := notify.Program{Words: words, Out: a.out, Err: a.err}
	if file := a.out.File(); file != nil {
		p.Out = file
	}
	if file := a.err.File(); file != nil {
		p.Err = file
	}
	return p, nil
}

func (o deliveryOptions) mailer() (notify.Sender, error) {
	var words []string
	if o.sendmail != "" {
		var err error
		if words, err = command("--sendmail", o.sendmail); err != nil {
			return nil, err
		}
	}
	m, err := notify.NewMail(o.mail, o.mailFrom, words)
	switch {
	case errors.Is(err, notify.ErrNoSendmail):
		return nil, fmt.Errorf("%w; install one, such as msmtp-mta, or name it with --sendmail", err)
	case err != nil:
		return nil, usagef("%w", err)
	}
	return m, nil
}

func (o deliveryOptions) hook(a *app) (notify.Sender, error) {
	address, err := addressIn(o.webhook)
	if err != nil {
		return nil, err
	}
	form := notify.Form(o.form)
	switch {
	case form == "":
		form = notify.FormOf(address)
	case !slices.Contains(notify.Forms(), form):
		return nil, usagef("--webhook-form is json, ntfy or slack, not %q", o.form)
	}
	w, err := notify.NewWebhook(fetch.New(fetch.Config{UserAgent: userAgent(), Timeout: notify.Timeout, Now: a.now}), address, form)
	if err != nil {
		return nil, usagef("--webhook: %w", err)
	}
	return w, nil
}

// addressIn is an address as it was typed, or the first line of the file after
// an @.
func addressIn(typed string) (string, error) {
	path, ok := strings.CutPrefix(typed, "@")
	if !ok {
		return strings.TrimSpace(typed), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("--webhook: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was read
	text, err := io.ReadAll(io.LimitReader(f, 16<<10))
	if err != nil {
		return "", fmt.Errorf("--webhook: %w", err)
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	return strings.TrimSpace(line), nil
}

// deliver sends new stories, and returns those that were delivered.
func (a *app) deliver(ctx context.Context, ar *archive.Archive, o checkOptions, by notify.Sender, news []archive.Checked, doc []byte) ([]archive.Checked, error) {
	fits := by.Fit(newsOf(ar, a.now(), news, doc))
	if err := notify.Deliver(ctx, by, fits, notify.Options{Limit: o.timeout, Wait: a.wait}); err != nil {
		return nil, err
	}
	var delivered []archive.Checked
	left := 0
	for i, t := range fits.Topics {
		left += t.Left
		if len(t.Events) > 0 {
			news[i].Answer.Groups = news[i].Answer.Groups[:len(t.Events)]
			delivered = append(delivered, news[i])
		}
	}
	if left > 0 {
		a.note("%s did not fit into the message; the next check has them", plural(left, "event", "events"))
	}
	return delivered, nil
}
