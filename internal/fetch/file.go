package fetch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path/filepath"
)

// readFile reads a file as if it had been fetched: the time it was changed is
// its LastModified. It counts as not modified when it has the same bytes; the
// time alone is not trusted, for it is cut to the second.
func (c *Client) readFile(ctx context.Context, r Request, path string) (Response, error) {
	if err := ctx.Err(); err != nil {
		return Response{}, err
	}
	res := Response{URL: r.URL}
	// Looked at before it is opened: to open a pipe is to wait for a writer.
	info, err := os.Stat(path)
	if err != nil {
		return res, fileError(err)
	}
	switch {
	case info.IsDir():
		return res, fmt.Errorf("%w: it is a folder", ErrFile)
	case !info.Mode().IsRegular():
		return res, fmt.Errorf("%w: it is no ordinary file", ErrFile)
	case info.Size() > c.config.MaxBytes:
		return res, tooLarge(c.config.MaxBytes)
	}
	f, err := os.Open(path)
	if err != nil {
		return res, fileError(err)
	}
	defer f.Close() //nolint:errcheck // read only
	body, err := readAll(f, c.config.MaxBytes, info.Size())
	switch {
	case err != nil:
		return res, fileError(err)
	case int64(len(body)) > c.config.MaxBytes:
		return res, tooLarge(c.config.MaxBytes)
	}
	res.Status, res.Bytes, res.BodyHash = http.StatusOK, int64(len(body)), hash(body)
	res.Whole = true
	res.LastModified = info.ModTime().UTC().Format(http.TimeFormat)
	res.ContentType = mime.TypeByExtension(filepath.Ext(path))
	if res.BodyHash == r.BodyHash {
		res.NotModified = true
		return res, nil
	}
	res.Body = body
	return res, nil
}

func fileError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: there is none of that name: %w", ErrFile, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: you may not read it: %w", ErrFile, err)
	}
	return fmt.Errorf("%w: %w", ErrFile, err)
}
