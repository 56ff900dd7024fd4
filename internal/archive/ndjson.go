package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"newsarchive/internal/feed"
	"newsarchive/internal/plain"
	"newsarchive/internal/post"
	"newsarchive/store"
)

const (
	mostPost = 16 << 20 // bytes of a post
	mostLine = 64 << 20 // bytes of a line of NDJSON
)

// reader imports a stream whose format is not known by a name: a post when it
// begins as one, else NDJSON.
func (m *importer) reader(ctx context.Context, name string, r io.Reader) error {
	b := bufio.NewReaderSize(r, 64<<10)
	head, _ := b.Peek(4) //nolint:errcheck // reading will tell
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	isPost := bytes.HasPrefix(head, []byte("---")) || bytes.HasPrefix(head, []byte("+++")) || bytes.HasPrefix([]byte("---"), head) && len(head) > 0
	if m.format == FormatPost || m.format == FormatAny && isPost {
		return m.post(ctx, b, name, name+".md")
	}
	return m.ndjson(ctx, b, name)
}

func (m *importer) post(ctx context.Context, r io.Reader, place, rel string) error {
	raw, err := io.ReadAll(io.LimitReader(r, mostPost+1))
	if err == nil && len(raw) > mostPost {
		err = fmt.Errorf("the post is larger than %d MiB", mostPost>>20)
	}
	if err != nil {
		m.fault(place, reason(err))
		return nil
	}
	it, err := post.Parse(raw, rel)
	if wrong := (*post.Error)(nil); errors.As(err, &wrong) {
		place, err = fmt.Sprintf("%s:%d", place, wrong.Line), wrong.Err
	}
	if err != nil {
		m.fault(place, err)
		return nil
	}
	return m.add(ctx, it, place)
}

// ndjson imports one item a line. Blank lines are passed over.
func (m *importer) ndjson(ctx context.Context, r io.Reader, name string) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), mostLine)
	n := 0
	for lines.Scan() {
		n++
		if err := ctx.Err(); err != nil {
			return err
		}
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		place := fmt.Sprintf("%s:%d", name, n)
		var it store.Item
		if err := json.Unmarshal(line, &it); err != nil {
			m.fault(place, inWords(err))
			continue
		}
		if err := m.add(ctx, it, place); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		m.fault(fmt.Sprintf("%s:%d", name, n+1), err)
	}
	return nil
}

// inWords says what is wrong with a line of JSON.
func inWords(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON at byte %d: %w", syntax.Offset, err)
	case errors.As(err, &kind):
		return fmt.Errorf("field %q cannot be a %s", kind.Field, kind.Value)
	}
	return err
}

// complete fills in what a source may leave out: the stories of an item, and
// the plain text.
func complete(it *store.Item) {
	if it.PublishedRaw == "" {
		it.PublishedRaw = it.Published.String()
	}
	if len(it.Stories) == 0 && !feed.Cluster(it, "", "") && (it.Title != "" || it.Link != "") {
		it.Stories = []store.Story{{Link: it.Link, Title: plain.Line(it.Title), Publisher: store.Site(it.Link)}}
	}
	if len(it.Stories) > 1 {
		it.Cluster = true
	}
	if it.Text == "" && !it.Cluster {
		html := it.Content
		if html == "" {
			html = it.Summary
		}
		it.Text = plain.Text(html)
	}
}
