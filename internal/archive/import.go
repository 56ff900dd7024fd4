package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsarchive/store"
)

// Format is a form that items come and go in.
type Format string

// The formats.
const (
	FormatAny    Format = ""       // by name and first byte
	FormatPost   Format = "post"   // a Markdown file with front matter, one item each
	FormatNDJSON Format = "ndjson" // the archive's own: a line of JSON, one item each
)

// importBatch is how many items are saved in one transaction.
const importBatch = 1000

// Fault is one file or line that could not be imported.
type Fault struct {
	Place string // file, or file:line
	Err   error
}

// Error implements error.
func (f Fault) Error() string { return fmt.Sprintf("%s: %v", f.Place, f.Err) }

// Imported counts what an import brought.
type Imported struct {
	store.Saved
	Read   int     `json:"read"` // items that were read
	Faults []Fault `json:"-"`
}

// Import reads items from files and folders; "-" is stdin. A file or line
// that cannot be read costs the others nothing and comes back as a fault.
// What was saved when the context ends stays.
func (a *Archive) Import(ctx context.Context, paths []string, format Format, stdin io.Reader, progress Progress) (Imported, error) {
	m := &importer{archive: a, format: format, progress: progress}
	for _, path := range paths {
		var err error
		if path == "-" {
			err = m.reader(ctx, "stdin", stdin)
		} else {
			err = m.path(ctx, path)
		}
		if err == nil {
			err = m.flush(ctx)
		}
		if err != nil {
			return m.imported, err
		}
	}
	_, err := a.CatchUp(ctx, progress)
	if errors.Is(err, ErrIndexLocked) {
		a.log.Warn("the index is busy: what was imported will be found after the next sync", "because", err)
		err = nil
	}
	return m.imported, err
}

// importer collects items into batches.
type importer struct {
	archive  *Archive
	format   Format
	progress Progress
	items    []store.Item
	places   []string // where each of items came from
	imported Imported
}

func (m *importer) fault(place string, err error) {
	m.imported.Faults = append(m.imported.Faults, Fault{Place: place, Err: err})
}

// add adds an item to the batch, and saves a batch that is full.
func (m *importer) add(ctx context.Context, it store.Item, place string) error {
	complete(&it)
	m.items = append(m.items, it)
	m.places = append(m.places, place)
	m.imported.Read++
	if len(m.items) < importBatch {
		return nil
	}
	return m.flush(ctx)
}

func (m *importer) flush(ctx context.Context) error {
	if len(m.items) == 0 {
		return ctx.Err()
	}
	saved, faults, err := m.archive.Store.Import(ctx, m.items, m.archive.now())
	if err != nil {
		return err
	}
	m.imported.Add(saved)
	for i := range m.items {
		if err := faults[i]; err != nil {
			m.fault(m.places[i], err)
		}
	}
	m.items, m.places = m.items[:0], m.places[:0]
	m.progress.tell(m.imported.Read, 0)
	return nil
}

// path imports a file, or every post and NDJSON file below a folder.
func (m *importer) path(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		m.fault(path, reason(err))
		return nil
	}
	if !info.IsDir() {
		return m.file(ctx, path, filepath.Base(path), true)
	}
	found := false
	err = filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			m.fault(file, reason(err))
			return nil
		case d.IsDir() && file != path && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.Type().IsRegular() || !m.wants(file):
			return nil
		}
		found = true
		rel, err := filepath.Rel(path, file)
		if err != nil {
			return err
		}
		return m.file(ctx, file, filepath.ToSlash(rel), false)
	})
	if err == nil && !found {
		m.fault(path, errors.New("no posts (*.md) or NDJSON files (*.ndjson, *.jsonl) below this folder"))
	}
	return err
}

// wants reports whether a file found in a folder is one to import.
func (m *importer) wants(file string) bool {
	format := formatOf(file)
	return format != FormatAny && (m.format == FormatAny || m.format == format)
}

func formatOf(file string) Format {
	ext := strings.ToLower(filepath.Ext(file))
	switch {
	case slices.Contains([]string{".md", ".markdown"}, ext):
		return FormatPost
	case slices.Contains([]string{".ndjson", ".jsonl"}, ext):
		return FormatNDJSON
	}
	return FormatAny
}

// file imports one file; rel is its path as a post keeps it.
func (m *importer) file(ctx context.Context, path, rel string, named bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		m.fault(path, reason(err))
		return nil
	}
	defer f.Close() //nolint:errcheck // read only
	format := m.format
	if format == FormatAny {
		format = formatOf(path)
	}
	if format == FormatPost {
		return m.post(ctx, f, path, rel)
	}
	if format == FormatNDJSON {
		return m.ndjson(ctx, f, path)
	}
	return m.reader(ctx, path, f)
}

// reason is an error of the file system without the path, which the message
// names already.
func reason(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
