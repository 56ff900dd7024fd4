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

	"newsarchive/internal/news"

	"newsarchive/store"
)

// Format is a form that items come and go in.
type Format string

// The formats.
const (
	FormatAny    Format = ""       // by name and first bytes
	FormatPost   Format = "post"   // a Markdown file with front matter, one item each
	FormatNDJSON Format = "ndjson" // the archive's own: a line of JSON, one item each
	FormatWARC   Format = "warc"   // pages, each of a story
	// FormatMiniflux is no form of a file: items are read from a running Miniflux.
	FormatMiniflux Format = "miniflux"
	FormatMD       Format = "md" // a Markdown file to read, one story each; it does not come back
)

// Fault is the error of one file or line that was not imported.
type Fault struct {
	Location string // file, or file:line
	Err      error
}

// Error implements error.
func (f Fault) Error() string { return fmt.Sprintf("%s: %v", f.Location, f.Err) }

// maxFaults is how many faults an import returns.
const maxFaults = 1000

// Imported counts what an import brought.
type Imported struct {
	store.Saved
	Read   int `json:"read"`               // items that were read
	Failed int `json:"failures,omitempty"` // files, lines and items with an error
	// Of WARC files.
	Pages ImportedPages `json:"pages,omitzero"`
	Feeds ImportedFeeds `json:"feeds,omitzero"`
	// Exports are the files of other programs that were read, the first maxFaults.
	Exports []Export `json:"exports,omitempty"`
	// Faults are the first maxFaults of these.
	Faults []Fault `json:"-"`
}

// ImportOptions say how items are read. The zero value reads every format.
type ImportOptions struct {
	Format Format // FormatAny: by name and first byte
	// Site is the site of the posts. A post is known by its site and its path
	// within it. Empty: the nearest folder above with a Hugo configuration, else
	// the imported folder.
	Site     string
	Stdin    io.Reader // read for the path "-"
	Server   Server    // how a running server is asked; then paths are its address
	Progress Progress  // counts items; the total is not known
}

// Server says how a running server of another program is asked.
type Server struct {
	Key       string // of its API
	UserAgent string
}

// Import reads items from files and folders; "-" is [ImportOptions.Stdin]. A
// file or line that cannot be read is skipped and returned as a fault. When
// the context ends, what was saved stays.
//
// Items are read while those before them are saved; neither takes memory that
// grows with the import.
func (a *Archive) Import(ctx context.Context, paths []string, o ImportOptions) (Imported, error) {
	done, err := a.announce(ctx, importRuns)
	if err != nil {
		return Imported{}, err
	}
	defer done()
	m := &importer{archive: a, format: o.Format, sites: sites{given: o.Site}, server: o.Server, progress: o.Progress}
	reading, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	full := make(chan *batch)
	saved := make(chan error, 1)
	go func() {
		err := m.saveAll(ctx, full)
		stop(err) // ends the reading
		saved <- err
	}()
	m.full = full
	err = m.read(reading, paths, o.Stdin)
	close(full)
	if saveErr := <-saved; saveErr != nil {
		err = saveErr
	}
	m.imported.Exports = m.exports
	m.imported.Pages = m.pages
	m.imported.Feeds = m.feeds
	m.imported.Add(m.feeds.Saved)
	m.imported.Read += m.pages.Read + m.feeds.Documents
	m.imported.Items += m.pages.Stories // each has an item of its own
	m.imported.Stories += m.pages.Stories
	if err != nil {
		return m.imported, err
	}
	_, err = a.CatchUp(ctx, o.Progress)
	if errors.Is(err, ErrIndexLocked) {
		a.log.Warn("the index is busy: what was imported will be found after the next sync", "because", err)
		err = nil
	}
	return m.imported, err
}

// importer reads items into batches.
type importer struct {
	archive  *Archive
	format   Format
	sites    sites
	server   Server
	progress Progress
	batch    *batch // being read
	full     chan<- *batch
	exports  []Export
	imported Imported // written by saveAll alone
	pages    ImportedPages
	feeds    ImportedFeeds
}

// read reads all that is to be imported.
func (m *importer) read(ctx context.Context, paths []string, stdin io.Reader) error {
	for _, path := range paths {
		var err error
		if m.format == FormatMiniflux {
			err = m.miniflux(ctx, path)
		} else if path == "-" {
			err = m.reader(ctx, "stdin", Interruptible(ctx, stdin))
		} else {
			err = m.path(ctx, path)
		}
		if err == nil {
			err = m.flush(ctx)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// path imports a file, or every post, NDJSON and WARC file below a folder.
func (m *importer) path(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return m.fault(ctx, path, reason(err))
	}
	if !info.IsDir() {
		return m.file(ctx, path, filepath.Base(path), filepath.Dir(path), info.Mode())
	}
	found := false
	err = filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return m.fault(ctx, file, reason(err))
		case d.IsDir() && file != path && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.Type().IsRegular() || !m.wants(file):
			return nil
		}
		if formatOf(file) == FormatAny {
			if ok, err := isExport(file); err != nil || !ok {
				return err
			}
		}
		found = true
		rel, err := filepath.Rel(path, file)
		if err != nil {
			return err
		}
		return m.file(ctx, file, filepath.ToSlash(rel), path, 0)
	})
	if err == nil && !found {
		err = m.fault(ctx, path, errors.New("no posts (*.md), NDJSON files (*.ndjson, *.jsonl), WARC files (*.warc, *.warc.gz) or exports of other programs below this folder"))
	}
	return err
}

// wants reports whether a file found in a folder is one to import.
func (m *importer) wants(file string) bool {
	format := formatOf(file)
	if format == FormatAny {
		return m.format == FormatAny && mayBeExport(file)
	}
	return m.format == FormatAny || m.format == format
}

func formatOf(file string) Format {
	name := strings.ToLower(file)
	ext := filepath.Ext(name)
	switch {
	case ext == ".warc", strings.HasSuffix(name, ".warc.gz"):
		return FormatWARC
	case slices.Contains([]string{".md", ".markdown"}, ext):
		return FormatPost
	case slices.Contains([]string{".ndjson", ".jsonl"}, ext):
		return FormatNDJSON
	}
	return FormatAny
}

// file imports one file of a folder; rel is its path as a post keeps it. A pipe ends with
// the context: opening one waits for its writer.
func (m *importer) file(ctx context.Context, path, rel, folder string, mode fs.FileMode) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if mode&fs.ModeNamedPipe != 0 {
		return m.reader(ctx, path, Interruptible(ctx, OpenLater(path)))
	}
	f, err := os.Open(path)
	if err != nil {
		return m.fault(ctx, path, reason(err))
	}
	defer f.Close() //nolint:errcheck // read only
	format := m.format
	if format == FormatAny {
		format = formatOf(path)
	}
	if format == FormatPost {
		post := news.Post{Path: rel}
		if post.Site, post.SitePath, err = m.sites.of(path, folder); err != nil {
			return m.fault(ctx, path, reason(err))
		}
		return m.post(ctx, f, path, post)
	}
	switch format {
	case FormatNDJSON:
		return m.ndjson(ctx, f, path)
	case FormatWARC:
		return m.warc(ctx, f, path)
	}
	return m.foreign(ctx, f, path)
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
