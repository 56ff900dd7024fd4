package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"newsarchive/internal/terminal"
)

// Mail hands a message to sendmail, the program by which mail leaves this
// machine. Postfix, Exim, OpenSMTPD, msmtp and others bring one.
type Mail struct {
	to, from string   // as they are written in a header
	words    []string // sendmail and its arguments
	host     string   // for the Message-ID
}

// NewMail returns the way to one address: ada@example.org, with a name before
// it or not, or a user of this machine. Without from, sendmail sets the sender.
// Without words for sendmail, findSendmail finds it.
func NewMail(to, from string, sendmail []string) (Mail, error) {
	m := Mail{words: sendmail}
	var err error
	if m.to, err = address(to); err != nil {
		return Mail{}, err
	}
	if from != "" {
		if m.from, err = address(from); err != nil {
			return Mail{}, err
		}
	}
	if len(m.words) == 0 {
		path, err := findSendmail(exec.LookPath)
		if err != nil {
			return Mail{}, err
		}
		m.words = []string{path}
	}
	if m.host, err = os.Hostname(); err != nil || !atom(m.host) {
		m.host = "localhost"
	}
	return m, nil
}

// ErrNoSendmail means that there is no sendmail on this machine.
var ErrNoSendmail = errors.New("there is no sendmail on this machine")

// findSendmail finds sendmail in the PATH, or where it is by tradition, which
// the PATH of cron lacks.
func findSendmail(look func(string) (string, error)) (string, error) {
	for _, name := range []string{"sendmail", "/usr/sbin/sendmail", "/usr/lib/sendmail"} {
		if path, err := look(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoSendmail
}

// address writes an address as a header has it (RFC 5322, section 3.4).
func address(typed string) (string, error) {
	if atom(typed) && !strings.HasPrefix(typed, "-") {
		return typed, nil // a user of this machine
	}
	parsed, err := mail.ParseAddress(typed)
	if err != nil || strings.ContainsFunc(parsed.Address, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", fmt.Errorf("%.100q is no mail address; one is written as ada@example.org, in ASCII", typed)
	}
	parsed.Name = clean(parsed.Name, maxName)
	return parsed.String(), nil
}

// atom reports a word of letters, digits and the few marks that names of users
// and machines have.
func atom(s string) bool {
	return s != "" && len(s) <= 253 && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-._+", r)
	})
}

// Name implements [Sender].
func (m Mail) Name() string { return "the mail program " + filepath.Base(m.words[0]) }

// Fit implements [Sender]: a mail has room for everything.
func (m Mail) Fit(n News) News { return n }

// Send implements [Sender]. sendmail reads the addresses from the message (-t),
// and a line with a single dot does not end it (-i).
func (m Mail) Send(ctx context.Context, n News) error {
	said := &head{most: 4 << 10}
	words := append(append([]string{}, m.words...), "-i", "-t")
	err := run(ctx, words, m.message(n), said, said)
	var failed *Error
	if !errors.As(err, &failed) {
		return err
	}
	if words := said.line(); words != "" {
		failed.Reason += " (" + words + ")"
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && refused(exit.ExitCode()) {
		failed.Final = true
		failed.Hint = "check the address, and how " + filepath.Base(m.words[0]) + " is set up"
	}
	return failed
}

// refused reports an exit code of sysexits.h that trying again does not mend.
func refused(code int) bool {
	switch code {
	case 64, 65, 67, 68, 72, 73, 77, 78: // usage, data, no user, no host, no system file, cannot create, no permission, configuration
		return true
	}
	return false
}

// head keeps the beginning of what is written to it.
type head struct {
	bytes.Buffer
	most int
}

// Write implements [io.Writer].
func (h *head) Write(p []byte) (int, error) {
	_, err := h.Buffer.Write(p[:min(len(p), max(h.most-h.Len(), 0))])
	return len(p), err
}

// line is the first line that says something.
func (h *head) line() string {
	for line := range strings.Lines(h.String()) {
		if line = strings.TrimSpace(terminal.Clean(line)); line != "" {
			return shorten(line, maxTitle)
		}
	}
	return ""
}
