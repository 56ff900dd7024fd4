package evaluate

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"
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
