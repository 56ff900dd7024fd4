package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"slices"

	_ "golang.org/x/image/webp"

	"newsarchive/internal/fetch"
)

// Errors of pictures.
var (
	// ErrPicturesOff means that the settings do not allow pictures to be fetched.
	ErrPicturesOff = errors.New("pictures are switched off")
	// ErrNoPicture means that there is no picture at the address, or none that is
	// shown.
	ErrNoPicture = errors.New("this is no picture that can be shown")
)

// Bounds of a picture.
const (
	maxPicture = 5 << 20    // bytes
	maxPoints  = 50_000_000 // of its width and height
)

// Pictures fetches the pictures of stories for a reader. It keeps none, and
// nothing of the archive.
type Pictures struct{ client *fetch.Client }

// Pictures returns what fetches pictures, named as a program. The error is
// [ErrPicturesOff] unless the settings allow it.
func (a *Archive) Pictures(ctx context.Context, userAgent string) (*Pictures, error) {
	s, err := a.store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	if !s.Images {
		return nil, ErrPicturesOff
	}
	return &Pictures{fetch.New(fetch.Config{
		UserAgent: named(userAgent, s), AllowNetworks: s.Networks, Now: a.now, Timeout: a.network.Timeout, Resolver: a.network.Resolver, PageGap: -1, MinDelay: -1,
	})}, nil
}

// Close closes the connections.
func (p *Pictures) Close() { p.client.Close() }

// Get fetches a picture: PNG, JPEG, GIF or WebP, of up to 5 MiB and 50 million
// points, from a public address. Its kind is read from its first bytes, whatever
// the server says. The error is a [*fetch.Error], or wraps [ErrNoPicture].
func (p *Pictures) Get(ctx context.Context, address string) (kind string, body []byte, err error) {
	got, err := p.client.Page(ctx, fetch.PageRequest{URL: address, IgnoreRobots: true, MaxBytes: maxPicture})
	if err != nil {
		return "", nil, err
	}
	if got.Status != http.StatusOK {
		return "", nil, fmt.Errorf("%w: the server answered %d", ErrNoPicture, got.Status)
	}
	kind = http.DetectContentType(got.Body)
	if !slices.Contains([]string{"image/png", "image/jpeg", "image/gif", "image/webp"}, kind) {
		return "", nil, fmt.Errorf("%w: it is %s", ErrNoPicture, kind)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(got.Body))
	if err != nil {
		return "", nil, fmt.Errorf("%w: %w", ErrNoPicture, err)
	}
	if size.Width < 1 || size.Height < 1 || size.Width > maxPoints/size.Height {
		return "", nil, fmt.Errorf("%w: it has %d × %d points", ErrNoPicture, size.Width, size.Height)
	}
	return kind, got.Body, nil
}
