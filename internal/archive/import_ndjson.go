package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"newsarchive/internal/article"
	"newsarchive/internal/news"
	"newsarchive/internal/post"
	"newsarchive/internal/readers"
	"newsarchive/store"
)

const (
	maxPostBytes = 16 << 20 // bytes of a post
	maxLineBytes = 64 << 20 // bytes of a line of NDJSON
)

// reader imports a stream that has no file name: as posts and WARC files when it
// begins like one, as an export of another program when it is recognised, else as
// NDJSON.
func (m *importer) reader(ctx context.Context, name string, r io.Reader) error {
	b := bufio.NewReaderSize(r, readers.Peek)
	head, _ := b.Peek(4) //nolint:errcheck // the read below returns the error
	if m.format == FormatWARC || m.format == FormatAny && (bytes.HasPrefix(head, []byte("WARC")) || bytes.HasPrefix(head, []byte{0x1f, 0x8b})) {
		return m.warc(ctx, b, name)
	}
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	isPost := bytes.HasPrefix(head, []byte("---")) || bytes.HasPrefix(head, []byte("+++")) || bytes.HasPrefix([]byte("---"), head) && len(head) > 0
	if m.format == FormatPost || m.format == FormatAny && isPost {
		return m.post(ctx, b, name, news.Post{Path: name + ".md"})
	}
	if m.format == FormatAny {
		head, _ := b.Peek(readers.Peek) //nolint:errcheck // likewise
		if form := readers.Detect(head); form != readers.Unknown {
			return m.export(ctx, b, name, form, nil)
		}
	}
	return m.ndjson(ctx, b, name)
}

// post imports one file; of has its site and path.
func (m *importer) post(ctx context.Context, r io.Reader, place string, of news.Post) error {
	raw, err := io.ReadAll(io.LimitReader(r, maxPostBytes+1))
	if err == nil && len(raw) > maxPostBytes {
		err = fmt.Errorf("the post is larger than %d MiB", maxPostBytes>>20)
	}
	if err != nil {
		return m.fault(ctx, place, reason(err))
	}
	it, err := post.Parse(raw, of.Path)
	if wrong := (*post.Error)(nil); errors.As(err, &wrong) {
		place, err = fmt.Sprintf("%s:%d", place, wrong.Line), wrong.Err
	}
	if err != nil {
		return m.fault(ctx, place, err)
	}
	it.Post.Site, it.Post.SitePath = of.Site, of.SitePath
	return m.add(ctx, it, place, 4*len(raw))
}

// ndjson imports one item a line. Blank lines are skipped.
func (m *importer) ndjson(ctx context.Context, r io.Reader, name string) error {
	in := newLineReader(r, maxLineBytes)
	for {
		line, err := in.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		place := fmt.Sprintf("%s:%d", name, in.number)
		switch {
		case errors.Is(err, errLongLine):
			err = m.fault(ctx, place, err)
		case err != nil:
			return m.fault(ctx, place, reason(err))
		default:
			err = m.line(ctx, line, place)
		}
		if err != nil {
			return err
		}
	}
}

// line imports one line.
func (m *importer) line(ctx context.Context, text []byte, place string) error {
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	if len(text) == 0 {
		return nil
	}
	cost := costOf(text)
	if cost > maxItemCost {
		return m.fault(ctx, place, errors.New("the item has too many parts"))
	}
	var l ndjsonLine
	if err := json.Unmarshal(text, &l); err != nil {
		return m.fault(ctx, place, explainJSON(err))
	}
	if l.Version > ndjsonVersion {
		return fmt.Errorf("%s: %w: the line is of version %d, this program reads up to %d", place, newerLineError{}, l.Version, ndjsonVersion)
	}
	for _, s := range l.Stories {
		for i := range s.Pages { // another program may have written it
			s.Pages[i].HTML = article.Sanitize(s.Pages[i].HTML)
		}
	}
	return m.add(ctx, l.Item, place, cost)
}

// newerLineError means that a line was written by a newer version of the program.
type newerLineError struct{}

func (newerLineError) Error() string { return "it was written by a newer version of the program" }

// Is reports that it is [store.ErrNewer], in words of its own.
func (newerLineError) Is(target error) bool { return target == store.ErrNewer } //nolint:errorlint // a sentinel

// explainJSON describes what is wrong with a line of JSON.
func explainJSON(err error) error {
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
