package notify

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"time"
	"unicode/utf8"
)

// message is the news as a mail (RFC 5322). Lines end with a line feed, as
// sendmail takes them. The Message-ID depends on what is said and when, so the
// tries of one delivery have the same.
func (m Mail) message(n News) []byte {
	n = n.bounded()
	body := mailBody(n)
	sum := sha256.Sum256([]byte(m.to + "\x00" + m.from + "\x00" + body))
	id := fmt.Sprintf("<archive.%s.%s@%s>", n.Now.UTC().Format("20060102T150405"), hex.EncodeToString(sum[:8]), m.host)
	var b bytes.Buffer
	header := func(name, value string) { fmt.Fprintf(&b, "%s: %s\n", name, value) }
	if m.from != "" {
		header("From", m.from)
	}
	header("To", m.to)
	header("Subject", encoded(mailSubject(n)))
	header("Date", n.Now.Format(time.RFC1123Z))
	header("Message-ID", id)
	header("Auto-Submitted", "auto-generated") // RFC 3834: no answer is wanted
	header("MIME-Version", "1.0")
	header("Content-Type", "text/plain; charset=utf-8")
	header("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\n")
	b.Write(quoted(body))
	return b.Bytes()
}

// mailSubject is the headline of the only event, or how much is new.
func mailSubject(n News) string {
	if all := n.events(); len(all) == 1 && n.count() == 1 {
		return n.Topics[0].Name + ": " + all[0].Title
	}
	return n.subject()
}

// maxWord is how many bytes an encoded word carries: "Subject: " and one of them
// are not longer than the 76 characters of RFC 2047.
const maxWord = 39

// encoded is text as the value of a header. What is not ASCII, or looks encoded
// already, becomes encoded words (RFC 2047), none of which parts a character.
func encoded(text string) string {
	if !strings.Contains(text, "=?") && !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) {
		return text
	}
	var words []string
	for text != "" {
		end := min(maxWord, len(text))
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end--
		}
		words = append(words, "=?utf-8?B?"+base64.StdEncoding.EncodeToString([]byte(text[:end]))+"?=")
		text = text[end:]
	}
	return strings.Join(words, "\n ")
}

// quoted encodes a body with line feeds (RFC 2045, section 6.7).
func quoted(body string) []byte {
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(body)) // a buffer takes everything
	_ = w.Close()
	return bytes.ReplaceAll(b.Bytes(), []byte("\r\n"), []byte("\n"))
}

// mailBody is the news as text: the topics, and beneath each its events.
func mailBody(n News) string {
	var b strings.Builder
	for i, t := range n.Topics {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(t.Name + ": " + stories(t.New))
		if t.Pulse != "" {
			b.WriteString(" · " + t.Pulse)
		}
		b.WriteString("\n")
		for _, e := range t.Events {
			const indent = "            "
			fmt.Fprintf(&b, "\n%-10s  %s\n", e.Date, e.Title)
			for _, line := range []string{e.by(), e.Link} {
				if line != "" {
					b.WriteString(indent + line + "\n")
				}
			}
		}
	}
	if rest := n.rest(); rest != "" {
		b.WriteString("\n" + rest + "\n")
	}
	return b.String()
}

// by is the publisher, and the others that tell of it.
func (e Event) by() string {
	return strings.Trim(e.Publisher+" · "+e.also(), " ·")
}
