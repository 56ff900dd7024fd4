package warc

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/http/httpguts"

	"newsarchive/internal/news"
)

// Writer writes pages to a WARC file.
type Writer struct {
	w    io.Writer
	gzip *gzip.Writer
}

// NewWriter returns a Writer, after it has written the record that describes the
// file: the program that writes it, with its version, and when.
func NewWriter(w io.Writer, program string, now time.Time) (*Writer, error) {
	writer := &Writer{w, gzip.NewWriter(w)}
	info := fields("software", program, "format", "WARC File Format 1.1",
		"conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/")
	if _, err := writer.record("warcinfo", "", now, fieldsType, "", info); err != nil {
		return nil, fmt.Errorf("begin a WARC file: %w", err)
	}
	return writer, nil
}

// ErrUnwritable means that an address of a page cannot stand in a record.
var ErrUnwritable = errors.New("it has an address that cannot be written")

// Write writes a page and its redirects.
func (w *Writer) Write(page news.Page) error {
	if err := w.write(page); err != nil {
		return fmt.Errorf("write %.200q to a WARC file: %w", page.URL, err)
	}
	return nil
}

func (w *Writer) write(page news.Page) error {
	for _, address := range addresses(page) {
		if _, err := url.Parse(address); err != nil || address == "" || strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
			return ErrUnwritable
		}
	}
	for _, r := range page.Redirects {
		block := response(r.Status, map[string][]string{"Location": {r.To}}, nil)
		if _, err := w.record("response", r.From, page.Fetched, responseType, "", block); err != nil {
			return err
		}
	}
	id, err := w.record("response", page.URL, page.Fetched, responseType, "", response(page.Status, page.Header, page.Body))
	if err != nil || len(page.Redirects) == 0 {
		return err
	}
	path := fields("via", page.Asked, "hopsFromSeed", strings.Repeat("R", len(page.Redirects)))
	_, err = w.record("metadata", page.URL, page.Fetched, fieldsType, id, path)
	return err
}

func addresses(page news.Page) []string {
	all := []string{page.URL}
	for _, r := range page.Redirects {
		all = append(all, r.From, r.To)
	}
	if len(page.Redirects) > 0 {
		all = append(all, page.Asked)
	}
	return all
}

const (
	responseType = "application/http;msgtype=response"
	fieldsType   = "application/warc-fields"
)

// record writes one record in a gzip member, and returns its id.
func (w *Writer) record(kind, address string, at time.Time, contentType, about string, block []byte) (id string, err error) {
	id = newID()
	header := []string{
		"WARC-Type", kind, "WARC-Record-ID", id, "WARC-Date", at.UTC().Format(time.RFC3339Nano), "WARC-Target-URI", address, "WARC-Refers-To", about,
		"WARC-Block-Digest", fmt.Sprintf("sha256:%x", sha256.Sum256(block)), "Content-Type", contentType, "Content-Length", strconv.Itoa(len(block)),
	}
	w.gzip.Reset(w.w)
	for _, part := range [][]byte{[]byte("WARC/1.1\r\n"), fields(header...), []byte("\r\n"), block, []byte("\r\n\r\n")} {
		if _, err := w.gzip.Write(part); err != nil {
			return "", err
		}
	}
	return id, w.gzip.Close()
}

// newID returns a random id (RFC 9562, version 4).
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// response writes a response as HTTP/1.1 does (RFC 9112). A field that HTTP does
// not allow is left out.
func response(status int, header map[string][]string, body []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %03d %s\r\n", min(max(status, 0), 999), http.StatusText(status))
	names := make([]string, 0, len(header))
	for name := range header {
		switch strings.ToLower(name) {
		case "set-cookie", "set-cookie2", "content-encoding", "transfer-encoding", "content-length", "trailer":
		default:
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range header[name] {
			if httpguts.ValidHeaderFieldName(name) && httpguts.ValidHeaderFieldValue(value) {
				b.WriteString(name + ": " + value + "\r\n")
			}
		}
	}
	b.WriteString("Content-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n")
	b.Write(body)
	return b.Bytes()
}

// fields writes names and values, but no empty ones, as a record's header and
// blocks of type application/warc-fields have them.
func fields(pairs ...string) []byte {
	var b bytes.Buffer
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] != "" {
			b.WriteString(pair[0] + ": " + pair[1] + "\r\n")
		}
	}
	return b.Bytes()
}
