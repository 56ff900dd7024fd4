package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsarchive/internal/news"

	"newsarchive/internal/readers"
	"newsarchive/internal/readers/readerdb"
)

// Export is a file of another program that was imported.
type Export struct {
	File  string `json:"file"`
	Form  string `json:"form"`  // pocket CSV, the database of newsboat …
	Items int    `json:"items"` // that were read
	// Omitted counts what was left out on purpose, by the reason.
	Omitted map[string]int `json:"omitted,omitempty"`
}

// mayBeExport reports whether a file of that name in a folder may be an export.
func mayBeExport(file string) bool {
	return slices.Contains([]string{".json", ".csv", ".html", ".htm", ".sqlite", ".db", ".zip"}, strings.ToLower(filepath.Ext(file)))
}

// isExport reports whether a file is an export of another program.
func isExport(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return true, nil //nolint:nilerr // importing it returns the error
	}
	defer f.Close() //nolint:errcheck // read only
	head, err := io.ReadAll(io.LimitReader(f, readers.Peek))
	if err != nil {
		return true, nil //nolint:nilerr // likewise
	}
	form := readers.Detect(head)
	return form.Items() || form == readers.SQLite || form == readers.Zip, nil
}

// foreign imports a file whose name says nothing of its form. Databases and zip
// archives are read in place.
func (m *importer) foreign(ctx context.Context, f *os.File, path string) error {
	head, err := io.ReadAll(io.NewSectionReader(f, 0, readers.Peek))
	if err != nil || m.format != FormatAny { // a device, perhaps
		return m.reader(ctx, path, f)
	}
	switch form := readers.Detect(head); {
	case form == readers.SQLite:
		return m.database(ctx, path)
	case form == readers.Zip:
		return m.zip(ctx, f, path)
	case form.Items():
		folder, err := os.OpenRoot(filepath.Dir(path)) // nothing outside of it is read
		if err != nil {
			return m.fault(ctx, path, reason(err))
		}
		defer folder.Close() //nolint:errcheck // read only
		return m.export(ctx, f, path, form, folder.FS())
	}
	return m.reader(ctx, path, f)
}

// export imports a stream of a form that was recognised. beside is its folder,
// or nil.
func (m *importer) export(ctx context.Context, r io.Reader, name string, form readers.Form, beside fs.FS) error {
	switch {
	case form.Feeds():
		return m.fault(ctx, name, fmt.Errorf("this is a list of feeds (%s); to follow them: archive feed import %s", form, name))
	case form == readers.FeedDocument:
		return m.fault(ctx, name, fmt.Errorf("this is a feed; to follow it: archive feed add %s", name))
	case !form.Items():
		return m.fault(ctx, name, fmt.Errorf("a %s can only be read from a file", form))
	}
	return m.entries(ctx, name, string(form), beside, readers.Items(form, r))
}

// database imports another program's SQLite database.
func (m *importer) database(ctx context.Context, path string) error {
	db, err := readerdb.Open(ctx, path)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return m.fault(ctx, path, err)
	}
	err = m.entries(ctx, path, "database of "+string(db.Program), nil, db.Items(ctx))
	return errors.Join(err, db.Close())
}

// entries adds the items of an export.
func (m *importer) entries(ctx context.Context, name, form string, beside fs.FS, all iter.Seq2[readers.Entry, error]) error {
	x := Export{File: name, Form: form}
	defer func() { m.exported(x) }()
	for e, err := range all {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var omitted *readers.Omitted
		place := name + ": " + e.Place
		switch {
		case errors.As(err, &omitted):
			if x.Omitted == nil {
				x.Omitted = map[string]int{}
			}
			x.Omitted[omitted.Reason]++
			continue
		case err != nil:
			err = m.fault(ctx, place, err)
		default:
			x.Items++
			if e.Beside != "" && beside != nil && e.Item.Content == "" {
				e.Item.Content = textBeside(beside, e.Beside)
				e.Size += len(e.Item.Content)
			}
			credit(&e.Item)
			err = m.add(ctx, e.Item, place, 4*e.Size+objectCost)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// maxBeside is how many bytes of a file beside an export are read.
const maxBeside = 8 << 20

// textBeside returns the text in a file beside an export; "" if there is none.
func textBeside(folder fs.FS, name string) string {
	f, err := folder.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close() //nolint:errcheck // read only
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	raw, _ := io.ReadAll(io.LimitReader(f, maxBeside)) //nolint:errcheck // what there is
	return strings.ToValidUTF8(string(raw), "\ufffd")
}

// credit names the feed as the publisher of an item's story if both are of one
// site, as a fetch of the feed does.
func credit(it *news.Item) {
	complete(it)
	if !it.IsOrdinary() || it.Feed.Title == "" {
		return
	}
	site := news.Site(it.Stories[0].Link)
	for _, own := range []string{news.Site(it.Feed.Link), news.Site(it.Feed.URL)} {
		if own != "" && (site == own || strings.HasSuffix(site, "."+own) || strings.HasSuffix(own, "."+site)) || site == "" {
			it.Stories[0].Publisher = it.Feed.Title
		}
	}
}

func (m *importer) exported(x Export) {
	if len(m.exports) < maxFaults {
		m.exports = append(m.exports, x)
	}
}
