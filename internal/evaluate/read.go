package evaluate

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"newsarchive/internal/archive"
)

// ReadFile lends a file to a function that reads it, unpacked if its name ends in
// .gz, and returns what that returns. The error names the file.
func ReadFile[T any](path string, read func(io.Reader) (T, error)) (all T, err error) {
	f, err := os.Open(path)
	if err != nil {
		return all, err
	}
	defer f.Close() //nolint:errcheck // it is only read
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		in, err = gzip.NewReader(f)
	}
	if err == nil {
		all, err = read(in)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return all, err
}

// importLines imports what write writes, lines of the archive's own NDJSON.
func importLines(ctx context.Context, a *archive.Archive, write func(io.Writer) error) (archive.Imported, error) {
	lines, out := io.Pipe()
	go func() { _ = out.CloseWithError(write(out)) }() // nil: the end
	got, err := a.Import(ctx, []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: lines})
	return got, errors.Join(err, lines.CloseWithError(io.ErrClosedPipe))
}
