package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"
)

// Bounds of a form with a file, beside the size of all.
const (
	maxParts = 8
	maxField = 4 << 10 // bytes
)

// readUpload reads a form with one file into memory.
func (f *sent) readUpload(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	f.Values = url.Values{}
	for range maxParts {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if part.FileName() != "" {
			f.file, err = io.ReadAll(part)
		} else {
			var value []byte
			value, err = io.ReadAll(io.LimitReader(part, maxField))
			f.Add(part.FormName(), string(value))
		}
		if err != nil {
			return err
		}
	}
	return errForm
}
