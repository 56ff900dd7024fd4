package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/klauspost/compress/zstd"

	"newsarchive/internal/news"
)

var (
	errAddress  = errors.New("it has no http(s) address")
	errDate     = errors.New("it has no date")
	errEncoding = errors.New("its body is packed in an unknown way")
)

// page reads the page of a record, without what led to it.
func (r record) page() (news.Page, error) {
	u, err := url.Parse(r.header.target())
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return news.Page{}, errAddress
	}
	page := news.Page{URL: withoutLogin(r.header.target(), u), Status: http.StatusOK, Fetched: r.header.date()}
	if page.Fetched.IsZero() {
		return news.Page{}, errDate
	}
	if r.header["warc-type"] == "resource" {
		page.Header, page.Body = map[string][]string{"Content-Type": {r.header["content-type"]}}, r.content
		return page, tooLarge(page.Body)
	}
	answer, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(r.content)), nil)
	if err != nil {
		return news.Page{}, fmt.Errorf("its HTTP header: %w", err)
	}
	defer answer.Body.Close() //nolint:errcheck // it is in memory
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxBody+1))
	if err == nil {
		body, err = unpack(body, answer.Header.Get("Content-Encoding"))
	}
	if err != nil {
		return news.Page{}, fmt.Errorf("its body: %w", err)
	}
	for _, name := range []string{"Set-Cookie", "Set-Cookie2", "Content-Encoding", "Content-Length"} {
		answer.Header.Del(name)
	}
	page.Status, page.Header, page.Body = answer.StatusCode, answer.Header, body
	return page, tooLarge(body)
}

func tooLarge(body []byte) error {
	if len(body) > maxBody {
		return errTooLarge
	}
	return nil
}

// unpack undoes a content coding (RFC 9110, section 8.4), to maxBody+1 bytes at
// most. A body that other programs have unpacked already stays as it is.
func unpack(body []byte, coding string) ([]byte, error) {
	var r io.Reader
	var err error
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "", "identity":
		return body, nil
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
			return body, nil
		}
		r, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		r, err = zlib.NewReader(bytes.NewReader(body))
	case "zstd":
		var d *zstd.Decoder
		if d, err = zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBody), zstd.WithDecoderMaxWindow(8<<20)); err == nil {
			defer d.Close()
		}
		r = d
	default:
		return nil, fmt.Errorf("%w: %.40q", errEncoding, coding)
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, maxBody+1))
}

// location returns the absolute address that a redirect leads to; "" for other
// pages.
func location(page news.Page) string {
	switch page.Status {
	case 301, 302, 303, 307, 308:
	default:
		return ""
	}
	base, err := url.Parse(page.URL)
	if err != nil {
		return ""
	}
	value := http.Header(page.Header).Get("Location")
	u, err := base.Parse(value)
	if err != nil || value == "" {
		return ""
	}
	if u.IsAbs() && strings.HasPrefix(value, u.Scheme+":") {
		return withoutLogin(value, u)
	}
	return withoutLogin(u.String(), u)
}

// withoutLogin returns an address, which was parsed, without user name and
// password.
func withoutLogin(address string, u *url.URL) string {
	if u.User == nil {
		return address
	}
	u.User = nil
	return u.String()
}
