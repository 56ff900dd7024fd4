package archive

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	slashpath "path"

	"newsarchive/internal/readers"
)

// maxZipFiles is how many files of a zip archive are looked at.
const maxZipFiles = 100_000

// zip imports the exports in a zip archive. Its other files are passed over.
func (m *importer) zip(ctx context.Context, f *os.File, path string) error {
	info, err := f.Stat()
	if err != nil {
		return m.fault(ctx, path, reason(err))
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil {
		return m.fault(ctx, path, err)
	}
	found := false
	for _, file := range z.File[:min(len(z.File), maxZipFiles)] {
		if file.FileInfo().IsDir() || !mayBeExport(file.Name) {
			continue
		}
		var beside fs.FS = z
		if dir := slashpath.Dir(file.Name); dir != "." {
			if beside, err = fs.Sub(z, dir); err != nil { // an odd name
				beside = nil
			}
		}
		ok, err := m.zipped(ctx, file, path+"/"+file.Name, beside)
		if err != nil {
			return err
		}
		found = found || ok
	}
	if !found {
		return m.fault(ctx, path, errors.New("no export of items that is known is in this zip archive"))
	}
	return nil
}

// zipped imports one file of a zip archive, if it is an export.
func (m *importer) zipped(ctx context.Context, file *zip.File, name string, beside fs.FS) (found bool, err error) {
	r, err := file.Open()
	if err != nil {
		return false, m.fault(ctx, name, err)
	}
	defer r.Close() //nolint:errcheck // read only
	b := bufio.NewReaderSize(r, readers.Peek)
	head, _ := b.Peek(readers.Peek) //nolint:errcheck // reading on returns the error
	form := readers.Detect(head)
	if !form.Items() {
		return false, nil
	}
	return true, m.export(ctx, b, name, form, beside)
}
