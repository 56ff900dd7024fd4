package notify

import (
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// received reads a message as a mail program does: its header, decoded, and its
// text.
func received(t interface{ Fatal(args ...any) }, raw string) (mail.Header, string, string) {
	m, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header, subject, string(body)
}

func TestMail(t *testing.T) {
	words, got := played(t, "", "75 0") // EX_TEMPFAIL
	m, err := NewMail("Ada Löw <ada@example.org>", "", words)
	if err != nil {
		t.Fatal(err)
	}
	o, _ := waited(time.Minute)
	if err := Deliver(t.Context(), m, some(), o); err != nil {
		t.Fatal(err)
	}
	calls := got()
	if len(calls) != 2 || calls[0] != calls[1] {
		t.Fatalf("%d calls: %q", len(calls), calls)
	}
	args, raw, _ := strings.Cut(calls[1], "\n")
	if args != "-i -t" || strings.Contains(raw, "\r") {
		t.Errorf("sendmail %s\n%q", args, raw)
	}
	h, subject, body := received(t, raw)
	to, err := h.AddressList("To")
	if err != nil || len(to) != 1 || *to[0] != (mail.Address{Name: "Ada Löw", Address: "ada@example.org"}) {
		t.Errorf("to %v, %v", to, err)
	}
	if date, err := h.Date(); err != nil || !date.Equal(some().Now) {
		t.Errorf("date %v, %v", date, err)
	}
	if id := h.Get("Message-ID"); !strings.HasPrefix(id, "<archive.20260115T073000.") || strings.Count(id, "@") != 1 || !strings.HasSuffix(id, ">") {
		t.Errorf("message id %s", id)
	}
	if subject != "4 new stories: harbour, 日韓" || h.Get("Auto-Submitted") != "auto-generated" || h.Get("From") != "" || h.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("subject %s, header %v", subject, h)
	}
	want := `harbour: 3 new stories · 3 this week, usually 0.4

2026-01-15  A harbour closes
            Reuters · also BBC, AP News
            https://a.example/2?a=1&b=2

2026-01-14  Häfen & <Kräne>
            Die Küste


日韓: 1 new story

2026-01-15  日韓首脳会談
            NHK
            https://n.example/1
`
	if body != want {
		t.Errorf("body\n%s", body)
	}
}

// Whatever a headline has, the header stays the header, and is read as it was.
func TestMailHeader(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.OneOf(
			rapid.String(), rapid.StringMatching(`(日本|😀|é|word )*`), rapid.StringMatching(`(=\?utf-8\?[qB]\?[A-Za-z_=]*\?=| |x)*`),
			rapid.StringMatching(`x\r?\n(Bcc: all@example\.org|\.)\r?\n\r?\n.*`),
		).Draw(t, "title")
		n := some()
		n.Topics = n.Topics[1:]
		n.Topics[0].Events[0].Title = title
		raw := string(Mail{to: "ada@example.org", from: "news@example.org", host: "h"}.message(n))
		h, subject, body := received(t, raw)
		if want := "日韓: " + clean(title, maxTitle); subject != strings.TrimSpace(want) && subject != want {
			t.Fatalf("subject %q, want %q", subject, want)
		}
		if len(h) != 9 || h.Get("Bcc") != "" || strings.Count(body, "\n") != 5 {
			t.Fatalf("header %v\nbody %q", h, body)
		}
		for line := range strings.Lines(raw) {
			if len(line) > 78 || strings.ContainsFunc(line, func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }) {
				t.Fatalf("line of %d bytes: %q", len(line), line)
			}
		}
	})
}

// A failure is said in sendmail's words; one that will not pass is not tried again.
func TestMailFails(t *testing.T) {
	for codes, c := range map[string]struct {
		tries int
		words string
	}{
		"67": {1, "failed: exit status 67 (no such user here); check the address, and how"},
		"75": {3, "failed: exit status 75 (no such user here) (tried 3 times)"},
	} {
		words, _ := played(t, "\n no such user\there\nmore", codes)
		m, err := NewMail("root", "news@example.org", words)
		if err != nil {
			t.Fatal(err)
		}
		o, _ := waited(time.Minute)
		wantError(t, Deliver(t.Context(), m, some(), o), c.tries, "the mail program "+filepath.Base(words[0])+" "+c.words)
	}
}

func TestNewMail(t *testing.T) {
	for typed, want := range map[string]string{
		"ada@example.org": "<ada@example.org>", "root": "root", "Ada <ada@example.org>": `"Ada" <ada@example.org>`,
		"": "", "-oQ/tmp": "", "ada@example.org, bob@example.org": "", "ada@example.org\nBcc: bob@example.org": "",
		"ada@exämple.org": "", "two words": "", "<ada@example.org": "", "a\x00b": "",
	} {
		m, err := NewMail(typed, "", []string{"sendmail"})
		if (err == nil) != (want != "") || m.to != want {
			t.Errorf("%q: %q, %v", typed, m.to, err)
		}
	}
	if _, err := NewMail("root", "no one", []string{"sendmail"}); err == nil {
		t.Error("from no one")
	}
}

// sendmail is found in the PATH first, then where it is by tradition.
func TestFindSendmail(t *testing.T) {
	for _, there := range []string{"sendmail", "/usr/sbin/sendmail", "/usr/lib/sendmail", ""} {
		path, err := findSendmail(func(name string) (string, error) {
			if name == there || name == "/usr/lib/sendmail" && there != "" {
				return name, nil
			}
			return "", exec.ErrNotFound
		})
		if path != there || errors.Is(err, ErrNoSendmail) != (there == "") {
			t.Errorf("%q: %q, %v", there, path, err)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/sendmail", []byte("#!/bin/sh\n"), 0o700); err != nil { //nolint:gosec // it is to be executed
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	if m, err := NewMail("root", "", nil); err != nil || m.words[0] != dir+"/sendmail" {
		t.Errorf("%v, %v", m.words, err)
	}
}
