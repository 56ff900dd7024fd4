package archive

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"newsarchive/internal/feed"
	"newsarchive/internal/news"
	"newsarchive/internal/readers"
	"newsarchive/store"
)

const (
	// maxPastFeeds is how many documents of feeds of a WARC file are read, and
	// maxPastBytes how many bytes they have together, packed.
	maxPastFeeds = 500_000
	maxPastBytes = 8 << 30
)

// errManyFeeds means that a WARC file has more of feeds than is read.
var errManyFeeds = fmt.Errorf("the file has more than %d documents of feeds or %d GiB; the rest is left out", maxPastFeeds, maxPastBytes>>30)

// ImportedFeeds counts the documents of feeds in WARC files.
type ImportedFeeds struct {
	Documents int `json:"documents"`
	// Older are those that the feed has been fetched after: they add what is
	// missing, and end nothing.
	Older int `json:"older,omitempty"`
	store.Saved
}

// isFeed reports whether a page is the document of a feed.
func isFeed(page news.Page) bool {
	if page.Status != http.StatusOK && page.Status != http.StatusNonAuthoritativeInfo {
		return false
	}
	head := page.Body[:min(len(page.Body), readers.Peek)]
	if readers.Detect(head) != readers.FeedDocument {
		return false
	}
	return !isHTML(page) || !bytes.Contains(bytes.ToLower(head), []byte("<html"))
}

// pastFeeds are the documents of feeds in a WARC file, in no order. They wait in a
// file until all of them are known.
type pastFeeds struct {
	file   *os.File // nil until it is needed
	pack   *zstd.Encoder
	unpack *zstd.Decoder
	all    []pastFeed
	size   int64
	full   bool
}

// pastFeed is one document.
type pastFeed struct {
	asked, answered       string // addresses
	contentType, language string
	at                    time.Time
	offset                int64
	length                int
}

// add keeps a document. After errManyFeeds no more are kept.
func (p *pastFeeds) add(page news.Page) (err error) {
	if p.file == nil {
		if err := p.open(); err != nil {
			return err
		}
	}
	packed := p.pack.EncodeAll(page.Body, nil)
	if len(p.all) == maxPastFeeds || p.size+int64(len(packed)) > maxPastBytes {
		if p.full {
			return nil
		}
		p.full = true
		return errManyFeeds
	}
	if _, err := p.file.Write(packed); err != nil {
		return fmt.Errorf("keep documents of feeds for a while: %w", err)
	}
	header := http.Header(page.Header)
	p.all = append(p.all, pastFeed{
		asked: cmp.Or(page.Asked, page.URL), answered: page.URL, contentType: header.Get("Content-Type"), language: header.Get("Content-Language"),
		at: page.Fetched.Truncate(time.Second), offset: p.size, length: len(packed),
	})
	p.size += int64(len(packed))
	return nil
}

func (p *pastFeeds) open() (err error) {
	if p.pack, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest)); err != nil {
		return err
	}
	if p.unpack, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1)); err != nil {
		return err
	}
	p.file, err = os.CreateTemp("", "archive-feeds-*")
	return err
}

// close removes the file.

func (p *pastFeeds) close() error {
	if p.file == nil {
		return nil
	}
	p.unpack.Close()
	return errors.Join(p.pack.Close(), p.file.Close(), os.Remove(p.file.Name()))
}

// body returns the bytes of a document.
func (p *pastFeeds) body(f pastFeed) ([]byte, error) {
	packed := make([]byte, f.length)
	if _, err := p.file.ReadAt(packed, f.offset); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return p.unpack.DecodeAll(packed, nil)
}

// pastFeeds saves the documents in the order of their dates, each as a fetch of
// that date.
func (m *importer) pastFeeds(ctx context.Context, p *pastFeeds, place string) error {
	slices.SortStableFunc(p.all, func(a, b pastFeed) int { return a.at.Compare(b.at) })
	for i, f := range p.all {
		if now := m.archive.now(); f.at.After(now) {
			f.at = now
		}
		body, err := p.body(f)
		if err != nil {
			return fmt.Errorf("read what was kept of %s: %w", place, err)
		}
		m.feeds.Documents++
		if err := m.pastFeed(ctx, f, body); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := m.fault(ctx, fmt.Sprintf("%s: %.200s of %s", place, f.asked, f.at.Format(time.RFC3339)), err); err != nil {
				return err
			}
		}
		m.progress.Report(i+1, len(p.all))
	}
	return m.archive.store.PackElements(ctx)
}

// pastFeed saves one document. An error concerns it alone.
func (m *importer) pastFeed(ctx context.Context, f pastFeed, body []byte) error {
	if !news.IsUsable(f.at) {
		return errors.New("its date cannot be used")
	}
	doc, err := feed.Parse(ctx, body, feed.Options{URL: f.answered, ContentType: f.contentType, Language: f.language})
	if err != nil && len(doc.Items) == 0 {
		return err
	}
	fetch := store.Fetch{URL: f.asked, At: f.at, Outcome: store.OutcomeNew, Status: http.StatusOK, Bytes: int64(len(body))}
	if err != nil {
		fetch.Outcome, fetch.Error = store.OutcomePartial, err.Error()
	}
	saved, older, saveErr := m.archive.store.SavePast(ctx, fetch, doc)
	if saveErr == nil && older {
		m.feeds.Older++
		saved, saveErr = m.olderItems(ctx, f, doc)
	}
	m.feeds.Add(saved)
	return errors.Join(err, saveErr)
}

// olderItems imports the items of a document that is older than what the archive
// has of its feed.
func (m *importer) olderItems(ctx context.Context, f pastFeed, doc news.Document) (store.Saved, error) {
	for i := range doc.Items {
		it := &doc.Items[i]
		it.Feed, it.FirstSeen, it.LastSeen = news.Feed{URL: f.asked, Title: doc.Feed.Title, Link: doc.Feed.Link}, f.at, f.at
		complete(it)
	}
	saved, faults, err := m.archive.store.Import(ctx, doc.Items, m.archive.now())
	if err != nil || len(faults) == 0 {
		return saved, err
	}
	reasons := make([]string, 0, len(faults))
	for _, fault := range faults {
		reasons = append(reasons, fault.Error())
	}
	slices.Sort(reasons)
	return saved, errors.New(strings.Join(slices.Compact(reasons), "; "))
}
