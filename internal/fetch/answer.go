package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// read reads an answer: "not modified", a body, or a refusal.
func (f *feed) read(answer *http.Response) error {
	res := &f.response
	res.Status = answer.StatusCode
	res.ContentType = answer.Header.Get("Content-Type")
	res.Language = answer.Header.Get("Content-Language")
	links := answer.Header.Values("Link")
	res.Links = links[:min(len(links), maxLinks)]
	kept := validatorsOf(answer.Header, f.config.Now())
	res.ETag, res.LastModified = kept.etag, kept.lastModified
	res.Fresh, res.FreshBy = fresh(answer.Header, f.config.Now())
	switch {
	case res.Status == http.StatusNotModified:
		return f.notModified(kept.dropped)
	case botCheck(answer.Header):
		drain(answer.Body)
		return ErrBotCheck
	case !complete(res.Status):
		drain(answer.Body)
		return errStatus
	}
	var err error
	res.Body, res.Bytes, err = body(answer, f.config.MaxBytes)
	if err != nil {
		return err
	}
	res.Whole, res.BodyHash = true, hash(res.Body)
	if f.request.BodyHash == res.BodyHash {
		res.NotModified, res.Body = true, nil
	}
	return nil
}

// notModified takes the validators of the request where the answer has none,
// unless they were dropped.
func (f *feed) notModified(dropped bool) error {
	r, res := f.request, &f.response
	if r.ETag == "" && r.LastModified == "" {
		return errUnrequested304
	}
	if res.ETag == "" && !dropped {
		res.ETag = r.ETag
	}
	if res.LastModified == "" && !dropped {
		res.LastModified = r.LastModified
	}
	res.NotModified, res.BodyHash = true, r.BodyHash
	return nil
}

// botCheck reports whether a page that checks for a person at a browser came
// in place of the answer: Cloudflare and the AWS firewall say so.
func botCheck(h http.Header) bool {
	action := h.Get("X-Amzn-Waf-Action")
	return h.Get("Cf-Mitigated") == "challenge" || action == "challenge" || action == "captcha"
}

// complete reports whether a status comes with the whole document.
func complete(status int) bool {
	switch status {
	case http.StatusOK, http.StatusNonAuthoritativeInfo, http.StatusNoContent, http.StatusIMUsed:
		return true
	}
	return false
}

func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// drain reads the rest of a short body, so that its connection can be used
// again.
func drain(body io.Reader) {
	_, _ = io.CopyN(io.Discard, body, 64<<10)
}

// retryAfter reads seconds or an HTTP date (RFC 9110, section 10.2.3).
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	const limit = 366 * 24 * time.Hour
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		return min(time.Duration(max(0, min(seconds, int64(limit/time.Second))))*time.Second, limit)
	} else if errors.Is(err, strconv.ErrRange) && !strings.HasPrefix(value, "-") {
		return limit
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(0, at.Sub(now)), limit)
}

func tooLarge(limit int64) error {
	if limit >= 1<<20 {
		return fmt.Errorf("%w: more than %d MiB", ErrTooLarge, limit>>20)
	}
	return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
}
